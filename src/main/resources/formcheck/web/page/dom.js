// Finds and makes elements of the page.

/** @typedef {string | Node | false | null | undefined} Child left out where it is empty */
/** @typedef {Child | Child[] | Child[][]} Children */

/**
 * Returns an element of the page.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  return byIdAs(id, HTMLElement);
}

/**
 * Returns an element of the page that has a certain type.
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byIdAs(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) {
    throw new Error(`the page has no ${type.name} with the id ${id}`);
  }
  return found;
}

/** @param {string} id */
export const inputById = (id) => byIdAs(id, HTMLInputElement);
/** @param {string} id */
export const selectById = (id) => byIdAs(id, HTMLSelectElement);
/** @param {string} id */
export const buttonById = (id) => byIdAs(id, HTMLButtonElement);
/** @param {string} id */
export const canvasById = (id) => byIdAs(id, HTMLCanvasElement);

/**
 * Returns the drawing surface of a canvas.
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2DSettings} [settings]
 */
export function penOf(canvas, settings) {
  const pen = canvas.getContext("2d", settings);
  if (!pen) {
    throw new Error("this browser draws no images");
  }
  return pen;
}

/**
 * Makes an element.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, unknown>} [attributes] a name that begins with "on" is a listener; true is an attribute without
 *     value; false and undefined are left out
 * @param {...Children} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      Object.assign(made, { [key]: value });
    } else if (value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? "" : String(value));
    }
  }
  made.append(...children.flat(2).filter(isShown));
  return made;
}

/**
 * @param {Child} child
 * @returns {child is string | Node}
 */
function isShown(child) {
  return child !== undefined && child !== null && child !== "" && child !== false;
}

/**
 * Makes a plain button.
 * @param {string} text
 * @param {() => void} onclick
 * @param {Record<string, unknown>} [attributes]
 */
export function button(text, onclick, attributes = {}) {
  return make("button", { type: "button", class: "btn plain", onclick, ...attributes }, text);
}

/**
 * Makes an SVG element.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, string | number>} [attributes]
 * @param {...(Node | string)} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, String(value));
  }
  made.append(...children);
  return made;
}

/**
 * Writes a text unless it is there already, so that a screen reader does not read it again.
 * @param {string} id
 * @param {string} text
 */
export function write(id, text) {
  const element = byId(id);
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/**
 * Fills a bar.
 * @param {string} id
 * @param {number} share 0 to 1
 */
export function fillBar(id, share) {
  byId(id).style.setProperty("--done", `${100 * share}%`);
}

/**
 * Marks the element of a step as under way, done, or still to come.
 * @param {HTMLElement} element
 * @param {import("./step-states.js").StepState} step
 */
export function markStep(element, { now, done }) {
  element.classList.toggle("now", now);
  element.classList.toggle("done", done);
  if (now) {
    element.setAttribute("aria-current", "step");
  } else {
    element.removeAttribute("aria-current");
  }
}

/** Whether the person asks for little motion. */
export function reducesMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
