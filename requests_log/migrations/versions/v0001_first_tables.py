"""Requests, their events and the accounts; and events are never changed.

A later step that rebuilds ``events`` (batch mode) loses its triggers and must
create them again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# The third keeps the numbers without gaps, and stops INSERT OR REPLACE, which deletes without a DELETE.
TRIGGERS = (
    """
    CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END
    """,
    """
    CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END
    """,
    """
    CREATE TRIGGER events_are_only_appended BEFORE INSERT ON events
    WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM events WHERE request = NEW.request)
    BEGIN SELECT RAISE(ABORT, 'an event is only appended'); END
    """,
)


def upgrade() -> None:
    _create_requests()
    _create_events()
    op.create_table(
        "accounts",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_accounts"),
    )


def _create_requests() -> None:
    op.create_table(
        "requests",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("reference", sa.String(16), nullable=False),
        sa.Column("received_at", sa.DateTime, nullable=False),
        sa.Column("source_kind", sa.String(20), nullable=False),
        sa.Column("source_url", sa.Text),
        sa.Column("source_file", sa.String(64)),
        sa.Column("source_name", sa.Text),
        sa.Column("source_size", sa.Integer),
        sa.Column("source_description", sa.Text),
        sa.Column("source_title", sa.Text),
        sa.Column("formats", sa.JSON, nullable=False),
        sa.Column("format_note", sa.Text),
        sa.Column("technologies", sa.JSON, nullable=False),
        sa.Column("technology_note", sa.Text),
        sa.Column("contact_method", sa.String(20), nullable=False),
        sa.Column("contact_address", sa.Text, nullable=False),
        sa.Column("contact_name", sa.Text),
        sa.Column("needed_by", sa.Date),
        sa.Column("note", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_requests"),
        sa.UniqueConstraint("reference", name="uq_requests_reference"),
    )
    op.create_index("ix_requests_received_at", "requests", ["received_at"])


def _create_events() -> None:
    op.create_table(
        "events",
        sa.Column("request", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("request", "number", name="pk_events"),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name="fk_events_request_requests"),
    )
    for trigger in TRIGGERS:
        op.execute(trigger)
