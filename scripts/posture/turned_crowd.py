"""Cameras and postures of people who have turned their chair for the check of the head: all from seeds."""

from formcheck_scripts.posture import crowd

TALL_HOLDS, USUAL_HOLDS = 2, 5
LAP = (-0.12, 0.85, -0.52)


def camera(r, acceptable):
    """Options of `camera.Camera`, as webcams and laptops have them; None if no try showed the person."""
    return crowd.first_acceptable(
        lambda: {
            "distance": float(r.uniform(0.85, 1.9)),
            "height": float(r.uniform(-0.32, 0.34)),
            "yaw": float(r.normal(0, 3)),
            "aim": float(r.uniform(-0.25, 0.30)),
            "aside": float(r.uniform(-0.15, 0.15)),
            "field": float(r.uniform(40, 60)),
        },
        acceptable,
    )


class Holds:
    """The postures of one session: (kind, hold, degrees turned, parameters of `posing.pose` before the person is turned)."""

    def __init__(self, r, habit, turn):
        self.r, self.habit, self.turn = r, habit, turn
        self.look_back = r.uniform(0, 0.45) if r.random() < 0.5 else 0.0  # towards the screen, share of the way
        self.found = []

    def _arms(self, p):
        r = self.r
        lap = r.random() < 0.5
        for side in ("left", "right"):
            e = float(r.uniform(8, 24))
            forward = r.normal(0, 6), r.normal(0, 6)
            p[side + "Elevation"], p[side + "Back"] = e, float(r.uniform(-28, -12) if lap else r.uniform(-12, 6))
            p[side + "Forearm"] = LAP if lap else crowd.forearm(e, *forward)
            p[side + "Palm"] = (0.0, -0.45, -0.9) if lap else (-0.25, 1.0, 0.0)
            p[side + "Grip"] = float(r.uniform(10, 50))

    def hold(self, kind, **chosen):
        """One posture, kept for some seconds."""
        r = self.r
        n = lambda s: float(r.normal(0, s))
        turn = self.turn + n(3)
        base = {
            "lean": n(1.5), "roll": n(1.5), "swayX": n(0.015), "swayY": n(0.015), "swayZ": n(0.004),
            "headYaw": -self.look_back * self.turn * r.uniform(0.6, 1.2) + n(4),
            "headPitch": n(4.5) if kind == "tall" else n(6), "headRoll": n(2.5), **chosen,
        }  # fmt: skip
        self._arms(base)
        self.found.append((kind, len(self.found), turn, base))

    def session(self):
        r, h = self.r, self.habit
        n = lambda s: r.normal(0, s)
        mixed = lambda small, low, high, share=0.5: abs(n(small)) if r.random() < share else r.uniform(low, high)
        for _ in range(TALL_HOLDS):
            self.hold("tall", headForward=abs(n(1.2)), slouch=abs(n(1.2)), shrug=abs(n(1)),
                      retraction=r.uniform(-1, 6), extension=r.uniform(0, 6))  # fmt: skip
        for _ in range(USUAL_HOLDS):
            self.hold(
                "usual",
                headForward=mixed(1.2, 3, 16, 0.45), slouch=mixed(1.5, 3, 20), shrug=mixed(1, 2, 12, 0.65),
                retraction=h["usualRetraction"] + n(3), extension=n(1.5), hollow=0 if r.random() < 0.7 else r.uniform(0, 10),
                lean=n(2) if r.random() < 0.6 else r.uniform(-12, 10),
            )  # fmt: skip
        return self.found
