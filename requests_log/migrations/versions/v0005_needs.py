"""What people need, remembered under a code; and who was answered at once by a version that was there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "needs",
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("answers", sa.JSON, nullable=False),
        sa.Column("reviewed_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_needs"),
    )
    op.create_table(
        "answered_at_once",
        sa.Column("visit", sa.String(32), nullable=False),
        sa.Column("document", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("visit", name="pk_answered_at_once"),
    )
    op.create_index("ix_answered_at_once_at", "answered_at_once", ["at"])
