"""How far a conversion is: every page is reported, in order, while reading and while writing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from converters import ConversionError, Stage, Step, convert
from tests import pdfs


def steps(data: bytes, *formats: str) -> list[Step]:
    told: list[Step] = []
    convert(data, formats, report=told.append)
    return told


def test_every_page_is_reported_while_it_is_read_and_every_format_when_it_is_begun() -> None:
    told = steps(pdfs.report(), "html", "markdown")
    assert told[:2] == [Step(Stage.READING, 0, 2), Step(Stage.READING, 1, 2)]
    assert [step for step in told if step.stage is Stage.WRITING and step.done == 0] == [
        Step(Stage.WRITING, 0, 2, "html"),
        Step(Stage.WRITING, 0, 2, "markdown"),
    ]


def test_every_page_that_is_recognised_is_reported() -> None:
    told = [step for step in steps(pdfs.scan()) if step.stage is Stage.RECOGNISING]
    assert [step.done for step in told] == list(range(told[-1].total + 1))


def test_every_page_of_large_print_is_reported_as_it_is_laid_out_and_as_it_is_painted() -> None:
    told = [step for step in steps(pdfs.report(), "large-print") if step.stage is Stage.WRITING]
    assert told[0] == Step(Stage.WRITING, 0, 2, "large-print")
    assert [step.done for step in told[1:3]] == [1, 2]
    painted = [step for step in told[1:] if step.total]
    assert [step.done for step in painted] == list(range(1, painted[-1].total + 1))


@pytest.mark.parametrize("name", ["docx", "large-print-docx", "braille", "braille-pef"])
def test_every_page_of_what_takes_seconds_is_reported(name: str) -> None:
    told = [step for step in steps(pdfs.report(), name) if step.stage is Stage.WRITING]
    assert told == [Step(Stage.WRITING, done, 2, name) for done in (0, 1, 2)]


@pytest.mark.journey
@pytest.mark.parametrize("name", ["audio", "audio-epub"])
def test_every_page_that_is_read_aloud_is_reported(name: str) -> None:
    told = [step for step in steps(pdfs.report(), name) if step.stage is Stage.WRITING]
    assert told == [Step(Stage.WRITING, done, 2, name) for done in (0, 1, 2)]


def test_every_file_is_reported_before_it_is_checked() -> None:
    told = steps(pdfs.report(), "html", "docx")
    checked = [step for step in told if step.stage is Stage.CHECKING]
    assert checked == [Step(Stage.CHECKING, 0, 0, name) for name in ("html", "docx")]
    assert told[-1] == checked[-1]


def test_each_file_is_handed_out_before_the_next_is_begun() -> None:
    told: list[str] = []

    def report(step: Step) -> None:
        if step.stage is Stage.WRITING and step.done == 0:
            told.append(f"begin {step.format}")

    convert(
        pdfs.report(), ("html", "text"), report=report, keep=lambda name, made: told.append(f"keep {name}")
    )
    assert told == ["begin html", "keep html", "begin text", "keep text"]


def test_a_file_that_cannot_be_kept_does_not_lose_the_others() -> None:
    def keep(name: str, made: bytes) -> None:
        if name == "html":
            raise ConversionError("the disk is full")

    done = convert(pdfs.report(), ("html", "text"), keep=keep)
    assert (list(done.failures), list(done.files)) == (["html"], ["text"])


def test_what_is_made_does_not_depend_on_who_waits() -> None:
    heard: list[Step] = []
    assert (
        convert(pdfs.report(), ["html"], report=heard.append).files == convert(pdfs.report(), ["html"]).files
    )


def test_the_command_line_prints_a_line_for_each_page(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdfs.report())
    words = [str(tmp_path / "a.pdf"), "--to", "html", "--out", str(tmp_path), "--progress"]
    done = subprocess.run(
        [sys.executable, "-m", "converters", *words], capture_output=True, text=True, check=True
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines[0] == {"stage": "reading", "done": 0, "total": 2, "format": None}
    assert lines[-1] == {"stage": "saved", "done": 0, "total": 0, "format": "html"}
