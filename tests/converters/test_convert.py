"""Read, write, convert: what is delivered when something fails."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from converters import (
    READERS,
    WRITERS,
    ConversionError,
    FindingKind,
    ReadOptions,
    convert,
    facts,
    read,
    write,
)
from converters.errors import OutputRejected
from tests import pdfs
from tests.converters.trees import doc, p, rich


def failing(monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException) -> None:
    def fail(*_: object) -> bytes:
        raise error

    monkeypatch.setitem(WRITERS, name, replace(WRITERS[name], write=fail))


def test_a_file_comes_back_in_every_format_asked_for() -> None:
    made = convert(pdfs.simple(), ["markdown", "json", "markdown"])
    assert list(made.files) == ["markdown", "json"]
    assert not made.failures
    assert made.document.title == "Ferry times"


def test_a_writer_that_fails_does_not_lose_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, "markdown", ZeroDivisionError("oops"))
    made = convert(pdfs.simple(), ["markdown", "json"])
    assert list(made.files) == ["json"]
    failure = made.failures["markdown"]
    assert failure.code == "format-failed"
    assert isinstance(failure.__cause__, ZeroDivisionError)


def test_a_writers_own_refusal_keeps_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, "json", OutputRejected("no title"))
    assert convert(pdfs.simple(), ["json"]).failures["json"].code == "output-rejected"


def test_a_file_that_its_check_refuses_is_not_delivered_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WRITERS, "html", replace(WRITERS["html"], write=lambda *_: b"<p><a href=x></a>torn"))
    made = convert(pdfs.simple(), ["html", "markdown"])
    assert list(made.files) == ["markdown"]
    assert made.failures["html"].code == "output-rejected"
    assert "The page has no title." in str(made.failures["html"])
    assert re.search(r"There are \d+ more\. A member of staff will look at it\.$", str(made.failures["html"]))


@pytest.mark.parametrize("error", [MemoryError(), RecursionError()])
def test_running_out_of_memory_or_depth_has_a_code(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    failing(monkeypatch, "json", error)
    assert convert(pdfs.simple(), ["json"]).failures["json"].code == "too-complex"


@pytest.mark.parametrize(
    ("error", "code"), [(MemoryError(), "too-complex"), (KeyError("x"), "conversion-failed")]
)
def test_a_reader_that_fails_ends_in_a_code(
    monkeypatch: pytest.MonkeyPatch, error: Exception, code: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setitem(READERS, "pdf", replace(READERS["pdf"], read=fail))  # type: ignore[arg-type]
    with pytest.raises(ConversionError) as failed:
        read(pdfs.simple())
    assert failed.value.code == code
    assert failed.value.__cause__ is error


def test_a_format_nobody_knows_is_the_callers_mistake() -> None:
    with pytest.raises(KeyError):
        convert(pdfs.simple(), ["smoke-signals"])
    with pytest.raises(KeyError):
        write(doc(p("x")), (), "smoke-signals")


def test_writing_leaves_the_document_as_it_was() -> None:
    given, same = rich(), rich()
    for name in ("markdown", "json"):
        write(given, (), name)
    assert given == same


def test_findings_of_the_fixes_are_among_the_findings() -> None:
    assert FindingKind.NO_HEADINGS in {finding.kind for finding in convert(pdfs.simple(), []).findings}


def test_options_reach_the_reader() -> None:
    made = convert(pdfs.simple(), [], ReadOptions(title="Boats"))
    assert made.document.title == "Boats"


def test_every_error_says_what_is_wrong_and_what_to_do() -> None:
    def every(kind: type[ConversionError]) -> list[type[ConversionError]]:
        return [kind, *(found for below in kind.__subclasses__() for found in every(below))]

    for kind in every(ConversionError):
        message = str(kind("secret path"))
        assert "secret" not in message
        assert message.count(".") >= 2
        assert "please" not in message.lower()
        assert "invalid" not in message.lower()


def test_facts_survive_a_catalogue_that_only_the_layout_engine_can_mend() -> None:
    assert facts(pdfs.damaged_index()).pages == 1
