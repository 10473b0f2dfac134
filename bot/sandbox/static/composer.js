// Where a person writes: text, files, replies, edits, and the command menu.

import { byId, h, icon } from "./dom.js";
import { formatSize, t } from "./i18n.js";
import { fullName, plainText } from "./store.js";
import { createInlineMenu } from "./inline.js";
import { summary } from "./messages.js";

const MAX_LINES = 6;
const PICTURES = /^image\/(jpeg|png|webp)$/;

export const fileKind = (file) => (PICTURES.test(file.type) ? "photo" : "document");

const emptyDraft = () => ({ text: "", reply: null, editing: null, file: null });

/**
 * `actions`: commands() of the bot, ownLast() message that can be edited, submit(draft) which
 * answers whether it was taken, command(text) chosen from the menu, and those of inline mode.
 */
export function createComposer(actions) {
  const form = byId("composer");
  const text = byId("text");
  const strip = byId("strip");
  const sendButton = byId("send");
  const picker = byId("file");
  const drafts = new Map(); // one for every user and chat, so that switching loses nothing
  let draft = emptyDraft();
  let busy = false;
  const menu = createCommandMenu(text, actions);
  const inline = createInlineMenu(text, actions);

  // --- what is being written ---

  function open(key) {
    if (!drafts.has(key)) drafts.set(key, emptyDraft());
    if (draft === drafts.get(key)) return;
    draft.text = text.value;
    draft = drafts.get(key);
    menu.close();
    inline.close();
    show();
  }

  function show() {
    text.value = draft.text;
    fitHeight();
    showStrip();
  }

  function change(changes, value = text.value) {
    Object.assign(draft, changes, { text: value });
    show();
    text.focus();
    text.setSelectionRange(value.length, value.length);
  }

  // A message is one of these at a time: a reply, an edit, or a file with its caption.
  const reply = (message) =>
    change({ reply: message, editing: null, file: null }, draft.editing ? "" : text.value);

  const edit = (message) => change({ editing: message, reply: null, file: null }, plainText(message));

  const attach = (file) => file && !draft.editing && change({ file, reply: null });

  const cancel = () =>
    draft.editing ? change({ editing: null }, "") : change({ reply: null, file: null });

  // --- what it looks like ---

  function fitHeight() {
    const style = getComputedStyle(text);
    const padding = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
    text.style.height = "auto";
    const tallest = MAX_LINES * parseFloat(style.lineHeight) + padding;
    text.style.height = `${Math.min(text.scrollHeight, tallest)}px`;
  }

  function showStrip() {
    const { reply: original, editing, file } = draft;
    strip.replaceChildren();
    if (editing) strip.append(stripRow("edit", t("editing"), plainText(editing), t("cancel"), cancel));
    if (original) {
      const title = t("replyTo", { name: fullName(original.from ?? {}) });
      const drop = () => change({ reply: null });
      strip.append(stripRow("reply", title, summary(original), t("cancel"), drop));
    }
    if (file) strip.append(fileRow(file));
    strip.hidden = !strip.hasChildNodes();
    text.placeholder = t(file ? "placeholderFile" : "placeholder");
    sendButton.replaceChildren(icon(editing ? "check" : "send"));
    sendButton.setAttribute("aria-label", t(editing ? "save" : "send"));
    sendButton.title = t(editing ? "save" : "send");
    byId("attach").disabled = Boolean(editing);
  }

  function stripRow(symbol, title, detail, dropLabel, drop) {
    const picture = symbol instanceof Element ? symbol : icon(symbol);
    const close = h(
      "button",
      { type: "button", class: "icon-button", "aria-label": dropLabel, onclick: drop, "data-testid": "strip-cancel" },
      icon("close"),
    );
    const words = h("div", { class: "strip-words" }, h("strong", {}, title), h("span", {}, detail));
    return h("div", { class: "strip-row", "data-testid": "strip" }, picture, words, close);
  }

  function fileRow(file) {
    const drop = () => change({ file: null });
    return stripRow(preview(file), file.name, formatSize(file.size), t("removeFile", { name: file.name }), drop);
  }

  function preview(file) {
    if (fileKind(file) !== "photo") return icon("file");
    const url = URL.createObjectURL(file);
    const release = () => URL.revokeObjectURL(url);
    return h("img", { class: "thumbnail", src: url, alt: "", onload: release, onerror: release });
  }

  // --- sending ---

  async function submit() {
    const sent = { ...draft, text: text.value.trim() };
    inline.close();
    if (busy || (!sent.text && !sent.file)) return;
    busy = true;
    const target = draft;
    const taken = await actions.submit(sent);
    busy = false;
    if (!taken) return;
    Object.assign(target, emptyDraft());
    if (target === draft) show();
  }

  // --- keys, files, pointers ---

  /** Return pressed to accept a word of the input method must not send the message. */
  const isComposing = (event) => event.isComposing || event.keyCode === 229;

  text.addEventListener("keydown", (event) => {
    if (isComposing(event)) return;
    if (menu.handleKey(event) || inline.handleKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === "Escape" && (draft.editing || draft.reply)) {
      event.preventDefault();
      cancel();
    } else if (event.key === "ArrowUp" && text.value === "" && !draft.file) {
      const message = actions.ownLast();
      if (!message) return;
      event.preventDefault();
      edit(message);
    }
  });

  text.addEventListener("input", () => {
    draft.text = text.value;
    fitHeight();
    menu.follow();
    inline.follow();
  });

  text.addEventListener("paste", (event) => {
    const file = [...event.clipboardData.files].find((pasted) => pasted.type.startsWith("image/"));
    if (!file) return;
    event.preventDefault();
    attach(file);
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    menu.close();
    submit();
  });

  // A press on the button must not take the focus: on a phone the keyboard would fold away.
  sendButton.addEventListener("mousedown", (event) => event.preventDefault());

  byId("attach").addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    attach(picker.files[0]);
    picker.value = "";
  });

  acceptDrops(byId("main"), () => !form.hidden, attach);

  return { open, reply, edit, focus: () => text.focus(), refresh: showStrip };
}

