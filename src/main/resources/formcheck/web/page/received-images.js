// Images that the server took itself. Each is shown together with the result of its frame.

/** So many may wait for their results. */
const MOST = 8;
/** Bytes before the JPEG: the number of the frame. */
const HEADER = 4;

export class ReceivedImages {
  constructor() {
    /** @type {Map<number, Blob>} By number of the frame, in the order in which they came */
    this.waiting = new Map();
  }

  /**
   * Keeps an image until its result comes. The oldest one goes when there are too many.
   * @param {ArrayBuffer} message as the server sends it
   */
  keep(message) {
    this.waiting.set(new DataView(message).getUint32(0), new Blob([message.slice(HEADER)], { type: "image/jpeg" }));
    if (this.waiting.size > MOST) {
      for (const oldest of this.waiting.keys()) {
        this.waiting.delete(oldest);
        break;
      }
    }
  }

  /**
   * Returns the image of a frame, and forgets it and the older ones; nothing where there is none.
   * @param {number} frame number
   */
  take(frame) {
    const found = this.waiting.get(frame);
    if (found) {
      for (const older of this.waiting.keys()) {
        if (older <= frame) {
          this.waiting.delete(older);
        }
      }
    }
    return found;
  }

  clear() {
    this.waiting.clear();
  }
}
