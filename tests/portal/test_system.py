"""What the start says about the system's packages. apt-get is never run here."""

from __future__ import annotations

import pytest

from portal import system
from portal.system import Package, main


def package(name: str, there: bool, needed: bool = True) -> Package:
    return Package(name, f"what {name} gives", lambda: there, needed)


@pytest.fixture
def may_not_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "may_install", lambda: False)


def missing(monkeypatch: pytest.MonkeyPatch, *packages: Package) -> None:
    monkeypatch.setattr(system, "TO_RUN", packages)


@pytest.mark.usefixtures("may_not_install")
def test_a_missing_package_is_named_with_what_it_gives_and_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing(monkeypatch, package("libpango", there=False), package("fonts", there=True))
    assert main([]) == 1
    said = capsys.readouterr().out
    assert "libpango: what libpango gives" in said
    assert "sudo apt-get install libpango\n" in said


@pytest.mark.usefixtures("may_not_install")
def test_the_service_starts_without_what_is_optional_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing(monkeypatch, package("tesseract-ocr", there=False, needed=False))
    assert main([]) == 0
    assert "(optional): tesseract-ocr" in capsys.readouterr().out


@pytest.mark.usefixtures("may_not_install")
def test_nothing_is_said_when_everything_is_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing(monkeypatch, package("libpango", there=True))
    assert main([]) == 0
    assert capsys.readouterr().out == ""


def test_what_is_missing_is_installed_where_that_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []
    monkeypatch.setattr(system, "may_install", lambda: True)
    monkeypatch.setattr(system, "install", lambda packages: installed.extend(p.name for p in packages))
    lazy = Package("libpango", "text", lambda: "libpango" in installed)
    missing(monkeypatch, lazy, package("fonts", there=True))
    assert main([]) == 0
    assert installed == ["libpango"]
