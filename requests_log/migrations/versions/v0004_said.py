"""What was written with an event. It stands beside the events, so that it can be erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "said",
        sa.Column("request", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("page", sa.Text),
        sa.PrimaryKeyConstraint("request", "number", name="pk_said"),
        sa.ForeignKeyConstraint(
            ["request", "number"], ["events.request", "events.number"], name="fk_said_request_events"
        ),
    )
