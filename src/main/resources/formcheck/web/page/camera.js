// The browser's camera: asks for it, takes its frames, notices when it is lost, and gets it back.

import { usualWish } from "./camera-wish.js";
import { fittedFrame } from "./fitted-frame.js";
import { jpegOf } from "./jpeg.js";
import { LONGEST_SIDE, sentSize } from "./frame-size.js";
import { cameraProblem } from "./problems.js";

export { sentSize };

/** @import { FrameTimes } from "./delay-samples.js" */
/** @import { Size } from "./frame-size.js" */
/**
 * @typedef {object} CameraListener
 * @property {(source: Size & { name: string }) => void} opened
 * @property {(jpeg: ArrayBuffer, times: FrameTimes) => void} frame the JPEG of a frame, with its times so far
 * @property {(kind: string) => void} problem the camera does not open
 * @property {() => void} lost the camera was unplugged
 * @property {() => boolean} wanted whether frames are wanted now
 */
/** @typedef {(now: number, frame: Partial<VideoFrameCallbackMetadata>) => void} FrameCallback */

/** JPEG quality of the frames, 0 to 1. */
const QUALITY = 0.8;
/** A camera that does not open is asked for again after so long, milliseconds. */
const AGAIN = 1500;
/** Time between two frames where the browser does not say when one is shown, milliseconds. */
const FRAME_INTERVAL = 33;

/** A frame that is not encoded within this time is given up, milliseconds: encoding takes 5 to 60. */
const ENCODING_PATIENCE = 1500;

export class Camera {
  /**
   * @param {HTMLVideoElement} video shows the camera
   * @param {CameraListener} listener
   * @param {(camera: string) => MediaTrackConstraints} [wish] what is asked of a camera
   */
  constructor(video, listener, wish = usualWish) {
    this.video = video;
    this.listener = listener;
    this.wish = wish;
    /** @type {MediaStream | null} */
    this.stream = null;
    this.wanted = false;
    this.asking = false;
    this.lostNow = false;
    /** Since when a frame is being encoded, milliseconds; 0 while none is. */
    this.encodingSince = 0;
    /** Longer side of the frames that are sent, pixels. */
    this.longestSide = LONGEST_SIDE;
    this.started = 0;
    this.deviceId = "";
    /** Changes when frames are taken from another stream or element. */
    this.watched = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.worker = window.OffscreenCanvas ? new Worker("/page/encode.js") : null;
    if (this.worker) {
      this.worker.onmessage = (event) => this.encoded(event.data);
      this.worker.onerror = () => this.encodingFailed();
    }
    navigator.mediaDevices?.addEventListener("devicechange", () => this.retry());
    navigator.permissions?.query({ name: "camera" }).then((permission) => {
      permission.onchange = () => permission.state !== "denied" && this.retry();
    }).catch(() => {});
  }

  /** Returns the cameras. Browsers name them only after one was allowed. */
  static async list() {
    const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    return devices.filter((device) => device.kind === "videoinput");
  }

  /**
   * Opens a camera. One that is open already stays open: the person is asked once.
   * @param {string} [deviceId] of the camera; any one where it is empty
   */
  async open(deviceId = "") {
    if (this.serves(deviceId)) {
      this.wanted = true;
      this.started = performance.now();
      this.listener.opened(this.source());
      return;
    }
    if (this.asking && this.deviceId === deviceId) {
      this.wanted = true;
      return;
    }
    this.close();
    this.wanted = true;
    this.deviceId = deviceId;
    await this.request();
  }

  /**
   * Whether the open camera is this one.
   * @param {string} deviceId "" for any
   */
  serves(deviceId) {
    const [track] = this.stream?.getVideoTracks() ?? [];
    return Boolean(track) && this.video.videoWidth > 0 && ["", this.deviceId, track?.getSettings().deviceId].includes(deviceId);
  }

