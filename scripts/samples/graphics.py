"""OpenGL on the processor, by EGL, without a screen."""

import os

import moderngl


def context():
    """A context of its own. One thread each, so that several processes share the cores."""
    os.environ.setdefault("PYOPENGL_PLATFORM", "egl")
    os.environ.setdefault("LP_NUM_THREADS", "1")
    return moderngl.create_context(standalone=True, backend="egl")
