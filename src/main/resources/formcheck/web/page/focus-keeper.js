// Keeps the focus of the keyboard in view: where its element goes, the title of the screen has it, and Tab goes on from there.

/** Whether an element can be seen. */
const isShown = (/** @type {Element} */ element) => element.isConnected && element.getClientRects().length > 0;

/**
 * Returns what has the focus where its element went.
 * @returns {HTMLElement | null}
 */
function stead() {
  const screen = /** @type {HTMLElement | null} */ (document.querySelector("main:not([hidden])"));
  const titles = /** @type {HTMLElement[]} */ ([...(screen?.querySelectorAll("h1") ?? [])]);
  const found = titles.find(isShown) ?? screen;
  if (found && !found.hasAttribute("tabindex")) {
    found.tabIndex = -1;
  }
  return found;
}

/** Begins to keep the focus. */
export function keepFocus() {
  /** @type {Element | null} */
  let last = null;
  document.addEventListener("focusin", (event) => {
    last = event.target instanceof Element ? event.target : null;
  });
  new MutationObserver(() => {
    if (last && (document.activeElement === document.body || document.activeElement === last) && !isShown(last)) {
      last = null;
      stead()?.focus({ preventScroll: true });
    }
  }).observe(document.body, { attributes: true, attributeFilter: ["hidden", "disabled"], childList: true, subtree: true });
}
