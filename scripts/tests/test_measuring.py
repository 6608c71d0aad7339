"""Videos and FormCheck's own output, as the measuring scripts read them."""

import cv2
import numpy as np
import pytest

from formcheck_scripts.images import read_rgb, write_jpeg
from formcheck_scripts.measuring import Refusal, formcheck, run, tables
from formcheck_scripts.measuring.video import frames_of, open_video, rgb


def test_frames_come_with_their_times(tmp_path):
    writer = cv2.VideoWriter(str(tmp_path / "a.mp4"), cv2.VideoWriter_fourcc(*"mp4v"), 10, (64, 48))
    for k in range(5):
        writer.write(np.full((48, 64, 3), 40 * k, np.uint8))
    writer.release()
    times, frames = zip(*frames_of(tmp_path / "a.mp4"))
    assert times == pytest.approx([0, 0.1, 0.2, 0.3, 0.4], abs=0.01)
    assert [round(frame.mean() / 40) for frame in frames] == [0, 1, 2, 3, 4]


def test_what_is_no_video_is_refused(tmp_path):
    (tmp_path / "a.mp4").write_bytes(b"nothing")
    with pytest.raises(Refusal, match="cannot be opened"):
        open_video(tmp_path / "a.mp4")


def test_colours_are_in_the_order_that_their_name_says(tmp_path):
    assert rgb(np.array([[[1, 2, 3]]], np.uint8)).tolist() == [[[3, 2, 1]]]
    red = np.zeros((16, 16, 3), np.uint8)
    red[..., 0] = 200
    write_jpeg(tmp_path / "a.jpg", red, 95)
    assert read_rgb(tmp_path / "a.jpg")[8, 8, 0] > 150 > 50 > read_rgb(tmp_path / "a.jpg")[8, 8, 2]


def test_a_refusal_ends_a_command_with_one_line():
    def refuse():
        raise Refusal("There is no folder.")

    with pytest.raises(SystemExit, match="There is no folder"):
        run(refuse)


def test_the_median_of_a_frame_is_read_from_the_bench():
    found = formcheck.MEDIAN.search("model   full\n  landmarks   12.3 ms (95 %: 14.0)\n")
    assert float(found.group(1)) == 12.3
    with pytest.raises(Refusal, match="quotation mark"):
        formcheck._call("evaluate", 'a"b')


def test_tables_are_markdown():
    assert tables.markdown(("a", "b"), [("1", "2")]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"
    assert (tables.number(None), tables.number(1.234, 1, " s"), tables.share(2, 3), tables.share(0, 0)) == ("–", "1.2 s", "2 of 3", "–")
