"""The table of the scoreboard, from a score as `evaluate --json` writes it."""

from formcheck_scripts.measuring.scoreboard import table

SCORE = {
    "clips": 6,
    "count": {"valid": {"exactAccuracy": 1.0}, "attempted": {"exactAccuracy": 0.8333}},
    "elevation": {"rmsDegrees": 3.3138},
    "descent": {"meanAbsoluteSeconds": 0.0426, "worstSeconds": 0.1389},
    "faults": {
        "fast-descent": {"f1": 1.0, "injected": 6},
        "elbow-height": {"f1": 1.0},
        "half-repetition": {"f1": 0.5},
        "asymmetry": {},
    },
    "flags": {"medianShareOfWay": 0.3197, "medianDelaySeconds": 0.2218, "withdrawn": 0, "descents": 33},
    "squeeze": {"samples": 0, "unjudged": 33},
    "couldNotJudge": {"said": 3, "right": 2},
}


def test_each_goal_is_a_row_with_both_parts():
    rows = table(SCORE, SCORE).splitlines()
    assert rows[0] == "| goal | validation part | all samples |"
    assert "| valid and attempted counts exact | 5 of 6 clips | 5 of 6 clips |" in rows
    assert "| elevation, RMS error below 3.5° | 3.3° | 3.3° |" in rows
    assert "| seconds of the lowering within 0.15 | 0.04 mean, 0.14 worst | 0.04 mean, 0.14 worst |" in rows
    assert "| flagged by half way, median | at 32 %, 0.22 s | at 32 %, 0.22 s |" in rows
    assert "| “could not judge” rightly said | 2 of 3 | 2 of 3 |" in rows


def test_what_was_not_measured_is_a_dash():
    rows = table(SCORE, SCORE).splitlines()
    assert "| elbow height, half repetition, asymmetry, F1 0.95 | 1.0, 0.5, – | 1.0, 0.5, – |" in rows
    assert "| seconds of squeeze (a proxy, no goal), repetitions | not reported in 33 | not reported in 33 |" in rows
