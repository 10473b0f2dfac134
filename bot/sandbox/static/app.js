// The page as a whole: follows the server, shows what it says, sends what people do.

import * as api from "./api.js";
import { createComposer, fileKind } from "./composer.js";
import { byId, h, icon, memory, replaceKeepingFocus } from "./dom.js";
import * as i18n from "./i18n.js";
import { t } from "./i18n.js";
import { createLog } from "./messages.js";
import * as model from "./store.js";

const ADVANCES = [3600, 86400, 259200, 864000];
const MORNING_HOUR = 9;
const MOST_TEXT = 4096; // UTF-16 units, as both Telegram and JavaScript count
const MOST_CAPTION = 1024;
const PRESS_PATIENCE = 10_000;
const EARLY_ANSWERS = 100;
const TYPING_LASTS = 5_000;
const TOAST_LASTS = 5_000;
const RETRY_FIRST = 300;
const RETRY_MOST = 3_000;
const THEMES = ["system", "light", "dark"];
const LANGUAGES = { zh: "中文", en: "English" };

const store = model.createStore();
const view = { userId: null, chatKey: null, theme: "system" };
const darkSystem = matchMedia("(prefers-color-scheme: dark)");
const narrow = matchMedia("(max-width: 819px)");
const withPointer = matchMedia("(hover: hover)");

const log = createLog(byId("scroller"), byId("log"), {
  press,
  reply: (message) => composer.reply(message),
  edit: (message) => composer.edit(message),
  command: sendCommand,
  startOf,
  openPrivateChat,
  followed: showToLatest,
  focusLost: focusComposer,
});

const composer = createComposer({
  commands: () => store.bot.commands ?? [],
  ownLast: () => {
    const own = currentMessages().findLast((message) => message.from?.id === view.userId);
    return own && model.isEditable(own) ? own : null;
  },
  submit: submitDraft,
  command: sendCommand,
  botName: () => store.bot.username,
  askInline: (query) => api.askInline({ user_id: view.userId, query }),
  postCard: ({ id }) => attempt(() => api.postCard({ ...address(), result_id: id }), "notSent"),
  openPrivateChat,
});

// --- who and where ------------------------------------------------------------------------------

const currentUser = () => store.users.find((user) => user.id === view.userId);
const inGroup = () => view.chatKey !== String(view.userId);
const chatId = () => Number(view.chatKey);
const currentMessages = () => model.messagesOf(store, view.chatKey);
const address = () => ({ user_id: view.userId, chat_id: chatId() });
const userLabel = (user) => ({ name: model.fullName(user), role: t(`role_${user.role}`) });

/** Keep the chosen user and chat while they exist; otherwise the first user's private chat. */
function chooseView(userId, chatKey) {
  const user = store.users.find(({ id }) => id === userId) ?? store.users[0];
  if (!user) return;
  const group = model.groupsOf(store).some(({ id }) => String(id) === chatKey);
  view.userId = user.id;
  view.chatKey = group ? chatKey : String(user.id);
  memory.set("user", view.userId);
  memory.set("chat", view.chatKey);
}

function switchTo(userId, chatKey) {
  chooseView(userId, chatKey);
  showTyping(null);
  render();
  if (narrow.matches) closePanel();
}

// --- following the server -----------------------------------------------------------------------

