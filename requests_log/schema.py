"""The tables and what a row means, how SQLite is opened, and how the tables come to be.

The job queue keeps its own tables in the same file. Ours are those of
METADATA; nothing here looks at any other.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from threading import Lock
from typing import Any, Final

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect

from requests_log.events import Event, EventKind, in_utc
from requests_log.records import Contact, ContactMethod, Request, Source, SourceKind

VERSION_TABLE: Final = "requests_log_version"

BUSY_SECONDS: Final = 30.0  # how long a connection waits for another one's write to end

_PAUSE_SECONDS: Final = 0.05  # before asking SQLite again for what it refused at once
_ATTEMPTS: Final = int(BUSY_SECONDS / _PAUSE_SECONDS)

WRITES: Final = "requests_log_writes"  # the execution option of a connection that writes


class SchemaTooNew(RuntimeError):
    """A newer version of this program has migrated the database."""


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """A moment, kept without a zone in UTC. Refuses a moment that has no zone."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else in_utc(value).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


METADATA: Final = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

REQUESTS: Final = sa.Table(
    "requests",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("reference", sa.String(16), nullable=False, unique=True),
    sa.Column("received_at", UtcDateTime, nullable=False, index=True),
    sa.Column("source_kind", sa.String(20), nullable=False),
    sa.Column("source_url", sa.Text),
    sa.Column("source_file", sa.String(64)),
    sa.Column("source_name", sa.Text),
    sa.Column("source_size", sa.Integer),
    sa.Column("source_description", sa.Text),
    sa.Column("source_title", sa.Text),
    sa.Column("formats", sa.JSON, nullable=False),
    sa.Column("format_note", sa.Text),
    sa.Column("measures", sa.JSON, nullable=False, server_default="{}"),
    sa.Column("technologies", sa.JSON, nullable=False),
    sa.Column("technology_note", sa.Text),
    sa.Column("contact_method", sa.String(20), nullable=False),
    sa.Column("contact_address", sa.Text, nullable=False),
    sa.Column("contact_name", sa.Text),
    sa.Column("needed_by", sa.Date),
    sa.Column("note", sa.Text),
)

