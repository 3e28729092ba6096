"""python -m converters: exit codes, files, and one line on standard error for each failure."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from converters.command_line import DONE, SOME_FAILED, WRONG_CALL, main
from converters.tools.processes import run_apart
from tests import pdfs

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with a good PDF, a locked one, and a picture that calls itself a PDF."""
    for name, data in (
        ("good", pdfs.simple()),
        ("locked", pdfs.locked("tern")),
        ("png", pdfs.not_a_pdf("png")),
    ):
        (tmp_path / f"{name}.pdf").write_bytes(data)
    return tmp_path


def run(inbox: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "converters", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=inbox, env=environment, capture_output=True, text=True, timeout=240, check=False
    )


def test_all_converted_is_0_and_silence(inbox: Path) -> None:
    done = run(inbox, "good.pdf", "--to", "markdown,json", "--out", "out")
    assert (done.returncode, done.stdout, done.stderr) == (DONE, "", "")
    assert sorted(path.name for path in (inbox / "out").iterdir()) == ["good.json", "good.md"]
    assert (inbox / "out" / "good.md").read_text().startswith("The ferry leaves at noon.\n\n## About")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_some_failed_is_1_and_a_line_for_each(inbox: Path, jobs: str) -> None:
    files = ("good.pdf", "locked.pdf", "png.pdf", "gone.pdf", ".")
    done = run(inbox, *files, "--to", "markdown", "--out", "out", "--jobs", jobs)
    assert done.returncode == SOME_FAILED
    assert [path.name for path in (inbox / "out").iterdir()] == ["good.md"]
    said = sorted(line.split(": ", 2)[:2] for line in done.stderr.splitlines())
    assert said == [
        [".", "file-not-readable"],
        ["gone.pdf", "file-missing"],
        ["locked.pdf", "password-needed"],
        ["png.pdf", "not-a-pdf"],
    ]
    assert "This PDF is locked with a password." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("good.pdf",),
        ("good.pdf", "--to", "markdown"),
        ("good.pdf", "--to", "bsl", "--out", "out"),
        ("good.pdf", "--to", ",", "--out", "out"),
        ("good.pdf", "--to", "markdown", "--out", "out", "--jobs", "0"),
        ("good.pdf", "--to", "markdown", "--out", "out", "--point-size", "huge"),
        ("good.pdf", "--to", "large-print", "--out", "out", "--point-size", "12"),
        ("good.pdf", "--to", "large-print", "--out", "out", "--line-spacing", "3"),
        ("good.pdf", "--to", "large-print", "--out", "out", "--typeface", "comic"),
        ("good.pdf", "--to", "large-print", "--out", "out", "--ink", "#ffff00"),
        ("good.pdf", "--to", "large-print", "--out", "out", "--paper", "white"),
        ("good.pdf", "--to", "text", "--out", "out", "--text-width", "3"),
        ("good.pdf", "--to", "braille", "--out", "out", "--braille-size", "40"),
        ("good.pdf", "--to", "braille", "--out", "out", "--braille-size", "5x5"),
        ("good.pdf", "--to", "braille", "--out", "out", "--braille-grade", "3"),
        ("good.pdf", "--to", "audio", "--out", "out", "--words-per-minute", "9"),
        ("good.pdf", "--to", "markdown", "--out", "good.pdf"),
        ("good.pdf", "--to", "html", "--out", "out", "--checked-on", "yesterday"),
        ("good.pdf", "--to", "markdown", "--out", "out", "--colour", "red"),
    ],
)
def test_a_wrong_call_is_2(inbox: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(inbox)
    assert main(arguments) == WRONG_CALL


def test_two_files_of_one_name_are_never_written_over_each_other(
    inbox: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (inbox / "more").mkdir()
    (inbox / "more" / "good.pdf").write_bytes(pdfs.simple("Another."))
    files = (str(inbox / "good.pdf"), str(inbox / "more" / "good.pdf"))
    assert main([*files, "--to", "markdown", "--out", str(inbox / "out")]) == WRONG_CALL
    assert "written over each other" in capsys.readouterr().err
    assert not (inbox / "out").exists()


def test_help_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == DONE
    assert "--keep-running-heads" in capsys.readouterr().out


def test_a_password_title_and_language_are_used(inbox: Path) -> None:
    out = inbox / "out"
    more = ("--password", "tern", "--title", "Boats", "--language", "cy")
    assert main([str(inbox / "locked.pdf"), "--to", "json", "--out", str(out), *more]) == DONE
    document = json.loads((out / "locked.json").read_text())["document"]
    assert (document["title"], document["language"]) == ("Boats", "cy")


def test_the_measure_of_text_braille_and_voice_is_as_asked(inbox: Path) -> None:
    out = inbox / "out"
    more = ("--text-width", "20", "--braille-size", "28x6", "--braille-grade", "1")
    speed = ("--words-per-minute", "300")
    asked = ["--to", "text,braille,audio", "--out", str(out), *more, *speed]
    assert main([str(inbox / "good.pdf"), *asked]) == DONE
    assert "\nThe ferry leaves at\nnoon.\n" in (out / "good.txt").read_text()
    assert (out / "good.brf").read_text().splitlines()[0].endswith("#A")
    assert "THE FERRY LEAVES AT" in (out / "good.brf").read_text()
    assert (out / "good.mp3.zip").stat().st_size > 1000


def test_facts_are_lines_of_json_and_nothing_is_converted(inbox: Path) -> None:
    done = run(inbox, "good.pdf", "locked.pdf", "--facts")
    assert done.returncode == SOME_FAILED
    assert json.loads(done.stdout) == {
        "file": "good.pdf",
        "pages": 1,
        "title": "Ferry times",
        "language": "en-GB",
        "tagged": False,
    }
    assert done.stderr.startswith("locked.pdf: password-needed: ")
    assert len(list(inbox.iterdir())) == 3


def test_what_cannot_be_saved_is_a_line_that_names_the_format(
    inbox: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (inbox / "out" / "good.md").mkdir(parents=True)
    assert (
        main([str(inbox / "good.pdf"), "--to", "markdown,json", "--out", str(inbox / "out")]) == SOME_FAILED
    )
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{inbox / 'good.pdf'}: not-saved: markdown: ")
    assert (inbox / "out" / "good.json").exists()


def test_no_half_written_file_is_left(inbox: Path) -> None:
    (inbox / "out" / "good.md").mkdir(parents=True)
    main([str(inbox / "good.pdf"), "--to", "markdown", "--out", str(inbox / "out")])
    assert [path.name for path in (inbox / "out").iterdir()] == ["good.md"]


def die_over_three(number: int) -> int:
    """Square ``number``; a stand-in for native code that takes its process with it."""
    if number == 3:
        os._exit(9)
    return number * number


def test_a_process_that_dies_costs_its_own_task_only() -> None:
    assert sorted(run_apart(die_over_three, [1, 2, 3, 4, 5], 2)) == [
        (1, 1),
        (2, 4),
        (3, None),
        (4, 16),
        (5, 25),
    ]


def test_help_loads_none_of_the_heavy_libraries() -> None:
    heavy = ("liteparse", "weasyprint", "docx", "pypdf", "PIL", "lxml")
    code = (
        f"import sys, converters, converters.command_line; print([n for n in {heavy!r} if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
