"""The command line: python -m converters FILE… --to html,docx,large-print --out DIR."""

from __future__ import annotations

import os
import sys

from converters.command_line import main


def hear_only_us() -> None:
    """Give standard error to our own lines: native libraries write remarks of theirs to it."""
    if sys.stderr is None:
        return
    try:
        ours = os.dup(2)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
    except OSError:  # there is no descriptor to give away; then nobody hears the libraries either
        return
    sys.stderr = os.fdopen(ours, "w", buffering=1, encoding=sys.stderr.encoding, errors="backslashreplace")


if __name__ == "__main__":
    hear_only_us()
    sys.exit(main())
