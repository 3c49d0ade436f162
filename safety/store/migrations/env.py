"""Alembic's way in: the steps run on the connection that opened the store, within its transaction."""

from alembic import context

from safety.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
