// Results come faster than the screen draws: only the newest one is drawn, and no sound of the others is lost.

/** @import { FrameMessage, SoundName, StateMessage } from "./messages.js" */
/** @import { FrameTimes } from "./delay-samples.js" */
/** @typedef {{ message: FrameMessage, times?: FrameTimes }} FrameResult */

/**
 * @param {SoundName[]} [earlier]
 * @param {SoundName[]} [later]
 * @returns {{ sounds?: SoundName[] }}
 */
function joined(earlier, later) {
  return earlier || later ? { sounds: [...(earlier ?? []), ...(later ?? [])] } : {};
}

export class NewestResult {
  /**
   * @param {(work: () => void) => void} schedule runs work before the next frame of the screen
   * @param {(result: FrameResult) => void} draw
   */
  constructor(schedule, draw) {
    this.schedule = schedule;
    this.draw = draw;
    /** @type {FrameResult | null} */
    this.waiting = null;
  }

  /**
   * Draws a frame with the next frame of the screen, unless a newer one comes before.
   * @param {FrameMessage} message
   * @param {FrameTimes} [times]
   */
  frame(message, times) {
    const before = this.waiting;
    this.waiting = { message: { ...message, ...joined(before?.message.sounds, message.sounds) }, times };
    if (!before) {
      this.schedule(() => {
        const newest = this.waiting;
        this.waiting = null;
        if (newest) {
          this.draw(newest);
        }
      });
    }
  }

  /**
   * Returns a state to show at once. A frame that waits is older: it is dropped, so that what is shown does not go back to it.
   * @param {StateMessage} message
   * @returns {StateMessage}
   */
  state(message) {
    const before = this.waiting;
    this.waiting = null;
    return before ? { ...message, ...joined(before.message.sounds, message.sounds) } : message;
  }
}
