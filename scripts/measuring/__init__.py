"""What the measuring scripts share: labelled clips, videos, FormCheck's own score, tables."""

import sys


class Refusal(Exception):
    """A problem that the caller has to solve; the message is one line."""


def tell(line: str) -> None:
    """Prints progress on standard error."""
    print(line, file=sys.stderr, flush=True)


def run(main) -> None:
    """Runs a command's main function: a refusal is one line and exit code 1."""
    try:
        main()
    except Refusal as problem:
        raise SystemExit(str(problem)) from None
    except KeyboardInterrupt:
        raise SystemExit("Stopped.") from None
