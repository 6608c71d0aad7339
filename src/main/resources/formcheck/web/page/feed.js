// The connection to FormCheck: pictures out, one under way and the newest ready; results in.

const HEADER = 16;
/** A picture whose result does not come within this time is given up, milliseconds. */
const PATIENCE = 1500;
const AGAIN = 1000;

export class Feed {
  /** @param {{message: function, picture: function, state: function}} hears */
  constructor(door, hears) {
    this.door = door;
    this.hears = hears;
    this.sequence = 0;
    this.underWay = 0;
    this.sentAt = 0;
    this.ready = null;
    this.sent = new Map();
    this.socket = null;
    if (door.token) {
      this.connect();
    } else {
      this.comeIn().then(() => this.connect());
    }
  }

  connect() {
    // The token travels as the name of a protocol: a page can set no header here, and an address is no place for it.
    this.socket = new WebSocket(`ws://${location.host}/live`, ["formcheck", this.door.token]);
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = () => {
      this.hears.state("open");
    };
    this.socket.onclose = async () => {
      this.underWay = 0;
      this.ready = null;
      this.hears.state("gone");
      await this.comeIn();
      this.connect();
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

  /** Another start of FormCheck knows nothing of this page's token. */
  async comeIn() {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
      const how = await this.door.enter();
      if (how === "in") {
        return;
      }
      this.hears.state(how === "out" ? "refused" : "gone");
    }
  }

  get open() {
    return this.socket?.readyState === WebSocket.OPEN;
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
