// The conversation: messages as elements, kept in step with the store without losing place or focus.

import { fileUrl } from "./api.js";
import { h, icon } from "./dom.js";
import { formatDay, formatFull, formatSize, formatTime, getLanguage, t } from "./i18n.js";
import { fullName, plainText } from "./store.js";

const NEAR_BOTTOM = 80; // pixels from the end within which the reader follows new messages
const NAME_COLOURS = 6;

/**
 * Keeps the log element in step with a chat.
 *
 * `actions` are what a reader can do: press(message, key, button), reply(message), edit(message),
 * command(text), followed(isAtEnd), openPrivateChat(payload). startOf(url) is the payload of a link
 * to the bot, or null.
 */
export function createLog(scroller, log, actions) {
  const rows = new Map(); // row key -> { element, row }
  const unfolded = new Set(); // quotes that the reader opened; they stay open when edited
  let atEnd = true;
  let shownChat = null;

  const toEnd = () => {
    scroller.scrollTop = log.hidden ? 0 : scroller.scrollHeight; // a greeting is read from its top
    setAtEnd(true);
  };

  function setAtEnd(value) {
    atEnd = value;
    actions.followed(value);
  }

  scroller.addEventListener("scroll", () => {
    const left = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
    setAtEnd(left < NEAR_BOTTOM);
  });
  // An edit, a picture, a phone's keyboard: whoever reads the end keeps reading the end.
  const sizes = new ResizeObserver(() => {
    showExpanders(log);
    if (atEnd) toEnd();
  });
  sizes.observe(scroller);
  sizes.observe(log);

  const context = {
    ...actions,
    unfolded,
    stay: () => setAtEnd(false),
    jump(messageId) {
      const target = rows.get(`message:${messageId}`)?.element;
      if (!target) return;
      target.scrollIntoView({ block: "center" });
      target.focus({ preventScroll: true });
    },
  };

  function show(chat) {
    const switched = chat.key !== shownChat;
    if (switched) reset(chat.key);
    const wanted = rowsOf(chat);
    const focus = focusedPlace(log);
    removeOthers(new Set(wanted.map((row) => row.key)));
    let previous = null;
    for (const row of wanted) {
      const element = upToDate(row, chat);
      const place = previous ? previous.nextSibling : log.firstChild;
      if (element !== place) log.insertBefore(element, place);
      previous = element;
    }
    restoreFocus(focus);
    showExpanders(log);
    if (switched || atEnd) toEnd();
    // A chat that was opened is not news; only what arrives afterwards is read out.
    if (switched) requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
  }

  function reset(chatKey) {
    shownChat = chatKey;
    log.setAttribute("aria-live", "off");
    rows.clear();
    log.replaceChildren();
  }

  function removeOthers(keys) {
    for (const [key, { element }] of rows) {
      if (keys.has(key)) continue;
      element.remove();
      rows.delete(key);
    }
  }

  function upToDate(row, chat) {
    const known = rows.get(row.key);
    if (known && isSame(known.row, row)) {
      known.row = row;
      return known.element;
    }
    const element = row.message ? messageElement(row, chat, context) : dayElement(row);
    known?.element.replaceWith(element);
    rows.set(row.key, { element, row });
    return element;
  }

  function restoreFocus(place) {
    if (!place || log.contains(document.activeElement)) return;
    const message = rows.get(place.row)?.element;
    if (!message) return actions.focusLost();
    const key = place.key && message.querySelector(`[data-place="${place.key}"]`);
    (key ?? message.querySelector(".key") ?? message).focus({ preventScroll: true });
  }

  return { show, toEnd };
}

/** Which message has the focus, and which of its buttons, to find them again after an edit. */
function focusedPlace(log) {
  const message = document.activeElement?.closest?.(".message");
  if (!message || !log.contains(message)) return null;
  return {
    row: `message:${message.dataset.messageId}`,
    key: document.activeElement.dataset.place,
  };
}

/** What the log shows, top to bottom: a line for each day and the messages. */
function rowsOf(chat) {
  const rows = [];
  const lastOwn = chat.messages.findLast((message) => message.from?.id === chat.userId);
  let day = null;
  let sender = null;
  for (const message of chat.messages) {
    const date = new Date(message.date * 1000);
    if (date.toDateString() !== day) {
      day = date.toDateString();
      sender = null;
      rows.push({ key: `day:${day}`, date, look: getLanguage() });
    }
    const own = message.from?.id === chat.userId;
    const showSender = chat.isGroup && !own && message.from?.id !== sender;
    const editable = message === lastOwn && typeof message.text === "string";
    const look = [getLanguage(), chat.userId, showSender, editable].join();
    rows.push({ key: `message:${message.message_id}`, message, date, showSender, editable, look });
    sender = message.from?.id;
  }
  return rows;
}

