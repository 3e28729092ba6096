"""The portal's settings, and the only reader of the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1_000_000  # bytes, as words.size says them


class BadSetting(ValueError):
    """A setting that cannot be used. The message names it and says what would do."""


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server. ``starttls`` is on unless the server has none, as on loopback."""

    host: str
    port: int
    username: str | None
    password: str | None
    starttls: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that may differ between two installations.

    ``link_hosts`` are the hosts that documents are fetched from; a name stands
    for its sub-domains too. ``address`` is where visitors reach the portal; it
    goes into mail. ``contact`` says in words how else to reach the body. ``upload_limit`` is in bytes.
    Files are kept ``file_days`` after our reply. Staff hear at ``staff_address`` of what is new.
    """

    data: Path
    host: str
    port: int
    address: str
    body_name: str
    sender: str
    contact: str | None
    smtp: Smtp | None
    link_hosts: tuple[str, ...]
    working_days: int
    upload_limit: int
    file_days: int
    staff_address: str | None

    @property
    def upload_megabytes(self) -> int:
        return self.upload_limit // MEGABYTE

    @property
    def database(self) -> str:
        return f"sqlite:///{self.data / 'portal.sqlite3'}"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings from ``environment``. README lists them.

    Raises:
        BadSetting: a value cannot be used.
    """
    host = environment.get("PORTAL_HOST", "127.0.0.1")
    port = _number(environment, "PORTAL_PORT", 8501)
    return Settings(
        data=Path(environment.get("PORTAL_DATA", "data")).resolve(),
        host=host,
        port=port,
        address=environment.get("PORTAL_ADDRESS", f"http://{host}:{port}").rstrip("/"),
        body_name=environment.get("PORTAL_BODY_NAME", "Greater London Authority"),
        sender=environment.get("PORTAL_SENDER", "accessible-formats@localhost"),
        contact=environment.get("PORTAL_CONTACT", "").strip() or None,
        smtp=_smtp(environment),
        link_hosts=_hosts(environment.get("PORTAL_LINK_HOSTS", "london.gov.uk")),
        working_days=_number(environment, "PORTAL_WORKING_DAYS", 5),
        upload_limit=_number(environment, "PORTAL_UPLOAD_LIMIT_MB", 50) * MEGABYTE,
        file_days=_number(environment, "PORTAL_FILE_DAYS", 60),
        staff_address=environment.get("PORTAL_STAFF_ADDRESS", "").strip() or None,
    )


def _smtp(environment: Mapping[str, str]) -> Smtp | None:
    host = environment.get("PORTAL_SMTP_HOST")
    if not host:
        return None
    return Smtp(
        host=host,
        port=_number(environment, "PORTAL_SMTP_PORT", 587),
        username=environment.get("PORTAL_SMTP_USERNAME") or None,
        password=environment.get("PORTAL_SMTP_PASSWORD") or None,
        starttls=_yes(environment, "PORTAL_SMTP_STARTTLS", True),
    )


def _hosts(text: str) -> tuple[str, ...]:
    return tuple(host.strip().lower() for host in text.split(",") if host.strip())


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name, str(default))
    if not text.isdecimal() or int(text) < 1:
        raise BadSetting(f"{name} is {text!r}; it must be a whole number above 0")
    return int(text)


def _yes(environment: Mapping[str, str], name: str, default: bool) -> bool:
    text = environment.get(name, "yes" if default else "no").lower()
    if text not in ("yes", "no"):
        raise BadSetting(f"{name} is {text!r}; it must be yes or no")
    return text == "yes"
