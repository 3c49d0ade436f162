"""A stored verdict names the acknowledgements that it rests on; those given before rest on none."""

import sqlalchemy as sa
from alembic import op

revision = "2_acknowledged"
down_revision = "1_first_cuts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("verdict", sa.Column("acknowledged", sa.Text, nullable=False, server_default="[]"))
