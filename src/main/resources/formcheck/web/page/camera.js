// The browser's camera: asks for it, takes its pictures, notices when it goes, and gets it back.

const LONGEST_SIDE = 640;
const QUALITY = 0.8;
const AGAIN = 1500;

/** What a failure of getUserMedia means. */
function problem(error) {
  switch (error.name) {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "failed";
  }
}

/**
 * The size at which a picture is sent: its own shape, never larger than FormCheck needs. Asked for each picture, since a phone
 * that is turned, or a window that is shared, changes its shape in mid-session, and a stretched body has other angles. FormCheck
 * fits what has another shape than the first picture in with bars.
 */
export function sentSize(width, height) {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return { width: Math.max(2, 2 * Math.round((width * scale) / 2)), height: Math.max(2, 2 * Math.round((height * scale) / 2)) };
}

export class Camera {
  /** @param {{opened: function, picture: function, problem: function}} hears */
  constructor(video, hears) {
    this.video = video;
    this.hears = hears;
    this.stream = null;
    this.wanted = false;
    this.encoding = false;
    this.started = 0;
    this.worker = window.OffscreenCanvas ? new Worker("/page/encode.js") : null;
    if (this.worker) {
      this.worker.onmessage = (event) => this.encoded(event.data);
    }
    navigator.mediaDevices?.addEventListener("devicechange", () => this.retry());
    navigator.permissions?.query({ name: "camera" }).then((permission) => {
      permission.onchange = () => permission.state !== "denied" && this.retry();
    }).catch(() => {});
  }

  /** Names of the cameras, which browsers tell only once one was allowed. */
  static async list() {
    const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    return devices.filter((device) => device.kind === "videoinput");
  }

  async open(deviceId) {
    this.close();
    this.wanted = true;
    this.deviceId = deviceId;
    await this.request();
  }

  async request() {
    if (!this.wanted || this.asking) {
      return;
    }
    if (!navigator.mediaDevices) {
      this.hears.problem("insecure");
      return;
    }
    this.asking = true;
    try {
      const video = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };
      if (this.deviceId) {
        video.deviceId = { ideal: this.deviceId };
      }
      const stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
      if (!this.wanted) {
        stream.getTracks().forEach((track) => track.stop());
        return;
      }
      await this.show(stream);
    } catch (error) {
      this.hears.problem(problem(error));
      this.retryLater();
    } finally {
      this.asking = false;
    }
  }

  async show(stream) {
    this.stream = stream;
    this.lostNow = false;
    const [track] = stream.getVideoTracks();
    track.addEventListener("ended", () => this.lost());
    this.video.srcObject = stream;
    await this.video.play();
    this.started = performance.now();
    this.hears.opened({ name: track.label || "camera", ...sentSize(this.video.videoWidth, this.video.videoHeight) });
    this.watch();
  }

  lost() {
    this.lostNow = true;
    this.hears.lost();
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
    clearTimeout(this.timer);
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.video.srcObject = null;
  }

  watch() {
    const stream = this.stream;
    const next = (now, frame) => {
      if (this.stream !== stream) {
        return;
      }
      this.frame(now, frame);
      this.again(next);
    };
    this.again(next);
  }

  again(next) {
    if (this.video.requestVideoFrameCallback) {
      this.video.requestVideoFrameCallback(next);
    } else {
      setTimeout(() => next(performance.now(), {}), 33);
    }
  }

  async frame(now, frame) {
    if (this.encoding || !this.wantsPicture()) {
      return;
    }
    const taken = frame.captureTime ?? now;
    const times = { captured: taken - this.started, taken, shown: performance.now(), number: frame.presentedFrames };
    this.encoding = true;
    try {
      const bitmap = await this.fitted();
      if (this.worker) {
        this.worker.postMessage({ bitmap, quality: QUALITY, times }, [bitmap]);
      } else {
        await this.encodeHere(bitmap, times);
      }
    } catch {
      this.encoding = false; // the camera went while its picture was taken
    }
  }

  /** The shape in which the page shows the picture just now; nothing before there is one. */
  shape() {
    const { videoWidth: width, videoHeight: height } = this.video;
    return width && height ? { width, height } : undefined;
  }

  /** The picture at its sent size. A camera that turned while it was taken gives another one: that is taken again. */
  async fitted() {
    for (;;) {
      const [width, height] = [this.video.videoWidth, this.video.videoHeight];
      const size = sentSize(width, height);
      const bitmap = await createImageBitmap(this.video, { resizeWidth: size.width, resizeHeight: size.height });
      if (this.video.videoWidth === width && this.video.videoHeight === height) {
        return bitmap;
      }
      bitmap.close();
    }
  }

  async encodeHere(bitmap, times) {
    const canvas = document.createElement("canvas");
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext("2d", { alpha: false }).drawImage(bitmap, 0, 0);
    bitmap.close();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    this.encoded({ jpeg: await blob.arrayBuffer(), times });
  }

  encoded({ jpeg, times }) {
    this.encoding = false;
    times.encoded = performance.now();
    this.hears.picture(jpeg, times);
  }

  wantsPicture() {
    return this.hears.wanted();
  }
}
