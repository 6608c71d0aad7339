"""What the committed models say of themselves is what the scripts would write."""

import json

from formcheck_scripts.files import file_entry
from formcheck_scripts.models import crops
from formcheck_scripts.paths import MODELS
from formcheck_scripts.posture import cues, export, head_cues, train_head
from formcheck_scripts.posture.inputs import columns
from formcheck_scripts.posture.projection import EMBEDDING, HEAD, PRINCIPAL
from formcheck_scripts.posture.questions import LEVELS, QUESTIONS, TARGETS

POSTURE = json.loads((MODELS / "posture/posture.json").read_text(encoding="utf-8"))
TURNED = json.loads((MODELS / "head-check/head-check.json").read_text(encoding="utf-8"))


def test_verdicts_cues_and_targets_are_those_of_the_posture_model():
    assert POSTURE["verdicts"] == export.verdicts()
    assert POSTURE["cues"] == list(cues.NAMES)
    assert POSTURE["targets"] == list(TARGETS)
    assert [level["id"] for level in POSTURE["heads"]["levels"]] == list(LEVELS)
    assert {name: set(of) for name, of in POSTURE["probabilities"].items()} == {level: set(QUESTIONS) for level in LEVELS}


def test_the_heads_have_as_many_weights_as_their_inputs_need():
    count = 0
    for level in LEVELS:
        keep, blocks = columns(level)
        inputs = int(keep.sum()) + EMBEDDING * len(blocks)
        count += 2 * inputs + len(TARGETS) * (2 * inputs + 2)
    entry = file_entry(MODELS / "posture/heads.f32")
    assert entry["bytes"] == 4 * count
    assert {k: POSTURE["heads"][k] for k in entry} == entry


def test_crops_are_those_of_the_posture_model():
    upper = POSTURE["crop"]["upperBody"]
    assert (upper["shoulderWidths"], upper["lower"], upper["features"]) == (crops.UPPER_BODY_WIDTHS, crops.LOWER, PRINCIPAL)
    assert POSTURE["crop"]["head"]["features"] == HEAD == len(crops.HEAD)


def test_the_turned_chair_check_is_described_as_it_was_learned():
    assert TURNED["weights"] == file_entry(MODELS / "head-check/weights.f32")
    assert TURNED["cues"] == list(head_cues.NAMES)
    assert TURNED["question"] == {"yes": train_head.YES, "no": train_head.NO}
    assert TURNED["turn"] == {"least": train_head.LEAST, "most": train_head.MOST}
