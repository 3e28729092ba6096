"""How the formats of a request are to be made: the size of large print, the grade of braille."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("requests", sa.Column("measures", sa.JSON, nullable=False, server_default="{}"))
