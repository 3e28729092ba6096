"""What Alembic runs: the steps, on the connection that schema.migrate was given."""

from __future__ import annotations

from alembic import context

from requests_log.schema import METADATA, VERSION_TABLE, is_ours

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    include_object=is_ours,
)
with context.begin_transaction():
    context.run_migrations()
