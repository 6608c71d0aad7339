// What is drawn on the picture. Points come in pixels of the source, not mirrored; the picture is shown mirrored and cut to
// its frame, and so are they.

/** A picture that loses more than this to its frame is shown whole, with bars beside it: raised hands have to be seen. */
const MOST_CUT = 1.08;
const STYLE = getComputedStyle(document.documentElement);
const colour = (name) => STYLE.getPropertyValue(name).trim();

export class Overlay {
  constructor(canvas) {
    this.canvas = canvas;
    this.pen = canvas.getContext("2d");
    this.observer = new ResizeObserver(() => this.fit());
    this.observer.observe(canvas);
    this.fit();
  }

  fit() {
    const box = this.canvas.getBoundingClientRect();
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    this.canvas.width = Math.max(1, Math.round(box.width * ratio));
    this.canvas.height = Math.max(1, Math.round(box.height * ratio));
    if (this.last) {
      this.draw(this.last);
    }
  }

  clear() {
    this.last = null;
    this.pen.setTransform(1, 0, 0, 1, 0, 0);
    this.pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
  }

  draw(frame) {
    this.clear();
    this.last = frame;
    if (!frame.points) {
      return;
    }
    // As object-fit does it, mirrored. A picture that turned in mid-session is shown in its own shape, and was judged with bars.
    const shape = frame.shown ?? frame;
    const fit = Math.min(frame.width / shape.width, frame.height / shape.height);
    const bars = [(frame.width - shape.width * fit) / 2, (frame.height - shape.height * fit) / 2];
    const scales = [this.canvas.width / shape.width, this.canvas.height / shape.height];
    const whole = Math.max(...scales) / Math.min(...scales) > MOST_CUT;
    this.canvas.parentElement.classList.toggle("whole", whole);
    const scale = whole ? Math.min(...scales) : Math.max(...scales);
    const left = (this.canvas.width - shape.width * scale) / 2;
    const top = (this.canvas.height - shape.height * scale) / 2;
    this.unit = Math.max(this.canvas.width, this.canvas.height) / 480;
    this.at = (point) => [
      this.canvas.width - left - ((point[0] - bars[0]) / fit) * scale,
      top + ((point[1] - bars[1]) / fit) * scale,
    ];
    const points = {};
    for (const [name, point] of Object.entries(frame.points)) {
      points[name] = this.at(point);
    }
    if (frame.stage === "placement") {
      this.room(frame, points);
    }
    if (frame.stage === "baseline" || frame.stage === "raise-most" || frame.stage === "raise-forward" || (frame.stage === "countdown" && frame.baseline)) {
      this.frameOfSelf(points);
    }
    if (!points.left_shoulder || !points.right_shoulder) {
      return;
    }
    if (frame.stage === "set" || frame.stage === "countdown" || frame.stage === "rest") {
      this.level(points);
    }
    this.trunk(points);
    this.arm(frame.left, points.left_shoulder, points.left_elbow, points.left_wrist, frame.stage === "set");
    this.arm(frame.right, points.right_shoulder, points.right_elbow, points.right_wrist, frame.stage === "set");
  }

  line(points, stroke, width, dash = [], cap = "round") {
    const pen = this.pen;
    const path = () => {
      pen.beginPath();
      points.forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    };
    pen.lineJoin = "round";
    pen.lineCap = cap;
    pen.setLineDash([]);
    path();
    pen.strokeStyle = colour("--cam-case");
    pen.lineWidth = (width + 2.6) * this.unit;
    pen.stroke();
    pen.setLineDash(dash.map((length) => length * this.unit));
    path();
    pen.strokeStyle = stroke;
    pen.lineWidth = width * this.unit;
    pen.stroke();
    pen.setLineDash([]);
  }

  /** The line that the elbows have to reach, at the height of the shoulders. */
  level(points) {
    const y = (points.left_shoulder[1] + points.right_shoulder[1]) / 2;
    const pen = this.pen;
    this.line([[0, y], [this.canvas.width, y]], "#fff", 1.8, [9, 6], "butt");
    const width = 36 * this.unit;
    const height = 24 * this.unit;
    const x = this.canvas.width - width - 6 * this.unit;
    pen.fillStyle = "rgba(8, 16, 14, .86)";
    pen.beginPath();
    pen.roundRect(x, y - height / 2, width, height, 3 * this.unit);
    pen.fill();
    pen.fillStyle = "#fff";
    pen.font = `700 ${17 * this.unit}px ${colour("--font")}`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText("90°", x + width / 2, y + this.unit);
  }

