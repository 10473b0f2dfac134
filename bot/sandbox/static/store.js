// What the page knows: the server's snapshot, kept current by its events. No DOM here.

export function createStore() {
  return {
    bot: { id: 0, username: "", first_name: "", commands: [] },
    users: [],
    chats: [],
    messages: new Map(), // chat_key -> messages, oldest first
    unread: new Set(), // chat_key
    clock: { serverNow: Date.now(), readAt: performance.now(), offset: 0 },
  };
}

/** Take the snapshot over. After a reconnect, chats that went on meanwhile count as unread. */
export function applySnapshot(store, snapshot) {
  const before = store.messages;
  store.bot = snapshot.bot;
  store.users = snapshot.users;
  store.chats = snapshot.chats;
  store.messages = new Map(Object.entries(snapshot.messages));
  setClock(store, snapshot);
  if (before.size === 0) return;
  for (const [chatKey, messages] of store.messages) {
    const newest = before.get(chatKey)?.at(-1)?.message_id ?? 0;
    if (messages.some((message) => message.message_id > newest)) store.unread.add(chatKey);
  }
}

export function applyEvent(store, event) {
  switch (event.type) {
    case "message":
      upsert(store, event.chat_key, event.message);
      store.unread.add(event.chat_key);
      break;
    case "edited":
      upsert(store, event.chat_key, event.message);
      break;
    case "deleted":
      remove(store, event.chat_key, event.message_id);
      break;
    case "clock":
      setClock(store, event);
      break;
    case "bot":
      store.bot = event.bot;
      break;
    case "user":
      keepUser(store, event.user);
      break;
    default: // callback_answer and chat_action pass by and leave nothing to keep
  }
}

function upsert(store, chatKey, message) {
  const messages = messagesOf(store, chatKey);
  const known = messages.findIndex(({ message_id }) => message_id === message.message_id);
  if (known >= 0) messages[known] = message;
  else messages.push(message);
  store.messages.set(String(chatKey), messages);
}

function remove(store, chatKey, messageId) {
  const left = messagesOf(store, chatKey).filter(({ message_id }) => message_id !== messageId);
  store.messages.set(String(chatKey), left);
}

function keepUser(store, user) {
  const known = store.users.findIndex(({ id }) => id === user.id);
  if (known >= 0) store.users[known] = user;
  else store.users.push(user);
}

function setClock(store, { now, offset_seconds: offset }) {
  store.clock = { serverNow: Date.parse(now), readAt: performance.now(), offset };
}

export const messagesOf = (store, chatKey) => store.messages.get(String(chatKey)) ?? [];

export const groupsOf = (store) => store.chats.filter((chat) => chat.type !== "private");

/** The sandbox's present moment: the server's, plus the time that passed since it was read. */
export function sandboxNow(store) {
  const { serverNow, readAt } = store.clock;
  return new Date(serverNow + performance.now() - readAt);
}

const SHANGHAI_OFFSET = 8 * 3600; // no summer time since 1991

/** Seconds until the clock in Shanghai next shows the given full hour. */
export function secondsUntilHour(now, hour) {
  const secondOfDay = (now.getTime() / 1000 + SHANGHAI_OFFSET) % 86400;
  const wait = hour * 3600 - secondOfDay;
  return Math.ceil(wait > 0 ? wait : wait + 86400);
}

export const fullName = ({ first_name: first = "", last_name: last = "" }) =>
  // A Chinese name is written family name first and without a space.
  /\p{Script=Han}/u.test(last + first) ? last + first : `${first} ${last}`.trim();

/** The text a person typed or the caption of a file, as it stands. */
export const plainText = (message) => message.text ?? message.caption ?? "";

export const isEditable = (message) => typeof message.text === "string";
