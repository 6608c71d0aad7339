// Draws on the image: the body, the level to reach, and what the placement needs.

import { penOf } from "./dom.js";
import { between, elevationArc, fitted, reachOf } from "./overlay-geometry.js";

/** @import { Arm, FrameMessage, JointName } from "./messages.js" */
/** @import { Place } from "./overlay-geometry.js" */
/** @import { Size } from "./frame-size.js" */
/** @typedef {Partial<Record<JointName, Place>>} Places */

const STYLE = getComputedStyle(document.documentElement);
const colour = (/** @type {string} */ name) => STYLE.getPropertyValue(name).trim();

const WHITE = "#fff";
const SHADE = "rgba(8, 16, 14, .45)";
const PLATE = "rgba(8, 16, 14, .86)";
const WITH_SELF = new Set(["baseline", "raise-most", "raise-forward"]);
const WITH_LEVEL = new Set(["set", "countdown"]);

export class Overlay {
  /** @param {HTMLCanvasElement} canvas over the image */
  constructor(canvas) {
    this.canvas = canvas;
    this.pen = penOf(canvas);
    this.unit = 1;
    /** @type {{ frame: FrameMessage, shown?: Size } | null} */
    this.last = null;
    new ResizeObserver(() => this.fit()).observe(canvas);
    this.fit();
  }

  /** Fits the canvas to its area and draws again. */
  fit() {
    const box = this.canvas.getBoundingClientRect();
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    this.canvas.width = Math.max(1, Math.round(box.width * ratio));
    this.canvas.height = Math.max(1, Math.round(box.height * ratio));
    if (this.last) {
      this.draw(this.last.frame, this.last.shown);
    }
  }

  clear() {
    this.last = null;
    this.pen.setTransform(1, 0, 0, 1, 0, 0);
    this.pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
  }

  /**
   * Draws a judged frame.
   * @param {FrameMessage} frame
   * @param {Size} [shown] shape of the image that is shown, where it differs from the frame's
   */
  draw(frame, shown) {
    this.clear();
    this.last = { frame, shown };
    const { whole, unit, at, edges } = fitted(this.canvas, frame, shown);
    this.canvas.parentElement?.classList.toggle("whole", whole);
    this.unit = unit;
    /** @type {Places} */
    const places = Object.fromEntries(Object.entries(frame.points).map(([name, point]) => [name, at(point)]));
    const { stage } = frame;
    if (stage === "placement") {
      this.reach(places, edges);
    }
    if (WITH_SELF.has(stage) || (stage === "countdown" && frame.baseline)) {
      this.headAndShoulders(places);
    }
    const { left_shoulder: left, right_shoulder: right } = places;
    if (!left || !right) {
      return;
    }
    if (WITH_LEVEL.has(stage)) {
      this.level(left, right, edges);
    }
    this.trunk(left, right, places);
    const inSet = stage === "set";
    this.arm(frame.left, inSet, left, places.left_elbow, places.left_wrist);
    this.arm(frame.right, inSet, right, places.right_elbow, places.right_wrist);
  }

  /** @param {Place[]} points */
  path(points) {
    this.pen.beginPath();
    points.forEach(([x, y], i) => (i ? this.pen.lineTo(x, y) : this.pen.moveTo(x, y)));
  }

  /**
   * Draws a line with a dark edge, so that it is seen on any image.
   * @param {Place[]} points
   * @param {string} stroke colour
   * @param {number} width units
   * @param {{ dash?: number[], cap?: CanvasLineCap }} [how] dash: units
   */
  line(points, stroke, width, { dash = [], cap = "round" } = {}) {
    const pen = this.pen;
    pen.lineJoin = "round";
    pen.lineCap = cap;
    pen.setLineDash([]);
    this.path(points);
    pen.strokeStyle = colour("--cam-case");
    pen.lineWidth = (width + 2.6) * this.unit;
    pen.stroke();
    pen.setLineDash(dash.map((length) => length * this.unit));
    this.path(points);
    pen.strokeStyle = stroke;
    pen.lineWidth = width * this.unit;
    pen.stroke();
    pen.setLineDash([]);
  }

  /**
   * The level that the elbows have to reach, at the height of the shoulders.
   * @param {Place} left shoulder
   * @param {Place} right shoulder
   * @param {Place} edges of the image
   */
  level(left, right, [first, last]) {
    const [, y] = between(left, right);
    const pen = this.pen;
    this.line([[first, y], [last, y]], WHITE, 1.8, { dash: [9, 6], cap: "butt" });
    const width = 36 * this.unit;
    const height = 24 * this.unit;
    const x = last - width - 6 * this.unit;
    pen.fillStyle = PLATE;
    pen.beginPath();
    pen.roundRect(x, y - height / 2, width, height, 3 * this.unit);
    pen.fill();
    pen.fillStyle = WHITE;
    pen.font = `700 ${17 * this.unit}px ${colour("--font")}`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText("90°", x + width / 2, y + this.unit);
  }

