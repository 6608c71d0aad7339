import numpy as np
import pytest

from formcheck_scripts.posture import crowd, sitters
from formcheck_scripts.posture.dressed import postures


def drawn(kind):
    r = np.random.default_rng(1)
    session = crowd.Postures(r, crowd.manner(1), 40) if kind == "own" else postures.Session(r, 40)
    return session, session.found if kind == "own" else session.frames


@pytest.mark.parametrize("kind", ["own", "dressed"])
def test_each_way_to_sit_is_still_and_leaves_the_session_as_it_was(kind):
    session, frames = drawn(kind)
    found = sitters.sitters(session, frames, 7)
    assert frames == []
    assert len(found) == sitters.FRAMES * len(sitters.SITTING)
    for label, (_, ranges) in sitters.SITTING.items():
        of = [p for k, name, p in found if name == label]
        assert len(of) == sitters.FRAMES
        assert len({p["slouch"] for p in of}) == 1
        assert ranges["slouch"][0] <= of[0]["slouch"] <= ranges["slouch"][1]
        assert 0 < np.std([p["lean"] for p in of]) < 1
    assert {k for k, _, _ in found} == {sitters.KIND}


def test_the_number_decides():
    a, b, other = (sitters.sitters(*drawn("own"), number) for number in (7, 7, 8))
    assert a == b
    assert a != other


def test_shares_add_up():
    assert sum(share for share, _ in sitters.SITTING.values()) == pytest.approx(1)
