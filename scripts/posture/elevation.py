"""Error of FormCheck's elevation of the upper arm in single rendered frames, by domain.

    python elevation.py DIR/own DIR/dressed

Computes what `BodyMeter.elevation` does, with what it averages over a second taken from the frame itself. With `--joint` also the offset
of the true joint from the pose model's shoulder; with `--choose` also the errors by the share of a missing length that is put back above
horizontal, and the share that the other domains would choose for each.
"""

import argparse
from pathlib import Path

import numpy as np

from formcheck_scripts.posture.crowd import HEIGHT
from formcheck_scripts.posture.sessions import SEEN, centimetres, files, keypoints, scalar
from formcheck_scripts.samples.curves import smooth

ELEVATION = (0, 30, 60, 90, 105, 130, 150)  # as in ShoulderJoint.java
BELOW, INSIDE = (0.103, 0.094, 0.060, 0.048, 0.037, 0.006, 0.0), (0.020, 0.030, 0.038, 0.045, 0.044, 0.022, 0.022)
BELOW_BY_BREADTH, INSIDE_BY_BREADTH = (0.07, 0.07, 0.055, 0.025, 0.02, 0.02, 0.02), (0.045, 0.045, 0.02, 0, 0, 0, 0)
BEFORE, USUAL_BREADTH, NARROW, BROAD = 0.175, 4.96, 4.4, 5.7
FULL_LENGTH, RAISED_SHORT, HANGING_SHORT, SHORT_BAND, NOT_HANGING, HANGING = 0.92, 0.75, 0.55, 0.15, 0.4, 0.65  # as in BodyMeter.java
RAISED_SHARE, WHOLE_SHARE_TO, RAISED_SHARE_FROM = 0.4, 80, 105
DEPTH_FROM, DEPTH_FULL, DEPTH_TO, NO_DEPTH_FROM = 8, 16, 90, 115
SHORTEST_ARM, LONGEST_ARM = 0.74, 1.1
HIPS_SEEN, HIPS_INSIDE = 0.6, 0.99  # visibility, share of the image's height: as in BodyOrientation.java
SHARES = (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1)
TOP = (85, 140)  # degrees of true elevation that count as the top


def ramp(a, b, x):
    """0 up to a, 1 from b, smooth between them."""
    return smooth((x - a) / (b - a))


class Bodies:
    """The frames of one session."""

    def __init__(self, truth):
        self.t = np.load(truth)
        self.p, self.w = keypoints(truth)
        self.front = (self.t["kind"] != "turned") & ~np.isnan(self.p[:, 0, 0])
        p, w = self.p, self.w
        self.shoulders = np.hypot(*(p[:, 11, :2] - p[:, 12, :2]).T)
        eyes = np.hypot(*(p[:, 2, :2] - p[:, 5, :2]).T)
        self.yaw = np.degrees(np.arctan2(w[:, 11, 2] - w[:, 12, 2], w[:, 11, 0] - w[:, 12, 0]))
        self.unit = self.shoulders / np.maximum(0.31, np.abs(np.cos(np.radians(self.yaw))))
        self.breadth = float(np.median((self.shoulders / eyes)[self.front]))
        arms = [np.hypot(*(p[:, s, :2] - p[:, e, :2]).T) for s, e in ((11, 13), (12, 14))]
        longest = np.minimum(np.max(arms, 0) / self.unit, LONGEST_ARM)[self.front].max()
        self.arm = max(SHORTEST_ARM, longest) * self.unit
        axis = (p[:, 23, :2] + p[:, 24, :2]) / 2 - (p[:, 11, :2] + p[:, 12, :2]) / 2
        axis = axis / np.linalg.norm(axis, axis=1, keepdims=True)
        axis[:, 0] *= 1 - np.clip((np.abs(self.yaw) - 8) / 10, 0, 1)
        hips = (p[:, 23, 3] + p[:, 24, 3] >= 2 * HIPS_SEEN) & (p[:, 23, 1] + p[:, 24, 1] < 2 * HIPS_INSIDE * HEIGHT)
        self.down = np.where(hips[:, None], axis / np.linalg.norm(axis, axis=1, keepdims=True), (0, 1))

    def elevation(self, side, corrected=True, raised_share=RAISED_SHARE, no_depth_from=NO_DEPTH_FROM):
        """(frames,) degrees, and the true ones. side: 0 left, 1 right."""
        s, e = ((11, 13), (12, 14))[side]
        d = self.p[:, e, :2] - self.p[:, s, :2]
        along = (d * self.down).sum(1)
        across = np.abs(d[:, 0] * self.down[:, 1] - d[:, 1] * self.down[:, 0])
        apparent = np.degrees(np.arctan2(across, along))
        turn = (1, -1)[side] * self.yaw
        broader = np.clip(self.breadth, NARROW, BROAD) - USUAL_BREADTH
        at = lambda v: np.interp(apparent, ELEVATION, v)
        if corrected:
            along = along - (at(BELOW) - broader * at(BELOW_BY_BREADTH)) * self.arm
            across = across + (at(INSIDE) - broader * at(INSIDE_BY_BREADTH) + BEFORE * np.sin(np.radians(turn))) * self.arm
        full = FULL_LENGTH * self.arm
        square = along**2 + across**2
        missing = np.maximum(0, full**2 - square)
        clearly = RAISED_SHORT + ramp(NOT_HANGING, HANGING, along / full) * (HANGING_SHORT - RAISED_SHORT)
        trust = 1 - ramp(clearly, clearly + SHORT_BAND, np.sqrt(square) / full)
        put_back = 1 - ramp(WHOLE_SHARE_TO, RAISED_SHARE_FROM, apparent) * (1 - raised_share)
        found = np.degrees(np.arctan2(np.sqrt(across**2 + put_back * trust * missing), along))
        depth = np.degrees(np.arctan2(
            np.hypot(self.w[:, e, 0] - self.w[:, s, 0], self.w[:, e, 2] - self.w[:, s, 2]), self.w[:, e, 1] - self.w[:, s, 1]
        ))  # fmt: skip
        share = ramp(DEPTH_FROM, DEPTH_FULL, np.abs(turn)) * np.where(turn > 0, 0.6, 0.3)
        share *= 1 - ramp(no_depth_from + DEPTH_TO - NO_DEPTH_FROM, no_depth_from, apparent)
        return found + share * (depth - found), scalar(self.t, ("left", "right")[side] + "Elevation")

    def joint(self, side):
        """Where the true joint is seen from the model's point: below and inside, in lengths of the upper arm; NaN without true points."""
        joints = list(self.t["jointNames"])
        true = self.t["points"][:, joints.index(("left", "right")[side] + "_shoulder")]
        off = true - self.p[:, (11, 12)[side], :2]
        inwards = (-1, 1)[side]
        return (off * self.down).sum(1) / self.arm, inwards * (off[:, 0] * self.down[:, 1] - off[:, 1] * self.down[:, 0]) / self.arm


