"""How far the conversion of a request is. It is overwritten, and no part of the history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "progress",
        sa.Column("request", sa.String(32), nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("format", sa.String(40)),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("request", name="pk_progress"),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name="fk_progress_request_requests"),
    )
