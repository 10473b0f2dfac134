// The few helpers that stand in for a framework.

const SVG = "http://www.w3.org/2000/svg";

/** Make an element: h("button", { type: "button", onclick: press }, "Press"). */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child || child === 0));
  return element;
}

/** One of the symbols at the top of index.html. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

export const byId = (id) => document.getElementById(id);

/** Replace the children; a focused child that comes back with the same data-focus keeps the focus. */
export function replaceKeepingFocus(container, children) {
  const focused = container.contains(document.activeElement)
    ? document.activeElement.dataset.focus
    : undefined;
  container.replaceChildren(...children);
  if (focused) container.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
}

/** localStorage may be forbidden or full; the page works without it. */
export const memory = {
  get(key) {
    try {
      return localStorage.getItem(`sandbox.${key}`);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(`sandbox.${key}`, value);
    } catch {
      // Nothing to do: the choice lasts until the page is closed.
    }
  },
};
