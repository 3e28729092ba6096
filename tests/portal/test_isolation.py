"""The converters run apart. Here they are replaced by programs that go wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import psutil
import pytest

from portal.steps.isolation import run_converters
from tests import pdfs

pytestmark = pytest.mark.journey  # programs are started


def program(source: str) -> tuple[str, ...]:
    return (sys.executable, "-c", source)


def codes(source: str, seconds: float = 120) -> list[str]:
    return [failure.code for failure in run_converters((), seconds, program(source)).failures]


def test_a_program_that_does_well_has_no_failure() -> None:
    finished = run_converters((), 120, program("print('made')"))
    assert (finished.output.strip(), finished.failures) == ("made", ())


def test_a_line_of_the_error_contract_is_read_into_code_and_words() -> None:
    source = "import sys; sys.exit(print('a file.pdf: not-a-pdf: This: is not a PDF.', file=sys.stderr) or 1)"
    (failure,) = run_converters((), 120, program(source)).failures
    assert (failure.code, failure.words) == ("not-a-pdf", "This: is not a PDF.")


def test_a_crash_is_a_failure_in_words_and_not_a_traceback() -> None:
    assert codes("raise SystemError('boom')") == ["tool-failed"]
    assert codes("import os; os.abort()") == ["tool-failed"]


def test_a_program_that_hangs_is_killed_with_everything_it_started(tmp_path: Path) -> None:
    mark = tmp_path / "child"
    source = (
        "import subprocess, sys, time, pathlib;"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
        f"pathlib.Path({str(mark)!r}).write_text(str(child.pid)); time.sleep(600)"
    )
    assert codes(source, seconds=5) == ["tool-timed-out"]
    child = int(mark.read_text())
    assert not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE


LIMITED = "import resource as r, time\nwhile r.getrlimit(r.RLIMIT_NOFILE)[0] > 256: time.sleep(.01)\n"
"""The limits are set once the program has started; the last of them stands."""


def test_a_program_that_eats_memory_is_stopped_before_the_machine_is() -> None:
    assert codes(LIMITED + "x = bytearray(6 << 30)") == ["tool-failed"]


def test_a_program_that_fills_the_disk_is_stopped(tmp_path: Path) -> None:
    big = tmp_path / "big"
    assert codes(LIMITED + f"open({str(big)!r}, 'wb').truncate(2 << 30)") == ["tool-failed"]
    assert not big.exists() or big.stat().st_size <= 1 << 30


def test_each_line_is_heard_while_the_program_runs(tmp_path: Path) -> None:
    heard: list[str] = []
    mark = tmp_path / "heard"  # the program waits for it before it goes on
    source = (
        "import os, time\nprint('one', flush=True)\n"
        f"while not os.path.exists({str(mark)!r}): time.sleep(.01)\nprint('two')"
    )

    def hear(line: str) -> None:
        heard.append(line)
        mark.touch()

    assert run_converters((), 60, program(source), hear).output == "one\ntwo\n"
    assert heard == ["one\n", "two\n"]


def test_rubbish_on_the_error_stream_is_no_reason() -> None:
    source = "import sys; sys.stderr.buffer.write(bytes(range(256))); sys.exit(1)"
    assert codes(source) == ["tool-failed"]


def test_secrets_of_the_portal_do_not_reach_the_converters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SMTP_PASSWORD", "secret")
    finished = run_converters((), 120, program("import os; print('PORTAL_SMTP_PASSWORD' in os.environ)"))
    assert finished.output.strip() == "False"


def test_the_real_converters_say_what_a_pdf_is(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdfs.simple())
    assert '"pages": 1' in run_converters(("--facts", str(path)), 240).output


def test_the_real_converters_say_why_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(pdfs.locked("secret"))
    (failure,) = run_converters(("--facts", str(path)), 240).failures
    assert failure.code == "password-needed"
    assert "unlocked copy" in failure.words