function acceptDrops(area, isOpen, attach) {
  const hint = (shown) => area.classList.toggle("dropping", shown);
  area.addEventListener("dragover", (event) => {
    if (!isOpen() || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    hint(true);
  });
  area.addEventListener("dragleave", (event) => {
    if (!area.contains(event.relatedTarget)) hint(false);
  });
  area.addEventListener("drop", (event) => {
    hint(false);
    if (!isOpen()) return;
    event.preventDefault();
    attach(event.dataTransfer.files[0]);
  });
}

/** The list that "/" or the menu button opens. The focus stays in the text. */
function createCommandMenu(text, actions) {
  const list = byId("command-menu");
  const button = byId("commands");
  let shown = [];
  let active = 0;

  const isOpen = () => !list.hidden;

  function open(commands) {
    shown = commands;
    active = 0;
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    list.replaceChildren(...(shown.length ? shown.map(option) : [h("p", { class: "muted" }, t("noCommands"))]));
    mark();
  }

  function close() {
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    text.removeAttribute("aria-activedescendant");
  }

  const option = ({ command, description }, index) =>
    h(
      "div",
      {
        id: `command-${index}`,
        class: "popup-row",
        role: "option",
        "data-testid": "command",
        onmousedown: (event) => event.preventDefault(),
        onclick: () => choose(index),
      },
      h("strong", {}, `/${command}`),
      h("span", {}, description),
    );

  function mark() {
    for (const [index, row] of [...list.querySelectorAll("[role=option]")].entries()) {
      row.setAttribute("aria-selected", index === active);
      if (index !== active) continue;
      row.scrollIntoView({ block: "nearest" });
      text.setAttribute("aria-activedescendant", row.id);
    }
  }

  function choose(index) {
    const { command } = shown[index];
    if (text.value.startsWith("/")) write("");
    close();
    actions.command(`/${command}`);
  }

  function write(value) {
    text.value = value;
    text.dispatchEvent(new Event("input"));
  }

  /** While a command is being typed, show those that fit; those that begin alike come first. */
  function follow() {
    const typed = /^\/(\w*)$/.exec(text.value)?.[1].toLowerCase();
    if (typed === undefined) return close();
    const commands = actions.commands();
    const begins = commands.filter(({ command }) => command.startsWith(typed));
    const contains = commands.filter((entry) => !begins.includes(entry) && entry.command.includes(typed));
    const fitting = [...begins, ...contains];
    return fitting.length ? open(fitting) : close();
  }

  function handleKey(event) {
    if (!isOpen()) return false;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && shown.length) {
      active = (active + move + shown.length) % shown.length;
      mark();
    } else if (event.key === "Enter" && !event.shiftKey && shown.length) choose(active);
    else if (event.key === "Tab" && shown.length && text.value.startsWith("/")) {
      write(`/${shown[active].command} `);
    } else if (event.key === "Escape") close();
    else return false;
    event.preventDefault();
    return true;
  }

  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    if (isOpen()) return close();
    open(actions.commands());
    return text.focus();
  });
  text.addEventListener("blur", close);

  return { close, follow, handleKey };
}
