"""Checks what dressed/shoulders.py promises of its truth; nothing is drawn, and only the body's data is needed.

    python check_dressed.py [--people N]

Fails with a line for each promise that does not hold: the shoulder blade's turns during a plain raise, their spread between people;
that an arm is where it was asked to be; that a factor that is zero moves nothing, and one that is not moves what is named after it and
in its direction; that a session has what a calibration needs.
"""

import argparse
import sys

import numpy as np

from formcheck_scripts.posture.dressed import appearance, postures, shoulders
from formcheck_scripts.posture.measured import CENTIMETRES, Measure, targets
from formcheck_scripts.samples.body import Body
from formcheck_scripts.samples.posing import PARAMETERS

RAISE = {"up": (31, 5), "back": (13, 4), "forward": (-1, 7)}  # degrees from 30 to 120 of elevation: mean, standard deviation
MANNERS = 400
FACTORS = {"blades": {"retraction": 15.0, "squeeze": 0.008}, "extension": {"extension": 12.0}, "shrug": {"shrug": 12.0},
           "slouch": {"slouch": 16.0}, "head": {"headForward": 10.0}, "lean": {"lean": 9.0}}  # fmt: skip
LEAST = {"blades": 1.5, "extension": 10.0, "shrug": 1.5, "slouch": 2.0, "head": 1.2, "lean": 8.0}  # centimetres, or degrees
CALIBRATION = {"tall": 3, "most": 4, "forward": 4}


def scapula(body, how, elevation):
    """Degrees up, back and forward of the left shoulder blade on the thorax."""
    turned, _ = shoulders.pose(body, how, {"leftElevation": elevation, "rightElevation": elevation})
    m = turned["spine01"].T @ turned["shoulder01.L"]
    return np.degrees((np.arcsin(m[2, 0]), -np.arctan2(m[2, 1], m[2, 2]), -np.arctan2(m[1, 0], m[0, 0])))


def raises(body):
    moved, resting = [], []
    for k in range(MANNERS):
        how = shoulders.manner(np.random.default_rng([8104, k]))
        resting.append(scapula(body, how, 30)[2])
        moved.append(scapula(body, how, 120) - scapula(body, how, 30))
    for (name, (mean, spread)), found in zip(RAISE.items(), np.transpose(moved)):
        if abs(found.mean() - mean) > 1.5 or abs(found.std() - spread) > 1.2:
            yield f"the blade turns {name} by {found.mean():.1f} ({found.std():.1f}) degrees, not {mean} ({spread})"
    if abs(np.std(resting) - shoulders.BETWEEN_PEOPLE) > 1.5:
        yield f"blades at rest differ by {np.std(resting):.1f} degrees between people"


def person(number):
    body, how = Body(appearance.look(number)["body"]), shoulders.manner(np.random.default_rng([8104, number]))
    measure = Measure(lambda parameters: shoulders.pose(body, how, parameters))

    def measured(parameters):
        angles, moved = measure.angles(parameters), dict(zip(CENTIMETRES, measure.centimetres(parameters)))
        return targets(moved.__getitem__, angles.__getitem__)

    frames = postures.Session(np.random.default_rng([8105, number]), 40).all()
    for label, wanted in CALIBRATION.items():
        if sum(f[1] == label for f in frames) < wanted:
            yield f"person {number} calibrates {label} fewer than {wanted} times"
    for kind, label, asked in frames:
        asked = {**PARAMETERS, **asked}
        for name, found in measure.angles(asked).items():
            if abs(found - asked[name]) > 0.05:
                yield f"person {number}, {kind} {label}: {name} is {found:.2f}, asked for was {asked[name]:.2f}"
    raised = {**PARAMETERS, "leftElevation": 100.0, "rightElevation": 100.0, "leftForearm": (0, 0, 1), "rightForearm": (0, 0, 1)}
    nothing = measured(raised)
    for name, factor in FACTORS.items():
        if abs(nothing[name]) > 1e-6:
            yield f"person {number}: {name} is {nothing[name]:.3f} where nothing was asked for"
        found = measured({**raised, **factor})
        if found[name] < LEAST[name]:
            yield f"person {number}: {factor} gives {name} {found[name]:.2f}, less than {LEAST[name]}"
        for other in FACTORS:
            if other != name and abs(found[other]) > 1e-6:
                yield f"person {number}: {factor} also gives {other} {found[other]:.3f}"


def main():
    parser = argparse.ArgumentParser(description="Holds what the second kind of people promises of its truth.")
    parser.add_argument("--people", type=int, default=3)
    given = parser.parse_args()
    wrong = list(raises(Body(appearance.look(0)["body"])))
    for number in range(given.people):
        wrong += person(number)
    print("\n".join(wrong) if wrong else f"{given.people} people and {MANNERS} manners hold.")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