  async request() {
    if (!this.wanted || this.asking) {
      return;
    }
    if (!navigator.mediaDevices) {
      this.listener.problem("insecure");
      return;
    }
    this.asking = true;
    const { deviceId } = this;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: this.wish(deviceId), audio: false });
      if (!this.wanted || this.deviceId !== deviceId) {
        stream.getTracks().forEach((track) => track.stop());
        return;
      }
      await this.show(stream);
    } catch (error) {
      if (this.wanted) {
        this.listener.problem(cameraProblem(error));
      }
    } finally {
      this.asking = false;
      if (this.wanted && !this.stream) {
        this.retryLater();
      }
    }
  }

  /** @param {MediaStream} stream */
  async show(stream) {
    this.stream = stream;
    this.lostNow = false;
    const [track] = stream.getVideoTracks();
    track?.addEventListener("ended", () => this.lost());
    await this.play(stream);
    if (this.stream !== stream) {
      return; // closed meanwhile
    }
    this.started = performance.now();
    this.listener.opened(this.source());
    this.watch();
  }

  /**
   * Plays the stream in the present element, which may change meanwhile.
   * @param {MediaStream} stream
   */
  async play(stream) {
    for (let video = null; video !== this.video; ) {
      video = this.video;
      video.srcObject = stream;
      try {
        await video.play();
      } catch (e) {
        if (video === this.video) {
          throw e;
        }
      }
    }
  }

  /** Returns what the server learns of the open camera. */
  source() {
    const [track] = this.stream?.getVideoTracks() ?? [];
    return { name: track?.label || "camera", ...sentSize(this.video.videoWidth, this.video.videoHeight) };
  }

  /**
   * Shows the camera in another element, and takes frames from there.
   * @param {HTMLVideoElement} video
   */
  async showIn(video) {
    if (video === this.video) {
      return;
    }
    this.video.srcObject = null;
    this.video = video;
    if (this.stream) {
      try {
        await this.play(this.stream);
      } catch {
        return; // closed, or shown elsewhere again meanwhile
      }
      this.watch();
    }
  }

  lost() {
    this.lostNow = true;
    this.watched++;
    this.listener.lost();
    this.stream = null;
    this.video.srcObject = null;
    this.retryLater();
  }

  retryLater() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.retry(), AGAIN);
  }

  retry() {
    if (this.wanted && !this.stream) {
      this.request();
    }
  }

  close() {
    this.wanted = false;
    this.watched++;
    clearTimeout(this.timer);
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.video.srcObject = null;
  }

  watch() {
    const own = ++this.watched;
    /** @type {FrameCallback} */
    const next = (now, frame) => {
      if (!this.stream || this.watched !== own) {
        return;
      }
      this.frame(now, frame);
      this.again(next);
    };
    this.again(next);
  }

  /** @param {FrameCallback} next */
  again(next) {
    if ("requestVideoFrameCallback" in this.video) {
      this.video.requestVideoFrameCallback(next);
    } else {
      setTimeout(() => next(performance.now(), {}), FRAME_INTERVAL);
    }
  }

  /**
   * @param {number} now milliseconds
   * @param {Partial<VideoFrameCallbackMetadata>} frame
   */
  async frame(now, frame) {
    const encodes = this.encodingSince > 0 && performance.now() - this.encodingSince < ENCODING_PATIENCE;
    if (encodes || !this.listener.wanted()) {
      return;
    }
    const taken = frame.captureTime ?? now;
    /** @type {FrameTimes} */
    const times = {
      captured: taken - this.started, taken, shown: performance.now(), number: frame.presentedFrames, encoded: NaN, sent: NaN, received: NaN,
    };
    this.encodingSince = performance.now();
    try {
      const bitmap = await fittedFrame(this.video, this.longestSide);
      if (this.worker) {
        this.worker.postMessage({ bitmap, quality: QUALITY, times }, [bitmap]);
      } else {
        this.encoded({ jpeg: await jpegOf(bitmap, QUALITY), times });
      }
    } catch {
      this.encodingFailed(); // or the camera was lost while its frame was taken
    }
  }

  /** Returns the shape in which the page shows the image now; nothing before there is one. */
  shape() {
    const { videoWidth: width, videoHeight: height } = this.video;
    return width && height ? { width, height } : undefined;
  }

  /** The next frame is taken. */
  encodingFailed() {
    this.encodingSince = 0;
  }

  /** @param {{ jpeg?: ArrayBuffer, times: FrameTimes }} result without a JPEG if the frame could not be encoded */
  encoded({ jpeg, times }) {
    this.encodingSince = 0;
    if (!jpeg || Math.abs(times.taken - times.captured - this.started) > 1) {
      return; // not encoded, or the source was opened anew meanwhile, and its time begins anew
    }
    times.encoded = performance.now();
    this.listener.frame(jpeg, times);
  }
}
