// The browsers that may come in without the link, and how to let them in no more.

import * as words from "./words.js";
import { button, confirm, element } from "./kept.js";

/** What a browser is called: by the few words that the server knows it by. */
function name({ browser, system }) {
  return browser && system ? words.text("browsers.name", { browser, system }) : browser || system || words.text("browsers.unknown");
}

const day = (date) => new Date(`${date}T12:00`).toLocaleDateString(words.current() === "en" ? "en-GB" : words.current(), { day: "numeric", month: "short", year: "numeric" });

/**
 * Shows the list.
 * @param {Kept} kept asks the server
 * @param {function} forgotten is told when this browser is no longer known
 */
export async function showBrowsers(kept, forgotten) {
  const dialog = element("dialog", { class: "sure browsers", "aria-labelledby": "browsers-title" });
  const close = () => {
    dialog.close();
    dialog.remove();
  };
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });

  async function forget(one) {
    const own = !one || one.own;
    const which = one ? "one" : "all";
    if (own && !(await confirm(words.text(`browsers.${which}.title`), words.text(`browsers.${which}.words`), { yes: words.text("browsers.forget"), no: words.text("browsers.keep") }))) {
      return;
    }
    try {
      await kept.ask(one ? `/api/browsers/${encodeURIComponent(one.id)}` : "/api/browsers", { method: "DELETE" });
    } catch (e) {
      fill(e.message);
      return;
    }
    if (own) {
      close();
      forgotten();
    } else {
      fill();
    }
  }

  async function fill(problem = "") {
    let known = [];
    let port = "";
    try {
      ({ browsers: known, port } = await kept.json("/api/browsers"));
    } catch (e) {
      problem ||= e.message;
    }
    const rows = known.map((one) => element("li", { "data-browser": one.id },
      element("p", {}, element("b", {}, name(one)), one.own ? element("span", { class: "own" }, words.text("browsers.own")) : "",
        element("span", { class: "small quiet" }, words.text(one.port === port ? "browsers.days" : "browsers.days-port", { since: day(one.since), seen: day(one.seen), port: one.port }))),
      button(words.text(one.own ? "browsers.forget-own" : "browsers.forget"), () => forget(one),
        { "aria-label": one.own ? undefined : words.text("browsers.forget-of", { name: name(one) }) })));
    const end = button(words.text("browsers.close"), close, { id: "browsers-close" });
    dialog.replaceChildren(element("h2", { id: "browsers-title" }, words.text("browsers.title")),
      element("p", {}, words.text(rows.length ? "browsers.words" : "browsers.none", { address: `${location.origin}/` })),
      ...[problem && element("p", { class: "say", role: "alert" }, problem)].filter(Boolean),
      element("ul", { class: "known" }, rows),
      element("div", { class: "row" }, end,
        rows.length ? button(words.text("browsers.forget-all"), () => forget(null), { id: "browsers-all", class: "btn plain danger" }) : ""));
    end.focus({ preventScroll: true }); // a long list begins at its title
  }

  document.body.append(dialog);
  await fill();
  dialog.showModal();
  dialog.querySelector("#browsers-close").focus({ preventScroll: true });
  dialog.scrollTop = 0;
}
