"""Learns posture from rendered sessions.

    python train.py --from DIR --into DIR [--epochs N] [--threads N] [--skin W] [--chest W] [--coarse SHARE]
    torchrun --nproc-per-node 2 train.py ... --threads 1       # a session of each pair in each process: faster

Reads what render_crowd.py and see_crowd.py have left. Every sixth person, and all from the 145th on, are kept apart to calibrate
the probabilities. With `--skin 0.5` the encoder has to say besides where the skin is under the cloth (skin_crowd.py), `--chest 1.5`
weighs extension more, and `--coarse 0.92` convolves in bfloat16 in that share of the epochs.
"""

import argparse
import os
import time
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.distributed
from torch import nn

import cues
import looks
import network
from crowd import HEIGHT, MIRRORED, SKIN_POINTS, WIDTH
from network import BLOCK, CUES, RAW, TARGETS, UNITS, Encoder, Head, compare_looks

KEPT_APART = 6
LEARNERS = 144  # people with this number and above only calibrate, besides every sixth of those before
SKIN_UNIT = 8  # pixels of the crop
loss_of = nn.functional.smooth_l1_loss
RANK, SHARED = int(os.environ.get("RANK", "0")), "WORLD_SIZE" in os.environ
"""As torchrun sets them, for two processes."""
LEVELS = ((0, 0, 0, 0), (1, 0, 0, 0), (1, 1, 0, 0), (1, 1, 1, 0), (1, 0, 0, 1), (1, 1, 0, 1), (1, 1, 1, 1))
"""What there may be of sitting tall, raise with the most squeeze, raise with the elbows forward, and a picture."""
LEVEL_SHARES = (0.08, 0.08, 0.08, 0.16, 0.12, 0.12, 0.36)


def truths(t):
    s = lambda n: t["scalars"][:, list(t["scalarNames"]).index(n)]  # noqa: E731
    c = lambda n: t["centimetres"][:, list(t["centimetreNames"]).index(n)]  # noqa: E731
    found = {
        "blades": c("shoulderBack") + c("shoulderIn"),
        "extension": s("extension"),
        "shrug": c("shrugUp"),
        "slouch": c("slouchHeadForward"),
        "head": c("headForward"),
        "back": (s("leftBack") + s("rightBack")) / 2,
        "lean": s("lean"),
    }
    return np.stack([found[n] for n in TARGETS], 1)


def read(truth):
    """One session, ready to be learned from; its crops are kept beside it."""
    t, seen = np.load(truth), np.load(truth.with_suffix(".seen.npz"))
    points, world = seen["points"].astype(float), seen["world"].astype(float)
    usable = ~np.isnan(points[:, 0, 0])
    cut = truth.with_suffix(".looks.npz")
    if not cut.exists():
        width = looks.shoulder_width(points[t["label"] == "tall"])
        crops, places = np.zeros((len(points), looks.HEIGHT, looks.WIDTH), "u1"), np.zeros((len(points), 3))
        for k in np.flatnonzero(usable):
            luma = cv2.imread(str(truth.with_suffix("") / f"{k:03d}.jpg"), cv2.IMREAD_GRAYSCALE)
            places[k] = looks.place(points[k], width)
            crops[k] = looks.crop(luma, *places[k])
        np.savez(cut, crops=crops, places=places)
    cut = np.load(cut)
    joints = list(t["jointNames"])
    shoulders = t["points"][:, [joints.index("left_shoulder"), joints.index("right_shoulder")]]
    places = np.maximum(cut["places"], 1e-6)
    at = (shoulders - cut["places"][:, None, 1:]) / places[:, :1, None]
    at = (at - (looks.WIDTH / 2, looks.HEIGHT * looks.ABOVE)) / 40
    followed = truth.with_suffix(".skin.npz")  # needed for --skin alone
    skin = np.load(followed)["points"] if followed.exists() else np.full((len(points), SKIN_POINTS, 2), np.nan)
    inside = ((skin >= 0) & (skin < (WIDTH, HEIGHT))).all(2)
    skin = (skin - cut["places"][:, None, 1:]) / places[:, :1, None]
    inside &= ((skin >= 0) & (skin < (looks.WIDTH, looks.HEIGHT))).all(2)
    measured = cues.measure(np.nan_to_num(points), np.nan_to_num(world))
    return {
        "person": int(truth.name[:4]),
        "session": truth.name,
        "crops": cut["crops"][usable],
        "cues": measured[usable],
        "elevation": measured[usable, cues.ELEVATION],
        "truth": truths(t)[usable],
        "shoulders": at.reshape(-1, 4)[usable],
        "skin": skin[usable].astype("f4"),
        "inside": inside[usable].astype("f4"),
        "kind": t["kind"][usable],
        "label": t["label"][usable],
        "sleeve": float(t["sleeve"]),
        "pitch": float(t["pitch"]),
        "equipment": str(t["equipment"]),
        "yaw": float(t["camera"][list(t["cameraNames"]).index("yaw")]),
    }


