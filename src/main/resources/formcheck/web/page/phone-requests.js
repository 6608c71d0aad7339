// Sends what a WebSocket would, as requests: Safari on iPhones opens no WebSocket to a server that signed its certificate itself, though
// it loads the page. To the rest of the page this looks like a WebSocket.

/** Time after which the page asks what is wanted, where it sent nothing meanwhile, milliseconds. */
const ASK = 400;
/** Statuses, and the codes with which a WebSocket would have been closed. */
const CODES = new Map([[403, 1008], [409, 4000]]);

export class PhoneRequests {
  /** @param {string} secret of this phone */
  constructor(secret) {
    this.secret = secret;
    this.page = crypto.randomUUID();
    /** @type {number} */
    this.readyState = WebSocket.OPEN;
    this.underWay = 0;
    /** @type {(event: { data: string }) => void} */
    this.onmessage = () => {};
    /** @type {(event: { code: number }) => void} */
    this.onclose = () => {};
    this.timer = setInterval(() => !this.underWay && this.send(JSON.stringify({ type: "ask" })), ASK);
  }

  /** @param {string | Uint8Array<ArrayBuffer>} message */
  async send(message) {
    if (this.readyState !== WebSocket.OPEN) {
      return;
    }
    this.underWay++;
    const headers = { "X-FormCheck-Phone": this.secret, "X-FormCheck-Page": this.page };
    const answer = await fetch("/frame", { method: "POST", headers, body: message }).catch(() => null);
    this.underWay--;
    if (this.readyState !== WebSocket.OPEN) {
      return;
    }
    if (!answer?.ok) {
      this.close();
      this.onclose({ code: CODES.get(answer?.status ?? 0) ?? 1006 });
      return;
    }
    if (typeof message !== "string") {
      this.onmessage({ data: JSON.stringify({ type: "received", sequence: new DataView(message.buffer).getUint32(0) }) });
    }
    this.onmessage({ data: await answer.text() });
  }

  close() {
    this.readyState = WebSocket.CLOSED;
    clearInterval(this.timer);
  }
}