  /**
   * @param {Place} left shoulder
   * @param {Place} right shoulder
   * @param {Places} places
   */
  trunk(left, right, { left_hip: leftHip, right_hip: rightHip }) {
    if (leftHip && rightHip) {
      this.line([between(left, right), between(leftHip, rightHip)], WHITE, 2.6);
    }
    this.line([left, right], WHITE, 2.6);
  }

  /**
   * Draws an arm: in the colour of the plan, thick where it is high enough, striped for a fault, dashed grey where it cannot be
   * judged.
   * @param {Arm} arm
   * @param {boolean} inSet whether the elevation is drawn, too
   * @param {Place} shoulder
   * @param {Place} [elbow]
   * @param {Place} [wrist]
   */
  arm(arm, inSet, shoulder, elbow, wrist) {
    if (!elbow) {
      return;
    }
    const chain = wrist ? [shoulder, elbow, wrist] : [shoulder, elbow];
    if (arm.state === "unseen") {
      this.line(chain, colour("--cam-unknown"), 3.4, { dash: [3, 7] });
      return;
    }
    const fault = arm.state === "fault";
    const stroke = fault ? colour("--cam-alert") : inSet ? colour("--cam-steady") : WHITE;
    this.line(chain, stroke, fault || (arm.state === "reached" && inSet) ? 7 : 5);
    if (fault) {
      this.stripe(chain);
    }
    if (inSet && arm.elevation !== undefined) {
      this.arc(shoulder, elbow, arm.elevation, stroke);
    }
    for (const [x, y] of [shoulder, elbow]) {
      this.pen.beginPath();
      this.pen.arc(x, y, 4.6 * this.unit, 0, 2 * Math.PI);
      this.pen.fillStyle = WHITE;
      this.pen.strokeStyle = colour("--cam-case");
      this.pen.lineWidth = 1.8 * this.unit;
      this.pen.fill();
      this.pen.stroke();
    }
  }

  /** @param {Place[]} chain */
  stripe(chain) {
    const pen = this.pen;
    this.path(chain);
    pen.setLineDash([7 * this.unit, 5 * this.unit]);
    pen.strokeStyle = colour("--on-plate");
    pen.lineWidth = 2.2 * this.unit;
    pen.stroke();
    pen.setLineDash([]);
  }

  /**
   * The elevation, as an arc from a hanging upper arm to this one.
   * @param {Place} shoulder
   * @param {Place} elbow
   * @param {number} degrees
   * @param {string} stroke colour
   */
  arc(shoulder, elbow, degrees, stroke) {
    const pen = this.pen;
    const { start, end, counterclockwise } = elevationArc(shoulder, elbow, degrees);
    /** @type {[string, number][]} */
    const lines = [[colour("--cam-case"), 6], [stroke, 3.4]];
    for (const [paint, width] of lines) {
      pen.beginPath();
      pen.arc(shoulder[0], shoulder[1], 30 * this.unit, start, end, counterclockwise);
      pen.lineCap = "butt";
      pen.strokeStyle = paint;
      pen.lineWidth = width * this.unit;
      pen.stroke();
    }
  }

  /**
   * How far raised arms will reach: shaded beyond, in the colour of an alert where they would leave the image.
   * @param {Places} places
   * @param {Place} edges of the image
   */
  reach({ left_shoulder: left, right_shoulder: right }, edges) {
    if (!left || !right) {
      return;
    }
    const { height } = this.canvas;
    const { from, to, fits } = reachOf(left, right, this.unit, edges);
    for (const [x, start, length] of [[from, edges[0], from - edges[0]], [to, to, edges[1] - to]]) {
      this.pen.fillStyle = SHADE;
      this.pen.fillRect(start ?? 0, 0, length ?? 0, height);
      this.line([[x ?? 0, 0], [x ?? 0, height]], fits ? WHITE : colour("--cam-alert"), 3, { dash: [12, 7], cap: "butt" });
    }
  }

  /**
   * Head and shoulders as they are kept to compare with.
   * @param {Places} places
   */
  headAndShoulders(places) {
    for (const [shoulder, ear] of [[places.left_shoulder, places.left_ear], [places.right_shoulder, places.right_ear]]) {
      if (shoulder && ear) {
        const up = shoulder[1] - 6 * this.unit;
        this.line([[shoulder[0], up], [shoulder[0], ear[1]], ear], colour("--cam-steady"), 3.4, { cap: "butt" });
      }
    }
  }
}
