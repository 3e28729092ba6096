"""The command that erases who asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.__main__ import main
from portal.services.office import Office
from tests.portal.following import broken_case
from tests.portal.requester import open_test_office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path))
    return open_test_office(tmp_path, monkeypatch)


def test_who_asked_is_erased_by_their_reference(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    request = broken_case(office, "I am Ann")
    typed = request.reference.lower().replace("-", " ")
    assert main(["erase", typed]) == 0
    assert "all that could say who asked is erased" in capsys.readouterr().out
    assert office.log.said(request.id) == {}
    assert office.log.request(request.id).contact.address == "erased"


def test_a_reference_we_never_gave_out_is_said(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["erase", "K7MX-4RTW"]) == 1
    assert "There is no request K7MX-4RTW." in capsys.readouterr().err
