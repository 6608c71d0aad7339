// The connection to FormCheck: pictures out, one under way and the newest ready; results in.

const HEADER = 16;
/** A picture whose result does not come within this time is given up, milliseconds. */
const PATIENCE = 1500;
const AGAIN = 1000;

export class Feed {
  /** @param {{message: function, picture: function, state: function}} hears */
  constructor(token, hears) {
    this.token = token;
    this.hears = hears;
    this.sequence = 0;
    this.underWay = 0;
    this.sentAt = 0;
    this.ready = null;
    this.sent = new Map();
    this.everOpen = false;
    this.connect();
  }

  connect() {
    const address = `ws://${location.host}/live?token=${encodeURIComponent(this.token)}`;
    this.socket = new WebSocket(address);
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = () => {
      this.everOpen = true;
      this.hears.state("open");
    };
    this.socket.onclose = () => {
      this.underWay = 0;
      this.ready = null;
      this.hears.state(this.everOpen ? "gone" : "refused");
      setTimeout(() => this.connect(), AGAIN);
    };
    this.socket.onmessage = (event) => {
      if (typeof event.data !== "string") {
        this.hears.picture(event.data);
        return;
      }
      const received = performance.now();
      const message = JSON.parse(event.data);
      if (message.sequence !== undefined) {
        message.times = this.arrived(message.sequence, received);
      }
      this.hears.message(message);
    };
  }

  get open() {
    return this.socket.readyState === WebSocket.OPEN;
  }

  say(message) {
    if (this.open) {
      this.socket.send(JSON.stringify(message));
    }
  }

  /** Takes an encoded picture: sent now if none is under way, else when its result is here, unless a newer one comes. */
  offer(jpeg, times) {
    this.ready = { jpeg, times };
    if (!this.underWay || performance.now() - this.sentAt > PATIENCE) {
      this.send();
    }
  }

  send() {
    if (!this.ready || !this.open) {
      return;
    }
    const { jpeg, times } = this.ready;
    this.ready = null;
    const sequence = ++this.sequence;
    const message = new Uint8Array(HEADER + jpeg.byteLength);
    const header = new DataView(message.buffer);
    header.setUint32(0, sequence);
    header.setFloat64(8, Math.max(0, times.captured));
    message.set(new Uint8Array(jpeg), HEADER);
    times.sent = performance.now();
    this.sentAt = times.sent;
    this.underWay = sequence;
    this.sent.set(sequence, times);
    this.socket.send(message);
  }

  arrived(sequence, received) {
    const times = this.sent.get(sequence);
    for (const old of this.sent.keys()) {
      if (old <= sequence) {
        this.sent.delete(old);
      }
    }
    if (sequence >= this.underWay) {
      this.underWay = 0;
      this.send();
    }
    return times && { ...times, received };
  }
}
