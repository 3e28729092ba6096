from __future__ import annotations

from pathlib import Path

import pytest

from portal.settings import BadSetting, Smtp, read_settings


def test_an_empty_environment_gives_a_service_for_one_machine() -> None:
    settings = read_settings({})
    assert (settings.host, settings.port, settings.address) == ("127.0.0.1", 8501, "http://127.0.0.1:8501")
    assert settings.data == Path("data").resolve()
    assert settings.smtp is None
    assert settings.working_days == 5
    assert settings.upload_limit == 50_000_000


def test_links_are_fetched_from_the_listed_hosts() -> None:
    settings = read_settings({"PORTAL_LINK_HOSTS": " London.gov.uk , tfl.gov.uk,"})
    assert settings.link_hosts == ("london.gov.uk", "tfl.gov.uk")


def test_a_mail_server_is_asked_for_starttls_unless_told_otherwise() -> None:
    told = {"PORTAL_SMTP_HOST": "mail.example.org"}
    assert read_settings(told).smtp == Smtp("mail.example.org", 587, None, None, starttls=True)
    without = read_settings(told | {"PORTAL_SMTP_STARTTLS": "no", "PORTAL_SMTP_PORT": "25"}).smtp
    assert without == Smtp("mail.example.org", 25, None, None, starttls=False)


def test_the_address_in_mail_has_no_stroke_at_its_end() -> None:
    assert read_settings({"PORTAL_ADDRESS": "https://formats.example.org/"}).address.endswith(".org")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTAL_PORT", "http"),
        ("PORTAL_PORT", "0"),
        ("PORTAL_WORKING_DAYS", "-5"),
        ("PORTAL_UPLOAD_LIMIT_MB", "1.5"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        read_settings({name: value})


def test_a_yes_or_no_setting_takes_nothing_else() -> None:
    with pytest.raises(BadSetting, match="yes or no"):
        read_settings({"PORTAL_SMTP_HOST": "h", "PORTAL_SMTP_STARTTLS": "maybe"})
