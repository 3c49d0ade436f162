"""The tables of the store. Nothing in them is ever changed or deleted; rows are only added."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Cast,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    cast,
)

METADATA = MetaData()

# A row of a study file, stored once however many cuts hold it: its cells as JSON in UTF-8, and their SHA-256.
STORED_ROW = Table(
    "stored_row",
    METADATA,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("digest", LargeBinary, nullable=False),
    Column("cells", LargeBinary, nullable=False),
)

# The same rows by column, as a review reads them: those of one file that came new with one cut, as one block.
ROW_BLOCK = Table(
    "row_block",
    METADATA,
    Column("first_id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("cut_id", Integer, ForeignKey("cut.id"), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# A file kept whole, such as the protocol: stored once under its SHA-256.
DOCUMENT = Table(
    "document",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

# Who did what, when and why. Each entry's hash covers the entry and the hash before it.
TRAIL_ENTRY = Table(
    "trail_entry",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("identity", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

# A data cut is what its import's entry in the trail says; its sheets say which rows it holds, in which order.
CUT = Table(
    "cut",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("entry_id", Integer, ForeignKey("trail_entry.id"), nullable=False, unique=True),
)

CUT_SHEET = Table(
    "cut_sheet",
    METADATA,
    Column("cut_id", Integer, ForeignKey("cut.id"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("row_ids", LargeBinary, nullable=False),
    Column("row_numbers", LargeBinary, nullable=False),
)

# A verdict that was shown: the review's JSON, byte by byte (compressed), which program gave it, and the entries of
# the trail it rests on.
VERDICT = Table(
    "verdict",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("cut_id", Integer, ForeignKey("cut.id"), nullable=False),
    Column("cut_off", String(10), nullable=False),
    Column("program", Text, nullable=False),
    Column("protocol_sha256", String(64), nullable=False),
    Column("acknowledged", Text, nullable=False, server_default="[]"),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("entry_id", Integer, ForeignKey("trail_entry.id"), nullable=False),
    UniqueConstraint(
        "cut_id", "cut_off", "program", "protocol_sha256", "sha256", name="one_verdict_of_one_program"
    ),
)


def as_bytes(column: Column[bytes]) -> Cast[bytes]:
    """The content of a column as bytes, even where somebody wrote a text over it."""
    return cast(column, LargeBinary)
