"""What the measuring scripts share: labelled clips, FormCheck's own score, tables."""


class Refusal(Exception):
    """Something that the caller has to mend, told in one line."""


def run(main) -> None:
    """Runs a command's main function: a refusal is one line and exit code 1."""
    try:
        main()
    except Refusal as problem:
        raise SystemExit(str(problem)) from None
    except KeyboardInterrupt:
        raise SystemExit("Stopped.") from None
