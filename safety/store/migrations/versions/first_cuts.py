"""Data cuts, the audit trail and the verdicts that were shown."""

import sqlalchemy as sa
from alembic import op

revision = "1_first_cuts"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "stored_row",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("cells", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "document",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "trail_entry",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("at", "who", "identity", "what", "why", "payload")
        ),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "cut",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("entry_id", sa.Integer, sa.ForeignKey("trail_entry.id"), nullable=False, unique=True),
    )
    op.create_table(
        "cut_sheet",
        sa.Column("cut_id", sa.Integer, sa.ForeignKey("cut.id"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("row_ids", sa.LargeBinary, nullable=False),
        sa.Column("row_numbers", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("cut_id", sa.Integer, sa.ForeignKey("cut.id"), nullable=False),
        sa.Column("cut_off", sa.String(10), nullable=False),
        sa.Column("program", sa.Text, nullable=False),
        sa.Column("protocol_sha256", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("entry_id", sa.Integer, sa.ForeignKey("trail_entry.id"), nullable=False),
        sa.UniqueConstraint(
            "cut_id",
            "cut_off",
            "program",
            "protocol_sha256",
            "sha256",
            name="one_verdict_of_one_program",
        ),
    )