function isSame(known, row) {
  if (known.look !== row.look) return false;
  if (known.message === row.message) return true;
  return JSON.stringify(known.message) === JSON.stringify(row.message);
}

const dayElement = ({ date }) => h("p", { class: "day" }, h("span", {}, formatDay(date)));

function messageElement(row, chat, context) {
  const { message } = row;
  const own = message.from?.id === chat.userId;
  const name = own ? t("you") : fullName(message.from ?? {});
  return h(
    "article",
    {
      class: `message ${own ? "own" : "theirs"}`,
      tabindex: "-1",
      "aria-label": `${name} ${formatTime(row.date)}`,
      "data-testid": "message",
      "data-message-id": message.message_id,
      "data-from": message.from?.is_bot ? "bot" : "user",
    },
    h("div", { class: "column" }, bubble(row, chat, context), keyboard(message, context)),
    h(
      "div",
      { class: "tools" },
      row.editable && tool("edit", () => context.edit(message)),
      tool("reply", () => context.reply(message)),
    ),
  );
}

const tool = (name, onclick) =>
  h(
    "button",
    {
      type: "button",
      class: "icon-button tool",
      "aria-label": t(name),
      title: t(name),
      "data-testid": name,
      onclick,
    },
    icon(name),
  );

function bubble({ message, date, showSender }, chat, context) {
  const colour = Math.abs(message.from?.id ?? 0) % NAME_COLOURS;
  return h(
    "div",
    { class: "bubble" },
    showSender && h("p", { class: `sender colour-${colour}` }, fullName(message.from)),
    message.via_bot && h("p", { class: "via" }, t("via", { name: `@${message.via_bot.username}` })),
    replyPreview(message.reply_to_message, context),
    attachment(message),
    body(message, date, chat, context),
  );
}

function body(message, date, chat, context) {
  const text = richText(message, chat, context);
  // The time stands beside the last line of text; under a quote or a file it needs less room.
  const end = [...text.childNodes].findLast((node) => node.textContent !== "");
  const underBlock = !end || end.nodeName === "BLOCKQUOTE" || end.nodeName === "PRE";
  const look = underBlock ? "body ends-in-block" : "body";
  return h("div", { class: look }, text, meta(message, date));
}

function meta(message, date) {
  return h(
    "span",
    { class: "meta" },
    message.edit_date && h("span", { class: "edited", "data-testid": "edited" }, t("edited")),
    h("time", { datetime: date.toISOString(), title: formatFull(date) }, formatTime(date)),
  );
}

function replyPreview(original, context) {
  if (!original) return null;
  return h(
    "button",
    {
      type: "button",
      class: "reply-preview",
      "data-testid": "reply-preview",
      onclick: () => context.jump(original.message_id),
    },
    h("strong", {}, fullName(original.from ?? {})),
    h("span", {}, summary(original)),
  );
}

/** A message in one line: for replies and the strip above the composer. */
export function summary(message) {
  return plainText(message) || message.document?.file_name || t(kindOf(message));
}

function kindOf(message) {
  const kinds = { photo: "photo", document: "attached", voice: "voice", sticker: "sticker" };
  return kinds[Object.keys(kinds).find((kind) => kind in message)] ?? "unknownContent";
}

// --- text ---------------------------------------------------------------------------------------

function richText(message, chat, context) {
  const text = h("span", { class: "rich", "data-testid": "message-text" });
  // Safe to insert: the server builds `html` from the escaped text and its entities alone, out of
  // eight tags and http(s) links; and the page's Content-Security-Policy runs no inline script.
  text.innerHTML = message.html ?? "";
  if (/\p{Script=Han}/u.test(text.textContent)) text.lang = "zh-CN";
  if (!message.html && kindOf(message) === "unknownContent") text.textContent = `[${t("unknownContent")}]`;
  dropBreaksAroundBlocks(text);
  openLinksElsewhere(text);
  coverSpoilers(text);
  foldQuotes(text, `${chat.key}:${message.message_id}`, context);
  if (message.from?.is_bot) linkCommands(text, context);
  return text;
}

/** A block starts on its own line anyway; the line break beside it would show as an empty line. */
function dropBreaksAroundBlocks(text) {
  for (const block of text.querySelectorAll("blockquote, pre")) {
    const { previousSibling: before, nextSibling: after } = block;
    if (before?.nodeType === Node.TEXT_NODE) before.data = before.data.replace(/\n$/, "");
    if (after?.nodeType === Node.TEXT_NODE) after.data = after.data.replace(/^\n/, "");
  }
}

