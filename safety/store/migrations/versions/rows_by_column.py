"""Rows by column, for a review to read; the rows of earlier cuts are read as before."""

import sqlalchemy as sa
from alembic import op

revision = "3_rows_by_column"
down_revision = "2_acknowledged"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "row_block",
        sa.Column(
            "first_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("cut_id", sa.Integer, sa.ForeignKey("cut.id"), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
