"""Verdicts on repetitions, with the margins in which both verdicts are right."""

import numpy as np

from formcheck_scripts.samples.truth_times import SAMPLES_A_SECOND, cycles, dips, seen_times

# below the first a fault beyond doubt, up to the second both verdicts are right
ELBOW_HEIGHT = {"usual": (78.0, 92.0), "larger-range": (108.0, 122.0)}
RANGE_OF_MOTION = {"usual": (40.0, 55.0), "larger-range": (90.0, 105.0)}
SECONDS_PER_90 = (1.15, 1.65)
LOWERED_SHARE = (0.55, 0.72)
ASYMMETRY = (24.0, 14.0)  # above the first a fault, above the second both

TRUNK_SWING = (9.0, 4.0)  # degrees that the trunk tips during the raise


def _below(value, limits):
    """'fault' below the first limit, 'either' below the second, else nothing."""
    return "fault" if value < limits[0] else "either" if value < limits[1] else None


def classify(variant, tops, way_down, way_up, lowering_seconds, swing=0.0):
    """Verdict by kind of fault, 'fault' or 'either', for the kinds that apply."""
    reach = "larger-range" if variant == "larger-range" else "usual"
    difference = abs(tops["left"] - tops["right"])
    verdicts = {
        "elbow-height": _below(min(tops.values()), ELBOW_HEIGHT[reach]),
        "fast-descent": _below(lowering_seconds * 90.0 / max(way_down, 1.0), SECONDS_PER_90),
        "asymmetry": "fault" if difference > ASYMMETRY[0] else "either" if difference > ASYMMETRY[1] else None,
        "half-repetition": _below(way_down / max(way_up, 1.0), LOWERED_SHARE),
        "range-of-motion": _below(way_down, RANGE_OF_MOTION[reach]),
        "trunk-swing": "fault" if swing > TRUNK_SWING[0] else "either" if swing > TRUNK_SWING[1] else None,
    }
    return {kind: verdict for kind, verdict in verdicts.items() if verdict}


def repetitions(movement, variant):
    """The measured repetitions of a movement."""
    times = np.arange(0.0, movement.seconds, 1.0 / SAMPLES_A_SECOND)
    arms = {side: movement.elevation(side, times) for side in ("left", "right")}
    mean = (arms["left"] + arms["right"]) / 2
    planned, usual_bottom = cycles(movement, times, mean)
    found = []
    for p in planned:
        s = seen_times(times, mean, p.since, p.until)
        moving = (times >= s["start"]) & (times <= s["bottom"])
        ending = (times >= s["loweringStart"]) & (times <= s["bottom"] + 0.25)
        tops = {side: float(arms[side][moving].max()) for side in arms}
        bottom = {side: float(arms[side][ending].min()) for side in arms}
        seconds = s["bottom"] - s["loweringStart"]
        rising = (times >= s["start"] - 0.3) & (times <= s["top"])
        verdicts = classify(
            variant,
            tops,
            s["highest"] - s["after"],
            s["highest"] - min(s["before"], usual_bottom),
            seconds,
            float(np.ptp(movement.lean(times[rising]))),
        )
        short = dips(p, s, movement, times, mean)
        if short:
            verdicts["half-repetition"] = _below(min(share for _, _, share in short), LOWERED_SHARE) or "either"
            verdicts.pop("fast-descent", None)  # another raise interrupted the lowering
        faults = [k for k, v in verdicts.items() if v == "fault"]
        found.append(
            {
                "start": round(s["start"], 3),
                "top": round(s["top"], 3),
                "loweringStart": round(s["loweringStart"], 3),
                "bottom": round(s["bottom"], 3),
                "loweringSeconds": None if short else round(seconds, 3),
                "topElevation": {side: round(v, 1) for side, v in tops.items()},
                "bottomElevation": {side: round(v, 1) for side, v in bottom.items()},
                "attempted": True,
                "valid": "elbow-height" not in faults,
                "faults": faults,
                "either": [k for k, v in verdicts.items() if v == "either"] + (["fast-descent"] if short else []),
                "dips": [[round(begin, 3), round(end, 3)] for begin, end, _ in short],
            }
        )
    return found


def counts(found):
    """Counts, and every count that is right where a repetition is within a margin."""
    valid = sum(r["valid"] for r in found)
    # Too near the limit: both counts can be defended.
    less = sum(r["valid"] and "elbow-height" in r["either"] for r in found)
    return {
        "attempted": len(found),
        "valid": valid,
        "attemptedAccept": [len(found)],
        "validAccept": list(range(valid - less, valid + 1)),
    }