function openLinksElsewhere(text) {
  for (const link of text.querySelectorAll('a[href^="http"]')) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
}

function coverSpoilers(text) {
  for (const spoiler of text.querySelectorAll(".tg-spoiler")) {
    const hidden = spoiler.textContent;
    const cover = h(
      "button",
      {
        type: "button",
        class: "spoiler",
        "aria-label": t("spoiler"),
        onclick: () => cover.replaceWith(spoiler),
      },
      hidden,
    );
    spoiler.replaceWith(cover);
  }
}

function foldQuotes(text, owner, { unfolded, stay }) {
  const quotes = text.querySelectorAll("blockquote[expandable], blockquote.expandable");
  for (const [index, quote] of quotes.entries()) {
    const key = `${owner}:${index}`;
    const body = h("div", { class: "quote-body" }, ...quote.childNodes);
    const expander = h("button", { type: "button", class: "expander", "data-testid": "expander" });
    const set = (open) => {
      quote.classList.toggle("folded", !open);
      expander.setAttribute("aria-expanded", open);
      expander.textContent = t(open ? "collapse" : "expand");
    };
    expander.addEventListener("click", () => {
      const open = !unfolded.delete(key);
      if (open) unfolded.add(key);
      stay();
      set(open);
    });
    set(unfolded.has(key));
    quote.append(body, expander);
  }
}

/** An expander is only there where something is folded away, which the width decides. */
function showExpanders(log) {
  const quotes = [...log.querySelectorAll(".folded")];
  // Measure all before changing any: alternating would lay the page out once for each quote.
  const fits = quotes.map(({ firstElementChild: body }) => body.scrollHeight <= body.clientHeight + 1);
  quotes.forEach((quote, index) => {
    quote.lastElementChild.hidden = fits[index];
  });
}

/** As in Telegram, a command inside a message of the bot can be pressed. */
function linkCommands(text, { command }) {
  for (const span of text.querySelectorAll(".bot-command")) {
    const name = span.textContent;
    const press = () => command(name);
    span.replaceWith(h("button", { type: "button", class: "command-link", onclick: press }, name));
  }
}

// --- files --------------------------------------------------------------------------------------

function attachment({ photo, document: file, voice, sticker }) {
  if (photo) return picture(photo.at(-1));
  if (file) return download(file);
  if (voice) return h("audio", { controls: true, preload: "none", src: fileUrl(voice.file_id) });
  if (sticker) return h("p", { class: "sticker" }, sticker.emoji ?? t("sticker"));
  return null;
}

const picture = ({ file_id, width, height }) =>
  h(
    "a",
    { class: "picture", href: fileUrl(file_id), target: "_blank", rel: "noopener", "aria-label": t("openImage") },
    h("img", { src: fileUrl(file_id), width, height, alt: t("photo"), "data-testid": "picture" }),
  );

function download({ file_id, file_name: name = t("attached"), file_size: size }) {
  return h(
    "a",
    {
      class: "download",
      href: fileUrl(file_id),
      download: name,
      "aria-label": t("download", { name }),
      "data-testid": "download",
    },
    h("span", { class: "file-badge" }, icon("file")),
    h(
      "span",
      { class: "file-name" },
      name,
      size !== undefined && h("small", {}, formatSize(size)),
    ),
  );
}

// --- inline keyboards ---------------------------------------------------------------------------

function keyboard(message, context) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return h(
    "div",
    { class: "keyboard" },
    ...rows.map((keys, y) =>
      h(
        "div",
        { class: "key-row" },
        ...keys.map((key, x) => keyElement(key, `${y}:${x}`, message, context)),
      ),
    ),
  );
}

function keyElement(key, place, message, context) {
  const look = { class: "key", "data-testid": "key", "data-place": place };
  if (key.url && context.startOf(key.url) !== null) {
    const open = () => context.openPrivateChat(context.startOf(key.url));
    return h("button", { ...look, type: "button", onclick: open }, h("span", {}, key.text));
  }
  if (key.url) {
    const label = t("newTab", { text: key.text });
    const link = { href: key.url, target: "_blank", rel: "noopener noreferrer", "aria-label": label };
    return h("a", { ...look, ...link }, h("span", {}, key.text), icon("out"));
  }
  const button = h(
    "button",
    { ...look, type: "button", onclick: () => context.press(message, key, button) },
    h("span", {}, key.text),
  );
  return button;
}
