"""Works through the sessions of a folder, also while a renderer adds to it."""

import time

PAUSE = 5  # seconds


def add_option(parser):
    parser.add_argument("--watch", type=int, default=0, metavar="SECONDS", help="go on while new sessions appear")


def watch(waiting, work, seconds):
    """Calls `work` with each file that `waiting()` returns, until there have been none for so many seconds."""
    idle = 0
    while True:
        files = waiting()
        for file in files:
            work(file)
        idle = 0 if files else idle + PAUSE
        if idle >= seconds:
            return
        time.sleep(PAUSE)
