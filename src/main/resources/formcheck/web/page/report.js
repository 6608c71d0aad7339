// The report of a session as the server writes it, with its images, its video, and a way to delete it.

import { confirm } from "./dialog.js";
import { button, make } from "./dom.js";
import { nextSession } from "./next-session.js";
import { RecordedVideo } from "./recorded-video.js";
import { messageOf } from "./server.js";
import * as words from "./words.js";

/** @import { Server } from "./server.js" */
/**
 * @typedef {object} ReportWays where the page goes from here
 * @property {(said?: string, deleted?: string) => void} month said: what happened; deleted: id of a session that can be restored
 * @property {() => void} start
 */

/** Time after which a saved file may be forgotten, milliseconds. */
const SAVED = 10_000;

export class Report {
  /**
   * @param {HTMLElement} root
   * @param {Server} server
   * @param {ReportWays} ways
   */
  constructor(root, server, ways) {
    this.root = root;
    this.server = server;
    this.ways = ways;
    this.id = "";
    /** How often a report was opened or closed: an answer belongs to one of these times. */
    this.asked = 0;
    /** @type {{ image: Element, url: string }[]} Images that are shown, with their addresses */
    this.shown = [];
    /** @type {RecordedVideo | null} */
    this.video = null;
    /** @type {ShadowRoot | null} */
    this.body = null;
  }

  /**
   * Shows the report of a session.
   * @param {string} id
   */
  async open(id) {
    this.close();
    this.id = id;
    const asked = this.asked;
    this.root.replaceChildren(make("p", { class: "wait" }, words.text("page.loading")));
    try {
      const answer = await this.server.ask(`/api/sessions/${id}/page?language=${words.current()}`);
      const html = await answer.text();
      if (asked === this.asked) {
        this.show(html, answer.headers);
      }
    } catch (e) {
      if (asked === this.asked) {
        this.problem(e);
      }
    }
  }

  /** Lets go of what is shown. An answer that is still on its way is not shown any more. */
  close() {
    this.asked++;
    this.shown.forEach(({ image, url }) => {
      image.removeAttribute("href"); // an image may still be reading
      URL.revokeObjectURL(url);
    });
    this.shown = [];
    this.body = null;
    this.video?.close();
    this.video = null;
  }

  /** @param {unknown} error */
  problem(error) {
    this.root.replaceChildren(
      make("div", { class: "bar-of" }, button(words.text("month.back"), this.ways.start)),
      make("p", { class: "say", role: "alert" }, words.text("month.failed", { problem: messageOf(error) })));
  }

  /**
   * @param {string} html written by our own server, which escapes every name and note
   * @param {Headers} headers
   */
  show(html, headers) {
    const actions = make("div", { class: "bar-of" },
      button(words.text("page.back-to-month"), () => this.ways.month(), { id: "report-back" }),
      button(words.text("page.save-html"), () => this.save("html"), { id: "save-html" }),
      button(words.text("page.save-pdf"), () => this.save("pdf"), { id: "save-pdf" }),
      button(words.text("month.print"), () => window.print()),
      button(words.text("page.delete"), () => this.delete(), { id: "delete", class: "btn plain danger" }));
    const host = make("div", { id: "report-body" });
    if (headers.get("X-FormCheck-Video") === "true") {
      this.video = new RecordedVideo(this.server, this.id, Number(headers.get("X-FormCheck-Video-From")) || 0);
      host.append(this.video.element); // shown where the report has its place for it
    }
    const next = headers.get("X-FormCheck-Next");
    this.root.replaceChildren(actions, ...(next ? [make("p", { class: "week-of" }, make("b", { id: "report-next" }, nextSession(next)))] : []), host);
    // The report has a style of its own. Nothing of the page reaches it but colours and sizes.
    const body = host.attachShadow({ mode: "open" });
    body.innerHTML = html;
    body.prepend(make("link", { rel: "stylesheet", href: "/library/session.css" }));
    body.addEventListener("click", (event) => this.click(body, event));
    this.body = body;
    this.stills(body);
    window.scrollTo(0, 0);
    const title = body.querySelector("h1");
    if (title) {
      title.tabIndex = -1;
      title.focus({ preventScroll: true });
    }
    document.documentElement.dataset.report = this.id;
  }

  /**
   * @param {ShadowRoot} body
   * @param {Event} event
   */
  click(body, event) {
    const target = /** @type {Element} */ (event.target);
    const play = target.closest("[data-at]");
    const link = target.closest("a[href^='#rep']");
    if (play instanceof HTMLElement || play instanceof SVGElement) {
      this.video?.playFrom(Number(play.dataset.at));
    } else if (link) {
      event.preventDefault();
      const details = body.querySelector(link.getAttribute("href") ?? "")?.closest("details");
      if (details) {
        details.open = true;
        details.querySelector("summary")?.focus({ preventScroll: true });
        details.scrollIntoView({ block: "start" });
      }
    }
  }

  /** @param {ShadowRoot} body */
  async stills(body) {
    for (const image of /** @type {NodeListOf<SVGImageElement>} */ (body.querySelectorAll("image[data-still]"))) {
      try {
        const answer = await this.server.ask(`/api/sessions/${this.id}/still/${image.dataset.still}`);
        const still = await answer.blob();
        if (this.body !== body) {
          return; // another page is shown by now
        }
        const url = URL.createObjectURL(still);
        this.shown.push({ image, url });
        image.setAttribute("href", url);
      } catch {
        image.remove(); // the joints are drawn without it
      }
    }
  }

  // ---------------------------------------------------------------- keeping and deleting

  /** @param {"html" | "pdf"} kind */
  async save(kind) {
    try {
      const answer = await this.server.ask(`/api/sessions/${this.id}/file.${kind}?language=${words.current()}`);
      const url = URL.createObjectURL(await answer.blob());
      make("a", { href: url, download: `formcheck-${this.id}.${kind}` }).click();
      setTimeout(() => URL.revokeObjectURL(url), SAVED);
    } catch (e) {
      this.problem(e);
    }
  }

  async delete() {
    if (await confirm(words.text("page.delete.title"), words.text("page.delete.words"))) {
      try {
        await this.server.ask(`/api/sessions/${this.id}`, { method: "DELETE" });
        this.ways.month(words.text("page.deleted"), this.id);
      } catch (e) {
        this.problem(e);
      }
    }
  }
}