  trunk(points) {
    const { left_shoulder: l, right_shoulder: r, left_hip: lh, right_hip: rh } = points;
    const middle = [(l[0] + r[0]) / 2, (l[1] + r[1]) / 2];
    if (lh && rh) {
      this.line([middle, [(lh[0] + rh[0]) / 2, (lh[1] + rh[1]) / 2]], "#fff", 2.6);
    }
    this.line([l, r], "#fff", 2.6);
  }

  /** Blue as planned, double where high enough, dashed orange for a fault, dashed grey where it cannot be judged. */
  arm(arm, shoulder, elbow, wrist, withArc) {
    if (!shoulder || !elbow) {
      return;
    }
    const chain = wrist ? [shoulder, elbow, wrist] : [shoulder, elbow];
    if (arm.state === "unseen") {
      this.line(chain, colour("--cam-unknown"), 3.4, [3, 7]);
      return;
    }
    const fault = arm.state === "fault";
    const stroke = fault ? colour("--cam-alert") : withArc ? colour("--cam-steady") : "#fff";
    this.line(chain, stroke, fault ? 7 : arm.state === "reached" && withArc ? 7 : 5);
    if (fault) {
      this.stripe(chain);
    }
    if (withArc && arm.elevation !== undefined) {
      this.arc(shoulder, elbow, arm.elevation, stroke);
    }
    for (const [x, y] of [shoulder, elbow]) {
      this.pen.beginPath();
      this.pen.arc(x, y, 4.6 * this.unit, 0, 2 * Math.PI);
      this.pen.fillStyle = "#fff";
      this.pen.strokeStyle = colour("--cam-case");
      this.pen.lineWidth = 1.8 * this.unit;
      this.pen.fill();
      this.pen.stroke();
    }
  }

  stripe(chain) {
    const pen = this.pen;
    pen.beginPath();
    chain.forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.setLineDash([7 * this.unit, 5 * this.unit]);
    pen.strokeStyle = colour("--on-plate");
    pen.lineWidth = 2.2 * this.unit;
    pen.stroke();
    pen.setLineDash([]);
  }

  /** The elevation, from hanging down to the upper arm. */
  arc(shoulder, elbow, degrees, stroke) {
    const pen = this.pen;
    const outwards = elbow[0] > shoulder[0] ? 1 : -1;
    const radius = 30 * this.unit;
    const end = Math.PI / 2 - (outwards * degrees * Math.PI) / 180;
    for (const [paint, width] of [[colour("--cam-case"), 6], [stroke, 3.4]]) {
      pen.beginPath();
      pen.arc(shoulder[0], shoulder[1], radius, Math.PI / 2, end, outwards > 0);
      pen.lineCap = "butt";
      pen.strokeStyle = paint;
      pen.lineWidth = width * this.unit;
      pen.stroke();
    }
  }

  /** How far raised arms will reach: shaded beyond, dashed where they would leave the picture. */
  room(frame, points) {
    const { left_shoulder: l, right_shoulder: r } = points;
    if (!l || !r) {
      return;
    }
    const width = Math.abs(l[0] - r[0]);
    const middle = (l[0] + r[0]) / 2;
    const half = Math.max(1.9 * width, 70 * this.unit);
    const pen = this.pen;
    const ok = middle - half > 0 && middle + half < this.canvas.width;
    for (const side of [-1, 1]) {
      const x = Math.min(this.canvas.width - 2, Math.max(2, middle + side * half));
      pen.fillStyle = "rgba(8, 16, 14, .45)";
      pen.fillRect(side < 0 ? 0 : x, 0, side < 0 ? x : this.canvas.width - x, this.canvas.height);
      this.line([[x, 0], [x, this.canvas.height]], ok ? "#fff" : colour("--cam-alert"), 3, [12, 7], "butt");
    }
  }

  /** Head and shoulders, as they are being kept to compare with. */
  frameOfSelf(points) {
    for (const side of ["left", "right"]) {
      const shoulder = points[`${side}_shoulder`];
      const ear = points[`${side}_ear`];
      if (shoulder && ear) {
        const up = shoulder[1] - 6 * this.unit;
        this.line([[shoulder[0], up], [shoulder[0], ear[1]], ear], colour("--cam-steady"), 3.4, [], "butt");
      }
    }
  }
}