async function follow() {
  let wait = RETRY_FIRST;
  for (;;) {
    try {
      const snapshot = await api.loadState();
      takeOver(snapshot);
      wait = RETRY_FIRST;
      await api.followEvents(snapshot.last_event, receive);
    } catch (error) {
      console.warn(error);
    }
    byId("status").textContent = t("offline");
    await pause(wait);
    wait = Math.min(wait * 2, RETRY_MOST);
  }
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function takeOver(snapshot) {
  model.applySnapshot(store, snapshot);
  byId("status").textContent = "";
  chooseView(view.userId ?? Number(memory.get("user")), view.chatKey ?? memory.get("chat"));
  render();
}

function receive(event) {
  model.applyEvent(store, event);
  if (event.type === "callback_answer") answerPress(event);
  else if (event.type === "chat_action") noteAction(event);
  else if (event.type === "clock") renderClock();
  else {
    if (event.type === "message") noteArrival(event);
    render();
  }
}

function noteArrival({ chat_key: chatKey, message }) {
  if (String(chatKey) !== view.chatKey) return;
  if (message.from?.is_bot) showTyping(null);
  if (message.from?.id === view.userId) log.toEnd();
}

// --- what people do -----------------------------------------------------------------------------

/** Run a request; say what went wrong, in the server's words where it has any. */
async function attempt(action, failure = "failed") {
  try {
    await action();
    return true;
  } catch (error) {
    toast(error instanceof api.Refused ? error.message : t(failure));
    return false;
  }
}

const sendText = (text, extra = {}) => api.sendText({ ...address(), text, ...extra });

/** Send what was written; answers whether it was taken. What was not taken stays to be mended. */
async function submitDraft({ text, reply, editing, file }) {
  const problem = problemOf(text, editing, file);
  if (problem) {
    toast(t(problem));
    return false;
  }
  const to = address();
  log.toEnd();
  return attempt(async () => {
    if (editing) return api.editText({ ...to, message_id: editing.message_id, text });
    if (file) return api.sendFile({ ...to, kind: fileKind(file), caption: text, file });
    for (const piece of inPieces(text)) {
      await api.sendText({ ...to, text: piece, reply_to_message_id: reply?.message_id });
    }
  }, "notSent");
}

/** What a person can mend themselves is said before the server has to refuse it. */
function problemOf(text, editing, file) {
  if (file?.size === 0) return "emptyFile";
  if (file && text.length > MOST_CAPTION) return "longCaption";
  if (editing && text.length > MOST_TEXT) return "longText";
  return null;
}

/** As Telegram's own apps do, a text too long for one message becomes several. */
function inPieces(text) {
  const pieces = [];
  let rest = text;
  while (rest.length > MOST_TEXT) {
    const line = rest.lastIndexOf("\n", MOST_TEXT);
    const cut = line > MOST_TEXT / 2 ? line : MOST_TEXT - 1;
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return [...pieces, rest];
}

function sendCommand(text) {
  focusComposer();
  return attempt(() => sendText(text));
}

/** What a link to the bot has /start say; null for any other link. */
function startOf(url) {
  const { host, pathname, searchParams } = new URL(url);
  const isBot = host === "t.me" && pathname.slice(1).toLowerCase() === store.bot.username.toLowerCase();
  return isBot ? (searchParams.get("start") ?? "") : null;
}

/** A link to the bot opens the private chat as in Telegram; at t.me nobody knows this bot. */
function openPrivateChat(payload) {
  switchTo(view.userId, String(view.userId));
  return sendCommand(`/start ${payload}`.trim());
}

/** Telegram delivers nothing before the first /start, so a thing to try starts the chat, too. */
async function tryOut(text) {
  const { started } = currentUser();
  await attempt(async () => {
    if (!started) await sendText("/start");
    if (text !== "/start") await sendText(text);
  });
  focusComposer();
}

async function block(blocked) {
  closeChatMenu();
  await attempt(() => api.setBlocked(view.userId, blocked));
}

async function advance(seconds) {
  await attempt(() => api.advanceClock(seconds));
}

// --- buttons under messages ---------------------------------------------------------------------

const waiting = new Map(); // callback_query_id -> what to do when it is answered
const answeredEarly = new Set(); // the answer may overtake the reply to the press

function press(message, key, button) {
  if (key.callback_data !== undefined) return pressCallback(message, key.callback_data, button);
  if (key.copy_text) return copy(key.copy_text.text);
  return toast(t("keyUnsupported"));
}

async function pressCallback(message, data, button) {
  if (button.hasAttribute("aria-busy")) return;
  const finish = () => {
    clearTimeout(timer);
    button.removeAttribute("aria-busy");
  };
  const timer = setTimeout(() => {
    if (button.isConnected) toast(t("keySlow"));
    finish();
  }, PRESS_PATIENCE);
  button.setAttribute("aria-busy", "true");
  const sent = await attempt(async () => {
    const { callback_query_id: id } = await api.pressKey({ ...address(), message_id: message.message_id, data });
    if (answeredEarly.delete(id)) finish();
    else waiting.set(id, finish);
  });
  if (!sent) finish();
}

function answerPress({ callback_query_id: id, user_id: userId, text, show_alert: important }) {
  const finish = waiting.get(id);
  if (finish) finish();
  else rememberEarly(id);
  waiting.delete(id);
  if (!text || userId !== view.userId) return;
  if (important) alertText(text);
  else toast(text);
}

/** Another page's presses are answered here, too; only the latest can be waited for. */
function rememberEarly(id) {
  if (answeredEarly.size >= EARLY_ANSWERS) answeredEarly.clear();
  answeredEarly.add(id);
}

async function copy(text) {
  await attempt(() => navigator.clipboard.writeText(text));
  toast(t("copied"));
}

// --- short notices ------------------------------------------------------------------------------

let toastTimer = 0;

function toast(text) {
  const element = byId("toast");
  element.textContent = text;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => element.replaceChildren(), TOAST_LASTS);
}

function alertText(text) {
  byId("alert-text").textContent = text;
  if (!byId("alert").open) byId("alert").showModal();
}

let typingTimer = 0;

function noteAction({ chat_key: chatKey, action }) {
  if (String(chatKey) === view.chatKey) showTyping(action);
}

function showTyping(action) {
  clearTimeout(typingTimer);
  view.action = action;
  if (action) typingTimer = setTimeout(() => showTyping(null), TYPING_LASTS);
  renderHeader();
}

// --- showing ------------------------------------------------------------------------------------

function render() {
  if (!currentUser()) return;
  store.unread.delete(view.chatKey);
  renderChats();
  renderUsers();
  renderHeader();
  renderGreeting();
  renderGate();
  renderClock();
  composer.open(`${view.userId}:${view.chatKey}`);
  log.show({
    key: `${view.userId}:${view.chatKey}`,
    userId: view.userId,
    isGroup: inGroup(),
    messages: currentMessages(),
  });
}

function rowButton({ focus, current, title, detail, picture, unread, choose, ...data }) {
  return h(
    "button",
    {
      type: "button",
      class: "row",
      "aria-current": current ? "true" : undefined,
      "data-focus": focus,
      onclick: choose,
      ...data,
    },
    picture,
    h("span", { class: "titles" }, h("span", { class: "row-title" }, title), h("small", { class: "muted" }, detail)),
    unread && h("span", { class: "dot", role: "img", "aria-label": t("unread"), "data-testid": "unread" }),
  );
}

const initials = (name) => h("span", { class: "avatar", "aria-hidden": "true" }, [...name][0] ?? "?");

function renderUsers() {
  const rows = store.users.map((user) => {
    const { name, role } = userLabel(user);
    return rowButton({
      focus: `user-${user.id}`,
      current: user.id === view.userId,
      title: name,
      detail: role,
      picture: initials(name),
      unread: user.id !== view.userId && store.unread.has(String(user.id)),
      choose: () => switchTo(user.id, inGroup() ? view.chatKey : String(user.id)),
      "data-testid": `user-${user.role}`,
      "data-user-id": user.id,
    });
  });
  replaceKeepingFocus(byId("users"), rows);
}

function renderChats() {
  const own = String(view.userId);
  const chats = [
    { key: own, title: botName(), detail: t("privateChat"), picture: botPicture(), hook: "chat-private" },
    ...model.groupsOf(store).map((chat) => ({
      key: String(chat.id),
      title: chat.title,
      detail: t("group"),
      picture: h("span", { class: "avatar", "aria-hidden": "true" }, icon("group")),
      hook: "chat-group",
    })),
  ];
  const rows = chats.map(({ key, hook, ...chat }) =>
    rowButton({
      ...chat,
      focus: hook + key,
      current: key === view.chatKey,
      unread: store.unread.has(key),
      choose: () => switchTo(view.userId, key),
      "data-testid": hook,
      "data-chat-key": key,
    }),
  );
  replaceKeepingFocus(byId("chats"), rows);
  byId("open-dot").hidden = store.unread.size === 0;
}

const botName = () => store.bot.first_name || t("noAssistant");
const botPicture = () => h("img", { class: "avatar", src: "static/icon.svg", alt: "", width: 44, height: 44 });

function renderHeader() {
  const user = currentUser();
  if (!user) return;
  const group = model.groupsOf(store).find(({ id }) => String(id) === view.chatKey);
  const doing = view.action && t(view.action === "typing" ? "typing" : "sendingFile");
  byId("chat-title").textContent = group?.title ?? botName();
  byId("chat-subtitle").textContent = doing ?? t("asUser", userLabel(user));
  byId("chat-subtitle").classList.toggle("acting", Boolean(doing));
  byId("chat-menu").parentElement.hidden = inGroup() || !user.started;
  byId("block").textContent = t(user.blocked ? "unblock" : "block");
}

function renderGreeting() {
  const greeting = byId("greeting");
  const empty = currentMessages().length === 0;
  byId("log").hidden = empty;
  greeting.hidden = !empty;
  if (empty) replaceKeepingFocus(greeting, inGroup() ? groupGreeting() : privateGreeting());
}

function privateGreeting() {
  const things = [
    { title: t("tryTitle1"), send: t("try1") },
    { title: t("tryTitle2"), send: "/check" },
    { title: t("tryTitle3"), send: "/add" },
  ];
  return [
    h("img", { class: "avatar large", src: "static/icon.svg", alt: "", width: 72, height: 72 }),
    h("h3", {}, t("greeting")),
    h("p", {}, t("greetingText")),
    h(
      "ol",
      { class: "things" },
      ...things.map(({ title, send }, index) =>
        h(
          "li",
          {},
          h(
            "button",
            {
              type: "button",
              class: "thing",
              "data-testid": `try-${index + 1}`,
              "data-focus": `try-${index + 1}`,
              onclick: () => tryOut(send),
            },
            h("strong", {}, title),
            h("span", { lang: "zh-CN" }, send),
          ),
        ),
      ),
    ),
    store.bot.description && h("p", { class: "muted description" }, store.bot.description),
  ].filter(Boolean);
}

function groupGreeting() {
  const mention = store.bot.username ? `@${store.bot.username}` : botName();
  return [
    h("span", { class: "avatar large", "aria-hidden": "true" }, icon("group")),
    h("h3", {}, t("groupGreeting")),
    h("p", {}, t("groupText", { mention })),
  ];
}

/** Before the first /start, and while the bot is blocked, a button stands where one writes. */
function renderGate() {
  const { started, blocked } = currentUser();
  const closed = !inGroup() && (!started || blocked);
  const button = byId("gate-button");
  const hadFocus = document.activeElement === button;
  byId("gate").hidden = !closed;
  byId("composer").hidden = closed;
  byId("gate-hint").textContent = t(started ? "blockedHint" : "startHint");
  button.textContent = t(started ? "unblock" : "start");
  button.dataset.testid = started ? "unblock" : "start";
  if (hadFocus && !closed) focusComposer();
}

let shownClock = "";

function renderClock() {
  const now = model.sandboxNow(store);
  const { day, time } = i18n.formatClock(now);
  const element = byId("clock-now");
  if (shownClock !== day + time) {
    shownClock = day + time;
    element.dateTime = now.toISOString();
    element.replaceChildren(h("span", { class: "clock-time" }, time), h("span", {}, day));
  }
  byId("clock-offset").textContent = i18n.formatOffset(store.clock.offset);
}

function buildClockKeys() {
  const key = (hook, label, seconds) =>
    h("button", { type: "button", class: "chip", "data-testid": hook, onclick: () => advance(seconds()) }, label);
  const untilMorning = () => model.secondsUntilHour(model.sandboxNow(store), MORNING_HOUR);
  byId("clock-keys").replaceChildren(
    ...ADVANCES.map((seconds) => key(`clock-advance-${seconds}`, t(`advance${seconds}`), () => seconds)),
    key("clock-morning", t("morning"), untilMorning),
  );
}

function showToLatest(atEnd) {
  byId("to-latest").hidden = atEnd;
}

// --- look and language --------------------------------------------------------------------------

function segments(container, choices, chosen, choose) {
  const buttons = choices.map(([value, label, lang]) =>
    h(
      "button",
      {
        type: "button",
        lang,
        "aria-pressed": String(value === chosen),
        "data-value": value,
        "data-focus": value,
        onclick: () => choose(value),
      },
      label,
    ),
  );
  replaceKeepingFocus(container, buttons);
}

function setTheme(theme) {
  view.theme = THEMES.includes(theme) ? theme : "system";
  memory.set("theme", view.theme);
  const dark = view.theme === "dark" || (view.theme === "system" && darkSystem.matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  const choices = THEMES.map((value) => [value, t(`theme_${value}`)]);
  segments(byId("theme"), choices, view.theme, setTheme);
}

function setLanguage(language) {
  i18n.setLanguage(language);
  memory.set("language", i18n.getLanguage());
  i18n.translatePage();
  buildClockKeys();
  setTheme(view.theme);
  const choices = Object.entries(LANGUAGES).map(([value, label]) => [value, label, value]);
  segments(byId("language"), choices, i18n.getLanguage(), setLanguage);
  composer.refresh();
  render();
}

// --- panel, menu, focus -------------------------------------------------------------------------

/** On a phone the panel is a drawer: while it is open the chat is out of reach, and vice versa. */
function setPanel(open) {
  const drawer = narrow.matches;
  byId("panel").classList.toggle("open", open);
  byId("panel").inert = drawer && !open;
  byId("main").inert = drawer && open;
  byId("open-panel").setAttribute("aria-expanded", String(drawer && open));
}

function openPanel() {
  setPanel(true);
  byId("close-panel").focus();
}

function closePanel() {
  setPanel(false);
  if (narrow.matches) byId("open-panel").focus();
}

function closeChatMenu() {
  byId("chat-menu-list").hidden = true;
  byId("chat-menu").setAttribute("aria-expanded", "false");
}

function toggleChatMenu() {
  const open = byId("chat-menu-list").hidden;
  byId("chat-menu-list").hidden = !open;
  byId("chat-menu").setAttribute("aria-expanded", String(open));
  if (open) byId("block").focus();
}

/** Where a person goes on; on a touch screen not the text, whose keyboard would cover the reply. */
function focusComposer() {
  if (!byId("gate").hidden) byId("gate-button").focus();
  else if (withPointer.matches) composer.focus();
  else byId("log").focus({ preventScroll: true });
}

function skipToComposer(event) {
  event.preventDefault();
  if (byId("gate").hidden) composer.focus();
  else byId("gate-button").focus();
}

function handleEscape(event) {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (!byId("chat-menu-list").hidden) {
    closeChatMenu();
    byId("chat-menu").focus();
  } else if (narrow.matches && byId("panel").classList.contains("open")) closePanel();
}

function listen() {
  const on = (id, handler) => byId(id).addEventListener("click", handler);
  on("skip", skipToComposer);
  on("open-panel", openPanel);
  on("close-panel", closePanel);
  on("veil", closePanel);
  on("chat-menu", toggleChatMenu);
  on("block", () => block(!currentUser().blocked));
  on("to-latest", log.toEnd);
  on("gate-button", () => (currentUser().started ? block(false) : tryOut("/start")));
  addEventListener("keydown", handleEscape);
  addEventListener("pointerdown", ({ target }) => {
    if (!target.closest?.(".chat-menu")) closeChatMenu();
  });
  narrow.addEventListener("change", () => setPanel(false));
  darkSystem.addEventListener("change", () => setTheme(view.theme));
}

view.theme = memory.get("theme") ?? "system";
setLanguage(memory.get("language") ?? i18n.browserLanguage());
setPanel(false);
byId("app").hidden = false;
listen();
setInterval(renderClock, 1_000);
follow();
