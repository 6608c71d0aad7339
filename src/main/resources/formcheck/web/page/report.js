// The report of a session, as the server writes it: with its pictures, its video, and a way to delete it.

import * as words from "./words.js";
import { button, confirm, element } from "./kept.js";

/** A video starts so long before what it is to show, seconds. */
const LEAD = 0.5;
const ARMS = [["left_shoulder", "left_elbow", "left_wrist"], ["right_shoulder", "right_elbow", "right_wrist"], ["left_shoulder", "right_shoulder"]];

export class Report {
  constructor(root, kept, { month, start }) {
    this.root = root;
    this.kept = kept;
    this.month = month;
    this.start = start;
    this.pictures = [];
  }

  async open(id) {
    this.id = id;
    this.close();
    this.root.replaceChildren(element("p", { class: "wait" }, words.text("page.loading")));
    try {
      const answer = await this.kept.ask(`/api/sessions/${id}/page?language=${words.current()}`);
      this.show(await answer.text(), answer.headers);
    } catch (e) {
      this.problem(e);
    }
  }

  close() {
    this.pictures.forEach((url) => URL.revokeObjectURL(url));
    this.pictures = [];
    this.video = null;
  }

  problem(error) {
    this.root.replaceChildren(element("div", { class: "bar-of" }, button(words.text("month.back"), this.start)),
      element("p", { class: "say", role: "alert" }, words.text("month.failed", { problem: error.message })));
  }

  show(html, headers) {
    const actions = element("div", { class: "bar-of" },
      button(words.text("page.back-to-month"), () => this.month(), { id: "report-back" }),
      button(words.text("page.save-html"), () => this.save("html"), { id: "save-html" }),
      button(words.text("page.save-pdf"), () => this.save("pdf"), { id: "save-pdf" }),
      button(words.text("month.print"), () => window.print()),
      button(words.text("page.delete"), () => this.delete(), { id: "delete", class: "btn plain danger" }));
    const host = element("div", { id: "report-body" });
    if (headers.get("X-FormCheck-Video") === "true") {
      host.append(this.player(Number(headers.get("X-FormCheck-Video-From")) || 0)); // shown where the report has its place
    }
    this.root.replaceChildren(actions, host);
    // The report has a style of its own, which nothing of the page reaches but its colours and sizes.
    this.body = host.attachShadow({ mode: "open" });
    this.body.innerHTML = html; // written by our own server, which escapes every name and note
    this.body.prepend(element("link", { rel: "stylesheet", href: "/library/session.css" }));
    this.body.addEventListener("click", (event) => this.click(event));
    this.stills();
    window.scrollTo(0, 0);
    const title = this.body.querySelector("h1");
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
    document.documentElement.dataset.report = this.id;
  }

  click(event) {
    const play = event.target.closest("[data-at]");
    const link = event.target.closest("a[href^='#rep']");
    if (play) {
      this.playFrom(Number(play.dataset.at));
    } else if (link) {
      event.preventDefault();
      const shown = this.body.querySelector(link.getAttribute("href"));
      const details = shown.closest("details");
      details.open = true;
      details.querySelector("summary").focus({ preventScroll: true });
      details.scrollIntoView({ block: "start" });
    }
  }

  async stills() {
    for (const image of this.body.querySelectorAll("image[data-still]")) {
      try {
        const answer = await this.kept.ask(`/api/sessions/${this.id}/still/${image.dataset.still}`);
        const url = URL.createObjectURL(await answer.blob());
        this.pictures.push(url);
        image.setAttribute("href", url);
      } catch {
        image.remove(); // the joints are drawn all the same
      }
    }
  }

  // ---------------------------------------------------------------- the video, with the joints over it

  player(from) {
    this.from = from;
    this.video = element("video", {
      controls: true, playsinline: true, preload: "metadata", id: "recorded", "aria-label": words.text("page.video"),
    });
    this.load(this.id, this.video);
    const canvas = element("canvas", { "aria-hidden": "true" });
    this.pen = canvas.getContext("2d");
    const draw = () => {
      this.joints();
      if (this.video?.isConnected && !this.video.paused) {
        requestAnimationFrame(draw);
      }
    };
    this.video.onplay = draw;
    this.video.onseeked = draw;
    this.video.onloadedmetadata = () => {
      Object.assign(canvas, { width: this.video.videoWidth, height: this.video.videoHeight });
    };
    this.frames = [];
    this.kept.json(`/api/sessions/${this.id}/points`).then((points) => Object.assign(this, { names: points.joints, frames: points.frames })).catch(() => {});
    return element("figure", { class: "player-of", slot: "video" }, element("div", { class: "player", "data-from": from }, this.video, canvas), element("figcaption", { class: "small quiet" }, words.text("page.video.sides")));
  }

  /** Fetched whole: a video element sends no token, and its address is no place for one. */
  async load(id, video) {
    try {
      const film = await (await this.kept.ask(`/api/video/${id}`)).blob();
      if (this.video === video) {
        video.src = URL.createObjectURL(film);
        this.pictures.push(video.src);
      }
    } catch {
      video.closest(".player-of")?.remove(); // the report is whole without it
    }
  }

  playFrom(seconds) {
    if (this.video) {
      this.video.currentTime = Math.max(0, seconds - this.from - LEAD);
      this.video.play().catch(() => {}); // stopped before it began
      this.video.scrollIntoView({ block: "nearest" });
      this.video.focus({ preventScroll: true });
    }
  }

  joints() {
    const { canvas } = this.pen;
    this.pen.clearRect(0, 0, canvas.width, canvas.height);
    const now = this.video.currentTime + this.from;
    let low = 0;
    let high = this.frames.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.frames[middle][0] < now) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const frame = this.frames[low];
    if (!frame || Math.abs(frame[0] - now) > 0.3) {
      return;
    }
    const at = (name) => {
      const i = 1 + 2 * this.names.indexOf(name);
      return frame[i] === null || i < 1 ? null : [frame[i] * canvas.width, frame[i + 1] * canvas.height];
    };
    for (const [paint, width] of [["rgba(8, 16, 14, .8)", 9], ["#8AD4FF", 5]]) {
      this.pen.strokeStyle = paint;
      this.pen.lineWidth = (width * canvas.width) / 480;
      this.pen.lineCap = "round";
      for (const chain of ARMS) {
        const points = chain.map(at);
        if (points.every(Boolean)) {
          this.pen.beginPath();
          points.forEach(([x, y], i) => (i ? this.pen.lineTo(x, y) : this.pen.moveTo(x, y)));
          this.pen.stroke();
        }
      }
    }
  }

  // ---------------------------------------------------------------- keeping and deleting

  async save(kind) {
    try {
      const answer = await this.kept.ask(`/api/sessions/${this.id}/file.${kind}?language=${words.current()}`);
      const url = URL.createObjectURL(await answer.blob());
      element("a", { href: url, download: `formcheck-${this.id}.${kind}` }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    } catch (e) {
      this.problem(e);
    }
  }

  async delete() {
    if (await confirm(words.text("page.delete.title"), words.text("page.delete.words"))) {
      try {
        await this.kept.ask(`/api/sessions/${this.id}`, { method: "DELETE" });
        this.month(words.text("page.deleted"), this.id);
      } catch (e) {
        this.problem(e);
      }
    }
  }
}
