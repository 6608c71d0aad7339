// The browser's camera serves the preview of the start page, and then the session, without being asked for again.

import { Camera } from "./camera.js";
import { PhoneSource } from "./phone-source.js";
import { Preview } from "./preview.js";

/** @import { Session } from "./session.js" */

/**
 * Returns the camera, the phone and the preview of a session's page.
 * @param {Session} session
 */
export function shareCamera(session) {
  const { area, connection, parts } = session;
  /** @type {Camera} */
  const camera = new Camera(session.stage, {
    opened: (source) => (session.going ? session.cameraOpened({ kind: "browser", ...source }) : preview.opened(source)),
    frame: (jpeg, times) => {
      session.lastImage = session.going ? jpeg : null;
      connection.offer(jpeg, times);
    },
    lost: () => session.lastImage && area.hold(session.lastImage, () => camera.lostNow),
    // A camera that is lost during a session is missed in one line: the set stays in view.
    problem: (kind) => {
      if (!session.going) {
        preview.failed(kind);
      } else if (!session.seen || kind === "denied") {
        parts.screens.problem(kind);
      }
    },
    wanted: () => session.ready && (session.going || preview.on) && !session.taken && connection.open,
  });
  const allowed = () => parts.screens.current === "start" && !document.hidden && !session.going && !session.taken;
  const phone = new PhoneSource({
    say: (request) => connection.say(request),
    allowed,
    chosen: () => parts.start.choosesPhone,
    ready: () => session.ready,
    offer: (expected) => parts.start.offerPhone(expected),
    update: () => preview.update(),
  });
  /** @type {Preview} */
  const preview = new Preview({
    camera,
    say: (request) => connection.say(request),
    device: () => parts.start.device,
    allowed,
    going: () => session.going,
    ready: () => session.ready,
    phone,
  });
  return { camera, phone, preview };
}