EVENTS: Final = sa.Table(
    "events",
    METADATA,
    sa.Column("request", sa.String(32), sa.ForeignKey("requests.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("details", sa.JSON, nullable=False),
)

SAID: Final = sa.Table(
    "said",
    METADATA,
    sa.Column("request", sa.String(32), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("page", sa.Text),
    sa.ForeignKeyConstraint(
        ["request", "number"], ["events.request", "events.number"], name="fk_said_request_events"
    ),
)

PROGRESS: Final = sa.Table(
    "progress",
    METADATA,
    sa.Column("request", sa.String(32), sa.ForeignKey("requests.id"), primary_key=True),
    sa.Column("stage", sa.String(20), nullable=False),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("format", sa.String(40)),
    sa.Column("at", UtcDateTime, nullable=False),
)

ACCOUNTS: Final = sa.Table(
    "accounts",
    METADATA,
    sa.Column("name", sa.String(200), primary_key=True),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("password_hash", sa.Text, nullable=False),
)

# A person's code stands here as its fingerprint only, and nothing leads from a row to a request.
NEEDS: Final = sa.Table(
    "needs",
    METADATA,
    sa.Column("code", sa.String(64), primary_key=True),
    sa.Column("answers", sa.JSON, nullable=False),
    sa.Column("reviewed_at", UtcDateTime, nullable=False),
)

# A visit is a random id that says nothing of a person; a document is the SHA-256 of its file.
ANSWERED_AT_ONCE: Final = sa.Table(
    "answered_at_once",
    METADATA,
    sa.Column("visit", sa.String(32), primary_key=True),
    sa.Column("document", sa.String(64), nullable=False),
    sa.Column("at", UtcDateTime, nullable=False, index=True),
)


_SOURCE_COLUMNS: Final = ("url", "file", "name", "size", "description", "title")


def request_row(request: Request) -> dict[str, Any]:
    source, contact = request.source, request.contact
    return {
        "id": request.id,
        "reference": request.reference,
        "received_at": request.received_at,
        "source_kind": source.kind.value,
        **{f"source_{name}": getattr(source, name) for name in _SOURCE_COLUMNS},
        "formats": list(request.formats),
        "format_note": request.format_note,
        "measures": request.measures,
        "technologies": list(request.technologies),
        "technology_note": request.technology_note,
        "contact_method": contact.method.value,
        "contact_address": contact.address,
        "contact_name": contact.name,
        "needed_by": request.needed_by,
        "note": request.note,
    }


def read_request(row: sa.Row[Any]) -> Request:
    return Request(
        id=row.id,
        reference=row.reference,
        received_at=row.received_at,
        source=Source(
            SourceKind(row.source_kind),
            **{name: getattr(row, f"source_{name}") for name in _SOURCE_COLUMNS},
        ),
        formats=tuple(row.formats),
        format_note=row.format_note,
        measures=row.measures,
        technologies=tuple(row.technologies),
        technology_note=row.technology_note,
        contact=Contact(ContactMethod(row.contact_method), row.contact_address, row.contact_name),
        needed_by=row.needed_by,
        note=row.note,
    )


def read_event(row: sa.Row[Any]) -> Event:
    return Event(row.request, row.number, EventKind(row.kind), row.at, row.details)


def open_database(url: str) -> sa.Engine:
    """Return an engine on an SQLite file. Nothing is created yet.

    Connections read in a plain transaction, so that readers never wait, and
    write, where the option WRITES is set, in BEGIN IMMEDIATE: a transaction
    that reads first and writes later could otherwise fail at the write.

    Raises:
        ValueError: ``url`` names no file, or another database than SQLite.
    """
    parsed = sa.make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        raise ValueError(f"{parsed.render_as_string()} is no SQLite file: write sqlite:///folder/name.sqlite")
    engine = sa.create_engine(parsed, connect_args={"timeout": BUSY_SECONDS})
    sa.event.listen(engine, "connect", _on_connect)
    sa.event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: DBAPIConnection, _record: Any) -> None:
    connection.isolation_level = None  # Python's sqlite3 begins no transaction of its own
    for setting in ("foreign_keys=ON", "synchronous=FULL"):
        connection.cursor().execute(f"PRAGMA {setting}")


def _on_begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def keep_a_write_ahead_log(engine: sa.Engine) -> None:
    """Make the file one whose readers and writer do not wait for each other. The file remembers.

    SQLite answers "locked" at once, without waiting, where two programs do
    this to a new file together.
    """
    for attempts_left in reversed(range(_ATTEMPTS)):
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode=WAL")
            return
        except engine.dialect.loaded_dbapi.OperationalError as error:
            if "locked" not in str(error) or not attempts_left:
                raise
        finally:
            connection.close()
        time.sleep(_PAUSE_SECONDS)


# Alembic's context is one for the whole process.
_ONE_AT_A_TIME: Final = Lock()


def migrate(connection: sa.Connection) -> None:
    """Bring our tables up to date, inside the transaction of ``connection``.

    The transaction must be a writing one: it makes a second program that
    starts at the same moment wait, and then find nothing to do.

    Raises:
        SchemaTooNew: a newer version of this program has migrated the database.
    """
    settings = alembic_settings(connection)
    with _ONE_AT_A_TIME:
        _refuse_unknown_version(connection, ScriptDirectory.from_config(settings))
        command.upgrade(settings, "head")


def alembic_settings(connection: sa.Connection) -> Config:
    """Return what Alembic's commands need to work on ``connection``."""
    settings = Config()
    settings.set_main_option("script_location", "requests_log:migrations")
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings


def is_ours(item: Any, name: str | None, kind: str, _reflected: bool, _compare_to: Any) -> bool:
    """Tell Alembic (``include_object``) to leave the job queue's tables alone."""
    return name in METADATA.tables if kind == "table" else item.table.name in METADATA.tables


def _refuse_unknown_version(connection: sa.Connection, scripts: ScriptDirectory) -> None:
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    for version in context.get_current_heads():
        try:
            scripts.get_revision(version)
        except CommandError as error:
            raise SchemaTooNew(
                f"The database is at version {version}, which this program does not know. "
                "Start the newer program that made it, or go back to a copy made before."
            ) from error
