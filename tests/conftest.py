"""What every run of the tests says at its end: which judges ran, and which are not on this machine."""

from __future__ import annotations

import pytest

from tests.judges.table import JUDGES


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    judges = {judge.name: judge for judges in JUDGES.values() for judge in judges}
    present = [name for name, judge in judges.items() if judge.is_there()]
    absent = [name for name in judges if name not in present]
    terminalreporter.write_line(f"Judges on this machine: {', '.join(present)}.")
    if absent:
        terminalreporter.write_line(f"Judges that did not run, as they are not here: {', '.join(absent)}.")
