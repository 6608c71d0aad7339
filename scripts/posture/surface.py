"""What one view could tell of chest opening, if points of the body were followed exactly: the limit of the question itself.

    python surface.py --people 3000 3199 --into FILE.npz      # no picture is rendered
    python surface.py --from FILE.npz

Joints and 64 points of the front of trunk and neck, the same on everybody, as the camera of a session has them. A small network
gets their places in shoulder widths, compared with the person's own calibration, and noise of some pixels
of a 640 x 480 picture. Of 200 people 20 calibrate the chance and 50 judge.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "samples"))

import numpy as np

JOINTS = ("upperarm01.L", "upperarm01.R", "lowerarm01.L", "lowerarm01.R", "wrist.L", "wrist.R", "upperleg01.L",
          "upperleg01.R", "head", "neck01", "eye.L", "eye.R")  # fmt: skip
LEARNED, CALIBRATING = 0.65, 0.75  # shares of the people, in their order, up to which they do so
LOWEST = 0.79  # shoulder widths below the shoulders that the points reach


def front(body):
    """Vertices of the front from the hips to the throat, in a grid of 7 x 10."""
    from body import vertex_normals
    from figure import BODY_VERTICES

    rest, shoulder, hip = body.rest, body.heads["upperarm01.L"], body.heads["upperleg01.L"]
    normals = vertex_normals(rest, body.triangles[body.groups == "body"])
    half = shoulder[0]
    found = [i for i in body.vertex_groups["body"] if i < BODY_VERTICES and normals[i, 1] < -0.3
             and abs(rest[i, 0]) < 1.1 * half and hip[2] < rest[i, 2] < body.heads["head"][2] - 0.02]  # fmt: skip
    found, chosen = np.array(found), []
    for x in np.linspace(-1, 1, 7) * half:
        for z in np.linspace(hip[2] + 0.02, shoulder[2] + 0.08, 10):
            away = np.hypot(rest[found, 0] - x, rest[found, 2] - z)
            if away.min() < 0.03 and found[np.argmin(away)] not in chosen:
                chosen.append(found[np.argmin(away)])
    return np.array(chosen)


def see(first, last, into):
    from types import SimpleNamespace

    import crowd
    from body import Body
    from camera import Camera
    from posing import PARAMETERS, pose
    from render_crowd import HEIGHT, SCALARS, SESSIONS, WIDTH, acceptable

    points, rows = None, []
    for number in range(first, last + 1):
        body = Body(crowd.look(number)["body"])
        points = front(body) if points is None else points
        for index in range(SESSIONS):
            r = np.random.default_rng([7003, number, index])
            if index:
                crowd.shirt(r)  # drawn as render_crowd.py draws, though nothing of it is seen here
            options = crowd.camera(r, acceptable(SimpleNamespace(body=body)))
            if options is None:
                continue
            crowd.surroundings(r)
            camera = Camera(**options).placed(body.heads["upperarm01.L"][2], WIDTH, HEIGHT)
            for kind, label, parameters in crowd.Postures(r, crowd.manner(number), 20.0).session():
                if kind == "turned" or label == "usual":
                    continue
                p = {**PARAMETERS, **parameters}
                rotations, positions = pose(body, p)
                skin = body.skin(rotations, positions, body.rest[points], body.weights[points])
                seen = [camera.project(q) for q in [*(positions[j] for j in JOINTS), *skin]]
                tag = {"tall": 0, "most": 1, "forward": 2}.get(label, 3)
                elevation = (p["leftElevation"] + p["rightElevation"]) / 2
                rows.append((SESSIONS * (number - first) + index, tag, elevation, [p[s] for s in SCALARS], np.ravel(seen)))
    columns = [np.array(c, "f4" if k > 1 else int) for k, c in enumerate(zip(*rows))]
    np.savez(into, **dict(zip(("session", "tag", "el", "scalars", "pts"), columns)), names=np.array(SCALARS))


def places(d, which, noise):
    """Places of the points in shoulder widths, and their differences to sitting tall and to both raises."""
    r = np.random.default_rng(0)
    points = d["pts"].reshape(len(d["el"]), -1, 2)
    noisy = points[:, which] + r.normal(0, noise, (len(points), len(which), 2))
    out = np.zeros((len(points), 8 * len(which)), "f4")
    for s in np.unique(d["session"]):
        k = np.flatnonzero(d["session"] == s)
        tag, e = d["tag"][k], d["el"][k] / 90 - 1.2
        tall = points[k[tag == 0]]
        width = np.median(np.linalg.norm(tall[:, 0] - tall[:, 1], axis=1))
        q = ((noisy[k] - tall[:, :2].mean((0, 1))) / width).reshape(len(k), -1)
        blocks = [q, q - np.median(q[tag == 0], 0)]
        for lesson in (1, 2):
            shown = e[tag == lesson]
            powers = lambda v: np.stack([v**0, v, v * v], 1)  # noqa: E731
            a = powers(shown)
            curve = np.linalg.solve(a.T @ a + np.diag([0, 0.02, 0.02]), a.T @ q[tag == lesson])
            blocks.append(q - powers(np.clip(e, shown.min() - 0.1, shown.max() + 0.1)) @ curve)
        out[k] = np.concatenate(blocks, 1)
    return out


def fit(d, name, features, people=None):
    """Learns, calibrates, judges, and prints one line."""
    import torch
    from torch import nn

    from heads import area, logistic

    torch.manual_seed(0)
    person = d["session"] // 2
    count, tested = person.max() + 1, d["tag"] >= 3
    learn = tested & (person < (people or LEARNED * count))
    calibrate = tested & (person >= LEARNED * count) & (person < CALIBRATING * count)
    judge = tested & (person >= CALIBRATING * count)
    e = d["el"][:, None] / 90 - 1.2
    features = np.concatenate([features, e, e * e], 1).astype("f4")
    middle, spread = features[learn].mean(0), features[learn].std(0) + 1e-4
    x = torch.as_tensor(np.clip((features - middle) / spread, -5, 5))
    truth = lambda n: d["scalars"][:, list(d["names"]).index(n)]  # noqa: E731
    extension = truth("extension")
    y = torch.as_tensor(np.stack([extension / 6, truth("lean") / 4, truth("slouch") / 8, truth("hollow") / 4], 1))
    net = nn.Sequential(
        nn.Linear(x.shape[1], 128), nn.ReLU(), nn.Dropout(0.1), nn.Linear(128, 96), nn.ReLU(), nn.Dropout(0.1), nn.Linear(96, 5)
    )
    rows = torch.as_tensor(np.flatnonzero(learn))
    steps = 30 * (max(len(rows), 8000) // 256)
    optimiser = torch.optim.AdamW(net.parameters(), 2e-3, weight_decay=2e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=steps)
    for _ in range(steps):
        batch = rows[torch.randint(len(rows), (256,))]
        out = net(x[batch])
        loss = nn.functional.smooth_l1_loss(out[:, :4], y[batch]) + nn.functional.smooth_l1_loss(out[:, 0], y[batch, 0])
        doubt = out[:, 4].clamp(-3, 2)
        loss = loss + 0.2 * ((out[:, 0].detach() - y[batch, 0]).abs() * torch.exp(-doubt) + doubt).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    net.eval()
    with torch.inference_mode():
        out = net(x).numpy()
    away = 6 * out[:, 0] - 5.5
    evidence = np.stack([away / 7, away / (6 * np.exp(np.clip(out[:, 4], -3, 2)))], 1)
    clear, yes = ((extension >= 9) | (extension <= 2)) & (d["el"] > 60), extension >= 9
    w = logistic(evidence[calibrate & clear], yes[calibrate & clear])
    chance = (1 / (1 + np.exp(-np.clip(evidence @ w[:2] + w[2], -30, 30))))[judge & clear]
    yes = yes[judge & clear]
    told = np.maximum(chance, 1 - chance) >= 0.9
    right = ((chance > 0.5) == yes)[told].mean()
    print(f"{name:55} {len(np.unique(person[learn])):4} people   AUC {area(chance, yes):.3f}   right {right:.3f}   "
          f"unjudged {1 - told.mean():.3f}", flush=True)  # fmt: skip


def limits(file):
    d = dict(np.load(file))
    points = d["pts"].reshape(len(d["el"]), -1, 2)
    tall = points[d["tag"] == 0]
    middle, width = tall[:, :2, 1].mean(1), np.linalg.norm(tall[:, 0] - tall[:, 1], axis=1)
    below = np.median((tall[:, :, 1] - middle[:, None]) / width[:, None], 0)
    joints, surface = list(range(len(JOINTS))), np.arange(len(JOINTS), points.shape[1])
    crop = [0, 1, 8, 9, 10, 11, *surface[below[surface] < LOWEST]]
    for noise in (0, 2):
        fit(d, f"joints, {noise} px", places(d, joints, noise))
    for noise in (0.3, 1, 2, 3):
        fit(d, f"surface in the crop, shoulders, head, {noise} px", places(d, crop, noise))
    for noise in (0.3, 1):
        fit(d, f"all of the surface, joints, {noise} px", places(d, [*joints, *surface], noise))
    arms = places(d, [*crop, 2, 3, 4, 5], 1)
    for people in (15, 30, 60, 130):
        fit(d, "surface in the crop, shoulders, head, arms, 1 px", arms, people)


def main():
    parser = argparse.ArgumentParser(description="What one view could tell of chest opening.")
    parser.add_argument("--people", nargs=2, type=int, metavar=("FIRST", "LAST"))
    parser.add_argument("--into", type=Path)
    parser.add_argument("--from", dest="file", type=Path)
    given = parser.parse_args()
    if bool(given.people and given.into) == bool(given.file):
        parser.error("either --people and --into, or --from")
    if given.file:
        limits(given.file)
    else:
        see(*given.people, given.into)


if __name__ == "__main__":
    main()