def is_learned_from(person):
    """Whether a person's sessions move the weights; of all others the chances are calibrated."""
    return person < LEARNERS and person % KEPT_APART != 0


def sessions(folder, wanted=lambda person: True):
    """All sessions of a folder, or those of the people that are wanted."""
    files = sorted(p for p in folder.glob("????-?.npz") if p.with_suffix(".seen.npz").exists())
    return [read(p) for p in files if wanted(int(p.name[:4]))]


def compared(s, level):
    """Cues of a session compared with its calibration, as the level allows; 0 where there is none."""
    g = lambda label, there: s["cues"][s["label"] == label] if there and (s["label"] == label).any() else None  # noqa: E731
    calibration = cues.Calibration(g("tall", level[0]), g("most", level[1]), g("forward", level[2]))
    found = calibration.compare(s["cues"])
    return np.nan_to_num(found[:, np.r_[0:RAW, BLOCK : 4 * BLOCK]]).astype("f4")


def compared_looks(s, embedded, level):
    e = torch.as_tensor(s["elevation"], dtype=torch.float32)
    g = lambda label, there: (  # noqa: E731
        (embedded[torch.as_tensor(s["label"] == label)], e[torch.as_tensor(s["label"] == label)]) if there else None
    )
    return compare_looks(embedded, e, g("tall", level[0]), g("most", level[1]), g("forward", level[2]), float(level[3]))


def augment(s, chosen, r):
    """Mirrored or not, other light and noise, and the small errors of where a crop is cut; where shoulders and skin are then."""
    x = torch.as_tensor(s["crops"][chosen]).float() / 255
    skin, inside = torch.as_tensor(s["skin"][chosen]), torch.as_tensor(s["inside"][chosen])
    shoulders = torch.as_tensor(s["shoulders"][chosen], dtype=torch.float32)
    n, w, h = len(x), looks.WIDTH, looks.HEIGHT
    shoulders = shoulders.reshape(n, 2, 2) * 40 + torch.tensor([w / 2, h * looks.ABOVE])
    if r.random() < 0.5:
        x, skin, inside, shoulders = x.flip(2), skin[:, MIRRORED], inside[:, MIRRORED], shoulders.flip(1)
        skin[..., 0], shoulders[..., 0] = w - skin[..., 0], w - shoulders[..., 0]
    points = torch.cat([skin, shoulders], 1)
    x = (x - 0.5) * r.uniform(0.7, 1.3) + 0.5 + r.uniform(-0.12, 0.12)
    normal = lambda size: torch.as_tensor(r.normal(0, size, n), dtype=torch.float32)  # noqa: E731
    scale, turn = 1 + normal(0.012) + float(r.normal(0, 0.03)), normal(0.015)
    grid = torch.zeros(n, 2, 3)
    grid[:, 0, 0], grid[:, 1, 1] = scale, scale
    grid[:, 0, 1], grid[:, 1, 0] = -turn * h / w, turn * w / h
    grid[:, 0, 2], grid[:, 1, 2] = normal(1.5) / (w / 2), normal(1.5) / (h / 2)
    # The grid tells where a pixel of the new crop comes from; points go the other way.
    half = torch.tensor([w / 2, h / 2])
    points = torch.linalg.solve(grid[:, :, :2], (points / half - 1 - grid[:, None, :, 2]).transpose(1, 2)).transpose(1, 2)
    points = (points + 1) * half
    grid = nn.functional.affine_grid(grid, (n, 1, h, w), align_corners=False)
    x = nn.functional.grid_sample(x[:, None], grid, padding_mode="border", align_corners=False)
    shoulders = ((points[:, -2:] - torch.tensor([w / 2, h * looks.ABOVE])) / 40).reshape(n, 4)
    return x + torch.randn_like(x) * r.uniform(0, 0.02), shoulders, points[:, :-2] / SKIN_UNIT, inside