def rms(x):
    return np.sqrt(np.mean(x**2))


def choose(domains, yaw):
    """Errors at the top by share put back; by frames, and by medians of a person's good tops."""
    found = {}
    for domain, bodies in domains.items():
        for share, no_depth_from in [(1, 1000), *((s, NO_DEPTH_FROM) for s in SHARES)]:
            errors, people = [], []
            for b in bodies:
                keep = b.front & (np.abs(b.yaw) < yaw)
                arms = [(*b.elevation(side, True, share, no_depth_from), keep) for side in range(2)]
                error = np.concatenate([(e - t)[k & (t > TOP[0]) & (t < TOP[1])] for e, t, k in arms])
                good = np.concatenate([(e - t)[k & (b.t["label"] == "good") & (t > TOP[0]) & (t < TOP[1])] for e, t, k in arms])
                errors.append(error)
                people += [np.median(good)] if len(good) else []
            found[domain, share, no_depth_from] = np.concatenate(errors), np.array(people)
    for (domain, share, no_depth_from), (e, p) in found.items():
        name = f"{share:.1f}" if no_depth_from == NO_DEPTH_FROM else "all, with depth"
        print(f"{domain}: put back {name}: bias {e.mean():+.2f} RMS {rms(e):.2f}; people {p.mean():+.2f} {rms(p):.2f}")
    for left in domains:
        others = [d for d in domains if d != left]
        best = min(SHARES, key=lambda s: sum(rms(found[d, s, NO_DEPTH_FROM][0]) for d in others))
        e = found[left, best, NO_DEPTH_FROM][0]
        print(f"{left} left out: {best} by the others: bias {e.mean():+.2f} RMS {rms(e):.2f}")


def main():
    parser = argparse.ArgumentParser(description="How far elevation is off in rendered frames, by domain.")
    parser.add_argument("domains", nargs="+", type=Path)
    parser.add_argument("--yaw", type=float, default=18, help="frames that are turned farther are left out")
    parser.add_argument("--good", action="store_true", help="good tops alone")
    parser.add_argument("--joint", action="store_true")
    parser.add_argument("--choose", action="store_true")
    given = parser.parse_args()
    if given.choose:
        choose({domain.name: [Bodies(f) for f in files(domain, SEEN)] for domain in given.domains}, given.yaw)
        return
    for domain in given.domains:
        rows = []
        for file in files(domain, SEEN):
            b = Bodies(file)
            for side in range(2):
                found, true = b.elevation(side)
                plain, _ = b.elevation(side, False)
                below, inside = b.joint(side)
                back, shrug = scalar(b.t, ("left", "right")[side] + "Back"), centimetres(b.t, "shrugUp")
                keep = b.front & (np.abs(b.yaw) < given.yaw)
                if given.good:
                    keep &= b.t["label"] == "good"
                rows.append(np.stack([found, true, plain, below, inside, back, shrug, b.yaw], 1)[keep])
        r = np.concatenate(rows)
        top = (r[:, 1] > TOP[0]) & (r[:, 1] < TOP[1])
        error = lambda k, m, r=r: f"bias {np.mean(r[m, k] - r[m, 1]):+5.2f} RMS {np.sqrt(np.mean((r[m, k] - r[m, 1]) ** 2)):5.2f}"
        print(f"{domain.name}: {len(rows) // 2} sessions, {top.sum()} arms at the top: {error(0, top)}; uncorrected {error(2, top)}")
        for low, high in ((5, 40), (40, 70), (70, 90), (90, 110), (110, 130), (130, 155)):
            m = (r[:, 1] >= low) & (r[:, 1] < high)
            if m.any():
                print(f"  {low:3}-{high:3}: {m.sum():5} {error(0, m)}; uncorrected {error(2, m)}; elbows back {error(0, m & (r[:, 5] > 0))}"
                      + (f"; joint below {np.median(r[m, 3]):.3f} inside {np.median(r[m, 4]):.3f}" if given.joint else ""))  # fmt: skip


if __name__ == "__main__":
    main()
