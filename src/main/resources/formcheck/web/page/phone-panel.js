// The panel that pairs a phone: its code to scan, the address in words, and what its browser will warn of.

import { button, make, svg } from "./dom.js";
import { qrPath } from "./qr-path.js";
import { messageOf } from "./server.js";
import * as words from "./words.js";

/** @import { PhoneLink, PhonePairing } from "./messages.js" */
/** @import { PhoneSource } from "./phone-source.js" */
/** @import { Server } from "./server.js" */

/** Light modules around a QR code, without which a camera does not find it. */
const MARGIN = 4;

class PhonePanel {
  /**
   * @param {Server} server
   * @param {PhoneSource} phone
   * @param {() => void} paired called when the phone's camera is open
   */
  constructor(server, phone, paired) {
    this.server = server;
    this.phone = phone;
    this.paired = paired;
    this.dialog = make("dialog", { class: "sure browsers phone-panel", "aria-labelledby": "phone-title" });
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.timer = undefined;
  }

  async open() {
    document.body.append(this.dialog);
    this.phone.changed = () => this.told();
    await this.newCode();
    this.dialog.showModal();
    this.dialog.scrollTop = 0;
  }

  /** Asks for a code, and shows it. */
  async newCode() {
    clearInterval(this.timer);
    try {
      const pairing = /** @type {PhonePairing} */ (await this.server.json("/api/phone", { method: "POST" }));
      this.show(pairing);
    } catch (e) {
      this.fill(make("p", { class: "say", role: "alert" }, messageOf(e)));
    }
  }

  /** @param {PhonePairing} pairing */
  show({ links, fingerprint, seconds }) {
    const until = performance.now() + 1000 * seconds;
    const left = make("p", { class: "small quiet num", id: "phone-left" });
    this.fill(
      make("div", { class: "phone-parts" },
        make("div", {}, links.map((link) => this.link(link, links.length > 1))),
        make("ol", { class: "phone-steps" },
          make("li", {}, words.text("phone.panel.network")),
          make("li", {}, words.text("phone.panel.scan")),
          make("li", {}, words.text("phone.panel.warning"), make("span", { class: "small quiet" }, words.text("phone.panel.why")),
            make("code", { class: "small", id: "phone-fingerprint" }, fingerprint)),
          make("li", {}, words.text("phone.panel.allow")))),
      left);
    const tick = () => {
      const rest = Math.max(0, Math.ceil((until - performance.now()) / 1000));
      left.textContent = rest ? words.text("phone.panel.left", { time: `${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, "0")}` }) : "";
      if (!rest) {
        this.over("phone.panel.expired");
      }
    };
    tick();
    this.timer = setInterval(tick, 1000);
  }

  /**
   * @param {PhoneLink} link
   * @param {boolean} several whether this machine has several addresses
   */
  link({ address, rows }, several) {
    const size = rows.length + 2 * MARGIN;
    const drawn = svg("svg", { viewBox: `0 0 ${size} ${size}`, class: "qr", role: "img", "aria-label": words.text("phone.panel.code") },
      svg("rect", { width: size, height: size, class: "light" }), svg("path", { d: qrPath(rows, MARGIN), class: "dark" }));
    return make("div", { class: "phone-link" }, drawn,
      make("span", {}, make("code", { class: "phone-address" }, address),
        several && make("span", { class: "small quiet" }, words.text("phone.panel.several"))));
  }

  /** @param {string} key of the reason why no code is valid any more */
  over(key) {
    clearInterval(this.timer);
    this.fill(make("p", { class: "say", role: "status" }, words.text(key)),
      button(words.text("phone.panel.again"), () => this.newCode(), { id: "phone-again" }));
  }

  /** @param {...(Node | false)} content */
  fill(...content) {
    const { expected, connected } = this.phone;
    this.dialog.replaceChildren(
      make("h2", { id: "phone-title" }, words.text("start.phone")), ...content.filter((node) => node !== false),
      make("div", { class: "row" }, button(words.text("phone.panel.close"), () => this.close(), { id: "phone-close" }),
        expected && connected && button(words.text("phone.panel.stop"), () => this.stop(), { id: "phone-stop", class: "btn plain danger" })));
  }

  /** The phone came, or no phone can come any more. */
  told() {
    if (this.phone.connected) {
      this.end();
      this.paired();
    } else if (!this.phone.expected && this.timer) {
      this.over("phone.panel.over");
    }
  }

  /** Ends the pairing. The computer listens no longer, unless a phone is there. */
  async close() {
    const used = this.phone.connected;
    this.end();
    if (!used) {
      await this.stop();
    }
  }

  async stop() {
    this.end();
    await this.server.ask("/api/phone", { method: "DELETE" }).catch(() => {});
  }

  end() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.phone.changed = () => {};
    this.dialog.close();
    this.dialog.remove();
  }
}

/**
 * Shows the panel.
 * @param {Server} server
 * @param {PhoneSource} phone
 * @param {() => void} paired called when the phone's camera is open
 */
export async function pairPhone(server, phone, paired) {
  await new PhonePanel(server, phone, paired).open();
}