class Posture(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder, self.head = Encoder(), Head()
        # Both help to learn, and are not used afterwards: what one look tells by itself, and where the skin is under the cloth.
        self.plain = nn.Linear(network.LOOK, len(TARGETS) + 4)
        self.skin = nn.Linear(network.LOOK, 2 * SKIN_POINTS)


def prepare(found):
    for s in found:
        s["compared"] = {level: compared(s, level) for level in LEVELS}
        s["use"] = (s["kind"] != "calibration") & (s["kind"] != "turned")
        s["front"] = s["kind"] != "turned"


def average(model):
    """Gradients of both processes that share the work."""
    gradients = [p.grad for p in model.parameters() if p.grad is not None]
    flat = torch.cat([g.flatten() for g in gradients]) / 2
    torch.distributed.all_reduce(flat)
    for gradient, part in zip(gradients, flat.split([g.numel() for g in gradients])):
        gradient.copy_(part.view_as(gradient))


def beginner(found):
    """A model that has learned nothing but the scale of the cues."""
    model = Posture()
    rows = np.concatenate([s["compared"][LEVELS[-1]][s["use"]] for s in found])
    model.head.middle[:] = torch.as_tensor(np.median(rows, 0))
    low, high = np.percentile(rows, (10, 90), 0)
    model.head.spread[:] = torch.as_tensor(np.maximum((high - low) / 2.56, 1e-3), dtype=torch.float32)
    return model


class Lesson:
    """What is asked of a model in a batch of sessions, and how wrong its answers are."""

    def __init__(self, found, skin_weight, chest):
        self.units = torch.tensor(UNITS)
        self.skin_weight = skin_weight
        self.weights = torch.tensor([chest if name == "extension" else 1.0 for name in TARGETS])
        self.skin_middle = torch.as_tensor(np.mean([s["skin"].mean(0) for s in found], 0), dtype=torch.float32) / SKIN_UNIT

    def loss(self, model, batch, r, coarse):
        """The loss to be made less, and by how much the skin is off, in SKIN_UNIT."""
        seen = [augment(s, s["front"], r) for s in batch]
        embedded = model.encoder(torch.cat([x[0] for x in seen]), coarse)
        truth = torch.as_tensor(np.concatenate([s["truth"][s["front"]] for s in batch]), dtype=torch.float32) / self.units
        loss, skin = self.by_one_look(model, embedded, seen, truth)
        estimates, wanted = self.answers(model, batch, embedded, truth, r)
        estimate_, doubt = estimates[:, : len(TARGETS)], estimates[:, len(TARGETS) :].clamp(-3, 2)
        loss = loss + (self.weights * loss_of(estimate_, wanted, reduction="none")).mean()
        # Laplace likelihood of the error: how much to trust an estimate is learned, the estimate itself is not bent by it.
        return loss + 0.2 * ((estimate_.detach() - wanted).abs() * torch.exp(-doubt) + doubt).mean(), skin

    def by_one_look(self, model, embedded, seen, truth):
        """What a look tells by itself: the targets, the shoulders, the skin."""
        plain = model.plain(embedded)
        loss = 0.3 * loss_of(plain[:, : len(TARGETS)], truth)
        loss = loss + 2 * loss_of(plain[:, len(TARGETS) :], torch.cat([x[1] for x in seen]))
        if not self.skin_weight:
            return loss, 0.0
        skin, inside = torch.cat([x[2] for x in seen]), torch.cat([x[3] for x in seen])[..., None]
        off = loss_of(model.skin(embedded).reshape(skin.shape), skin - self.skin_middle, reduction="none")
        off = (off * inside).sum() / (2 * inside.sum())
        return loss + self.skin_weight * off, off.item()

    def answers(self, model, batch, embedded, truth, r):
        """What the head says at two levels of calibration, drawn for each session, and what is true."""
        begin, estimates, wanted = 0, [], []
        for s in batch:
            front = s["front"]
            end = begin + int(front.sum())
            use = torch.as_tensor(s["use"][front])
            view = {**s, "elevation": s["elevation"][front], "label": s["label"][front]}
            for level in [LEVELS[i] for i in r.choice(len(LEVELS), 2, p=LEVEL_SHARES)]:
                estimates.append(
                    model.head(
                        torch.as_tensor(s["compared"][level][front])[use],
                        compared_looks(view, embedded[begin:end], level)[use],
                        torch.tensor([level], dtype=torch.float32).expand(int(use.sum()), 4),
                        torch.as_tensor(view["elevation"], dtype=torch.float32)[use],
                    )
                )
                wanted.append(truth[begin:end][use])
            begin = end
        return torch.cat(estimates), torch.cat(wanted)


def train(found, epochs, tell=print, seed=0, check=None, skin_weight=0.0, chest=1.0, coarse=0.0):
    torch.manual_seed(seed)
    r = np.random.default_rng(seed)
    model, lesson = beginner(found), Lesson(found, skin_weight, chest)
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=2e-2)
    steps = len(found) // 2
    torch.manual_seed(100 * seed + RANK)  # processes that share the work began alike
    own = np.random.default_rng((seed, 77, RANK))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=epochs * steps + 1, pct_start=0.15)
    for epoch in range(epochs):
        started, total, skins = time.monotonic(), 0.0, 0.0
        model.train()
        order = r.permutation(len(found))
        for step in range(steps):
            batch = [found[i] for i in order[2 * step : 2 * step + 2]]
            if SHARED:
                batch = batch[RANK : RANK + 1]
            loss, skin = lesson.loss(model, batch, own, epoch < coarse * epochs)
            optimiser.zero_grad()
            loss.backward()
            if SHARED:
                average(model)
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, skins = total + loss.item(), skins + skin
        tell(f"epoch {epoch + 1}: loss {total / steps:.3f} skin {skins / steps:.3f}, {time.monotonic() - started:.0f} s")
        if check and RANK == 0 and (epoch % 6 == 5 or epoch + 1 == epochs):
            check(model)
    return model.eval()


