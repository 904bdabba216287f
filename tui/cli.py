"""The entry point of `recur`."""

import sys


def main() -> None:
    """Run the command that the words of the command line name."""
    try:
        _run()
    except KeyboardInterrupt:  # while all of it is imported; what runs tells of it itself
        from tui.telling import interrupted

        interrupted()


def _run() -> None:
    import io  # here all three, where an interruption is told
    import os
    from pathlib import Path

    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # it was closed: nothing else may get its descriptor
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - it stays open for good
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without Unicode shows question marks, not a traceback
    completing = "_RECUR_COMPLETE" in os.environ  # it is a shell that asks, for what might be typed
    if sys.argv[1:] in ([], ["study"]) and sys.stdin.isatty() and sys.stdout.isatty() and not completing:
        _study()
    else:
        from tui.recur import cli

        cli(prog_name="recur")


def _study() -> None:
    """Straight to the screen: where there is nothing to read on the command line, its parser would keep one waiting."""
    from tui.sitting import sit
    from tui.telling import told

    with told():
        sit()


if __name__ == "__main__":
    main()
