// Inline mode: what is typed after the bot's name is asked while it is being typed, and the bot's
// cards are offered above the composer. The focus stays in the text.

import { byId, h } from "./dom.js";

const PAUSE = 150; // milliseconds without a key before the bot is asked

/**
 * `actions`: botName(), askInline(query), postCard(card) and openPrivateChat(payload).
 *
 * Return without a choice sends what was typed, as in Telegram: in a group it mentions the bot.
 */
export function createInlineMenu(text, actions) {
  const list = byId("inline-menu");
  let cards = [];
  let chosen = -1;
  let timer = 0;
  let asked = 0; // an answer that is no longer waited for is dropped

  function close() {
    asked += 1;
    clearTimeout(timer);
    if (list.hidden) return;
    list.hidden = true;
    text.removeAttribute("aria-activedescendant");
  }

  function follow() {
    const query = queryOf(text.value);
    if (query === null) return close();
    asked += 1;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE, query, asked);
  }

  function queryOf(value) {
    const [called, ...words] = value.split(/(?<=^@\w+)\s+/);
    return words.length && called.toLowerCase() === `@${actions.botName()}`.toLowerCase() ? words.join(" ") : null;
  }

  async function ask(query, number) {
    const answer = await actions.askInline(query).catch(() => null); // as if nothing was found
    if (number === asked) show(answer ?? { results: [] });
  }

  function show({ results, button }) {
    cards = results;
    chosen = -1;
    const way = button && { class: "popup-row way", onclick: () => leave(button), ...still, "data-testid": "inline-way" };
    list.replaceChildren(...(way ? [h("div", way, h("strong", {}, button.text))] : []), ...cards.map(option));
    list.hidden = !list.hasChildNodes();
    list.scrollTop = 0;
  }

  const still = { onmousedown: (event) => event.preventDefault() };

  const option = ({ title, description }, index) =>
    h(
      "div",
      { id: `card-${index}`, class: "popup-row", role: "option", ...still, onclick: () => post(index), "data-testid": "card" },
      h("strong", {}, title),
      h("span", {}, description),
    );

  function mark(index) {
    chosen = index;
    for (const [place, row] of [...list.querySelectorAll("[role=option]")].entries()) {
      row.setAttribute("aria-selected", place === chosen);
      if (place !== chosen) continue;
      row.scrollIntoView({ block: "nearest" });
      text.setAttribute("aria-activedescendant", row.id);
    }
  }

  async function post(index) {
    const card = cards[index];
    close();
    if (await actions.postCard(card)) empty();
  }

  function leave({ start_parameter: payload = "" }) {
    empty();
    actions.openPrivateChat(payload);
  }

  function empty() {
    text.value = "";
    text.dispatchEvent(new Event("input"));
  }

  function handleKey(event) {
    if (list.hidden) return false;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && cards.length) mark((chosen + move + cards.length + (chosen < 0 && move < 0 ? 1 : 0)) % cards.length);
    else if (event.key === "Enter" && !event.shiftKey && chosen >= 0) post(chosen);
    else if (event.key === "Escape") close();
    else return false;
    event.preventDefault();
    return true;
  }

  text.addEventListener("blur", close);

  return { close, follow, handleKey };
}
