"""Images to a film: H.264 in an mp4, or VP9 in a webm, which every browser plays. Same images, same bytes."""

import subprocess


class Film:
    """Takes images (uint8 RGB) and writes an mp4. Use as a context."""

    def __init__(self, path, width, height, frames_per_second, crf=27):
        source = f"-f rawvideo -pix_fmt rgb24 -s {width}x{height} -r {frames_per_second} -i -"
        # Key frames every two seconds for seeking; one thread, so that the bytes do not depend on the machine.
        coding = f"-an -c:v libx264 -preset slow -crf {crf} -g {2 * frames_per_second} -threads 1"
        if str(path).endswith(".webm"):
            coding = f"-an -c:v libvpx-vp9 -b:v 0 -crf {crf + 9} -g {4 * frames_per_second} -threads 1 -row-mt 0"
        colours = "-vf scale=out_color_matrix=bt601:out_range=tv -pix_fmt yuv420p -colorspace smpte170m -color_range tv"
        file = "-movflags +faststart -map_metadata -1 -fflags +bitexact -flags:v +bitexact"
        self._arguments = f"ffmpeg -y -loglevel error {source} {coding} {colours} {file}".split() + [str(path)]

    def __enter__(self):
        self._process = subprocess.Popen(self._arguments, stdin=subprocess.PIPE)
        return self

    def add(self, image):
        self._process.stdin.write(image.tobytes())

    def __exit__(self, kind, error, trace):
        self._process.stdin.close()
        if self._process.wait() != 0 and kind is None:
            raise RuntimeError("ffmpeg could not write the film")
