// What is asked of a camera when it is opened.

/**
 * Returns what the page asks of a camera of this machine.
 * @param {string} deviceId "" for any
 * @returns {MediaTrackConstraints}
 */
export function usualWish(deviceId) {
  /** @type {MediaTrackConstraints} */
  const video = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };
  if (deviceId) {
    video.deviceId = { ideal: deviceId };
  }
  return video;
}

/**
 * Returns what the page of the phone asks of its camera. The sizes are those of a phone that is held upright or across.
 * @param {string} facing "environment" for the rear camera, "user" for the front one
 * @returns {MediaTrackConstraints}
 */
export function phoneWish(facing) {
  return { facingMode: { ideal: facing }, width: { ideal: 1280, min: 480 }, height: { ideal: 720, min: 480 }, frameRate: { ideal: 30 } };
}