def estimate(model, found, level, use="use"):
    """The model's estimates in real units, their expected errors, and the truth, frame by frame."""
    model.eval()
    estimates, errors = [], []
    n = len(TARGETS)
    with torch.inference_mode():
        for s in found:
            embedded = model.encoder(torch.as_tensor(s["crops"])[:, None].float() / 255)
            chosen = torch.as_tensor(s[use])
            out = model.head(
                torch.as_tensor(s["compared"][level])[chosen],
                compared_looks(s, embedded, level)[chosen],
                torch.tensor([level], dtype=torch.float32).expand(int(chosen.sum()), 4),
                torch.as_tensor(s["elevation"], dtype=torch.float32)[chosen],
            )
            out = out.numpy()
            estimates.append(out[:, :n] * np.array(UNITS))
            errors.append(np.exp(np.clip(out[:, n:], -3, 2)) * np.array(UNITS))
    return np.concatenate(estimates), np.concatenate(errors), np.concatenate([s["truth"][s[use]] for s in found])


QUESTIONS = {  # verdict: target, value from which yes, value up to which no, least elevation
    "elbows-back": ("back", 5, -10, 78),
    "shrug": ("shrug", 3, 1, 60),
    "slouch": ("slouch", 6, 1.5, 0),
    "chest-open": ("extension", 9, 2, 60),
    "squeeze": ("blades", 4.5, 1.2, 60),
    "head-forward": ("head", 4, 1, 0),
    "leaning-back": ("lean", -2.5, -7, 0),
}


def area(score, yes):
    """Area under the ROC curve."""
    order = np.argsort(score, kind="stable")
    ranks = np.empty(len(score))
    ranks[order] = np.arange(1, len(score) + 1)
    positive = int(yes.sum())
    return (ranks[yes].sum() - positive * (positive + 1) / 2) / (positive * (len(yes) - positive))


def areas(model, found, level):
    estimates, _, truth = estimate(model, found, level)
    elevation = 90 * np.concatenate([s["elevation"][s["use"]] for s in found])
    out = {}
    for name, (target, yes, no, least) in QUESTIONS.items():
        k = TARGETS.index(target)
        clear = ((truth[:, k] >= yes) | (truth[:, k] <= no)) & (elevation > least)
        out[name] = area(estimates[clear, k], truth[clear, k] >= yes)
    return out


def main():
    parser = argparse.ArgumentParser(description="Learns posture from rendered sessions.")
    parser.add_argument("--from", dest="folder", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--skin", type=float, default=0.0, help="weight of where the skin is")
    parser.add_argument("--chest", type=float, default=1.0, help="weight of the error of extension")
    parser.add_argument("--coarse", type=float, default=0.0, help="share of the epochs in bfloat16")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    if SHARED:
        torch.distributed.init_process_group("gloo")
    cv2.setNumThreads(1)
    found = sessions(given.folder)
    if given.skin and not all(s["inside"].any() for s in found):
        parser.error("--skin needs what skin_crowd.py writes for every session")
    prepare(found)
    apart = [s for s in found if not is_learned_from(s["person"])]
    learned = [s for s in found if is_learned_from(s["person"])]
    print(f"{len(learned)} sessions to learn from, {len(apart)} kept apart", flush=True)

    def check(model):
        for level in (LEVELS[6],):
            print("  ", level, "  ".join(f"{k} {v:.3f}" for k, v in areas(model, apart, level).items()), flush=True)

    model = train(
        learned, given.epochs, lambda line: print(line, flush=True), 0, check, given.skin, given.chest, given.coarse
    )
    if RANK > 0:
        return
    given.into.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), given.into / "posture.pth")


if __name__ == "__main__":
    main()
