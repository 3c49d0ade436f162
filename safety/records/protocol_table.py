"""What every table of a protocol file has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from safety.records.protocol_cells import Text


class Table(BaseModel):
    """A table of the file; a key that is not its own is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Cited(Table):
    """A table that says where in the protocol its content stands."""

    section: Text
