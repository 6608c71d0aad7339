"""Opus in WebM, which Chromium, Firefox and Safari from 16.4 on play. The same samples give the same bytes."""

from io import BytesIO
from pathlib import Path

import av
import numpy as np

from formcheck_scripts.voice.sound import RATE

BITS = 24_000
"""Bits a second: one voice with frequencies up to 8 kHz."""
OPTIONS = {"application": "voip", "vbr": "on", "frame_duration": "20"}


def write(file: Path, samples: np.ndarray) -> None:
    container = BytesIO()
    with av.open(container, "w", format="webm", options={"fflags": "+bitexact"}) as output:
        stream = output.add_stream("libopus", rate=RATE, layout="mono", options=OPTIONS)
        stream.bit_rate = BITS
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        frame = av.AudioFrame.from_ndarray(np.round(samples * 32767).astype(np.int16)[None, :], format="s16", layout="mono")
        frame.sample_rate = RATE
        frame.pts = 0
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            output.mux(packet)
    file.write_bytes(container.getvalue())


def read(file: Path) -> tuple[np.ndarray, int]:
    """The samples of a file from -1 to 1, and how many there are a second."""
    with av.open(str(file)) as opened:
        frames = [frame.to_ndarray() for frame in opened.decode(audio=0)]
        rate = opened.streams.audio[0].rate
    return np.concatenate(frames, axis=1)[0].astype(float), rate
