// The browsers that have access without the link, and how to take it from them.

import { confirm } from "./dialog.js";
import { button, make } from "./dom.js";
import { messageOf } from "./server.js";
import * as words from "./words.js";

/** @import { Browsers, KnownPhone, PairedBrowser } from "./messages.js" */
/** @import { Server } from "./server.js" */

/**
 * Returns the name of a browser, from the few words that the server knows of it.
 * @param {PairedBrowser | KnownPhone} of
 */
function nameOf({ browser, system }) {
  return browser && system ? words.text("browsers.name", { browser, system }) : browser || system || words.text("browsers.unknown");
}

/** The dialog with the list. */
class BrowserList {
  /**
   * @param {Server} server
   * @param {() => void} forgotten called when this browser is no longer known
   */
  constructor(server, forgotten) {
    this.server = server;
    this.forgotten = forgotten;
    this.dialog = make("dialog", { class: "sure browsers", "aria-labelledby": "browsers-title" });
    this.end = button("", () => this.close(), { id: "browsers-close" });
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
  }

  async open() {
    document.body.append(this.dialog);
    await this.fill();
    this.dialog.showModal();
    this.end.focus({ preventScroll: true });
    this.dialog.scrollTop = 0;
  }

  close() {
    this.dialog.close();
    this.dialog.remove();
  }

  /**
   * Asks the server and shows what it knows.
   * @param {string} [problem] of the last request
   */
  async fill(problem = "") {
    /** @type {Browsers} */
    let known = { browsers: [], port: 0 };
    let message = problem;
    try {
      known = /** @type {Browsers} */ (await this.server.json("/api/browsers"));
    } catch (e) {
      message ||= messageOf(e);
    }
    const rows = known.browsers.map((one) => this.row(one, known.port));
    if (known.phone) {
      rows.push(this.phoneRow(known.phone));
    }
    this.end.textContent = words.text("browsers.close");
    this.dialog.replaceChildren(
      make("h2", { id: "browsers-title" }, words.text("browsers.title")),
      make("p", {}, words.text(rows.length ? "browsers.words" : "browsers.none", { address: `${location.origin}/` })),
      ...(message ? [make("p", { class: "say", role: "alert" }, message)] : []),
      make("ul", { class: "known" }, rows),
      make("div", { class: "row" }, this.end,
        rows.length > 0 && button(words.text("browsers.forget-all"), () => this.forget(), { id: "browsers-all", class: "btn plain danger" })));
    this.end.focus({ preventScroll: true }); // a long list begins at its title
  }

  /**
   * @param {PairedBrowser} one
   * @param {number} port of this FormCheck
   */
  row(one, port) {
    const days = words.text(one.port === port ? "browsers.days" : "browsers.days-port",
      { since: words.dayWithYear(one.since), seen: words.dayWithYear(one.seen), port: one.port });
    return make("li", { "data-browser": one.id },
      make("p", {}, make("b", {}, nameOf(one)), one.own && make("span", { class: "own" }, words.text("browsers.own")),
        make("span", { class: "small quiet" }, days)),
      button(words.text(one.own ? "browsers.forget-own" : "browsers.forget"), () => this.forget(one),
        { "aria-label": one.own ? undefined : words.text("browsers.forget-of", { name: nameOf(one) }) }));
  }

  /** @param {KnownPhone} phone */
  phoneRow(phone) {
    const days = phone.since ? words.text("browsers.days", { since: words.dayWithYear(phone.since), seen: words.dayWithYear(phone.seen) }) : "";
    const name = `${words.text("browsers.phone")}: ${nameOf(phone)}`;
    return make("li", { "data-browser": "phone" },
      make("p", {}, make("b", {}, name), make("span", { class: "small quiet" }, days)),
      button(words.text("browsers.forget"), () => this.forgetPhone(), { "aria-label": words.text("browsers.forget-of", { name }) }));
  }

  async forgetPhone() {
    try {
      await this.server.ask("/api/phone/known", { method: "DELETE" });
      this.fill();
    } catch (e) {
      this.fill(messageOf(e));
    }
  }

  /**
   * Takes access from a browser, or from all. Asks first where this browser is among them.
   * @param {PairedBrowser} [one] all without it
   */
  async forget(one) {
    const own = !one || one.own;
    const which = one ? "one" : "all";
    const labels = { yes: words.text("browsers.forget"), no: words.text("browsers.keep") };
    if (own && !(await confirm(words.text(`browsers.${which}.title`), words.text(`browsers.${which}.words`), labels))) {
      return;
    }
    try {
      await this.server.ask(one ? `/api/browsers/${encodeURIComponent(one.id)}` : "/api/browsers", { method: "DELETE" });
    } catch (e) {
      this.fill(messageOf(e));
      return;
    }
    if (own) {
      this.close();
      this.forgotten();
    } else {
      this.fill();
    }
  }
}

/**
 * Shows the list.
 * @param {Server} server
 * @param {() => void} forgotten called when this browser is no longer known
 */
export async function showBrowsers(server, forgotten) {
  await new BrowserList(server, forgotten).open();
}
