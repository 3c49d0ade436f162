"""What `verify` can find, as values: each names the place where the store is not as it was written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BrokenLink:
    """The first entry of the audit trail that does not follow from the one before it, or was altered."""

    entry: int


@dataclass(frozen=True)
class CutWithoutImport:
    """A cut and an import in the trail that do not belong together: one of them was taken out or put in."""

    entry: int


@dataclass(frozen=True)
class AlteredRow:
    """A row of a cut that is not the row of its import."""

    cut: int
    file: str
    row: int


@dataclass(frozen=True)
class AlteredRows:
    """A file of a cut whose rows are not those of its import: some are gone, added or in another order."""

    cut: int
    file: str


@dataclass(frozen=True)
class AlteredBlock:
    """Rows by column, as a review reads them, that are not those of their import, or that no import knows."""

    cut: int


@dataclass(frozen=True)
class StrayRow:
    """A stored row that was altered and stands in no cut that can still be read."""

    stored_row: int


@dataclass(frozen=True)
class AlteredDocument:
    """A file kept whole, such as the protocol, that is not the one of the import."""

    cut: int
    file: str


@dataclass(frozen=True)
class AlteredVerdict:
    """A verdict that is not what was shown, or that the trail does not know."""

    cut: int
    cut_off: str


@dataclass(frozen=True)
class VerdictGone:
    """A verdict that the trail tells of and that is not there any more."""

    entry: int


@dataclass(frozen=True)
class TwoVerdicts:
    """One program gave two verdicts of one cut, cut-off and protocol."""

    cut: int
    cut_off: str
    program: str


@dataclass(frozen=True)
class HeadNotThere:
    """A hash that was noted elsewhere as the newest is nowhere in the trail: it was written anew."""

    hash: str


@dataclass(frozen=True)
class FileDiffers:
    """A source file whose content is not that of the cut."""

    cut: int
    file: str


@dataclass(frozen=True)
class FileGone:
    """A source file of the cut that does not lie in the folder."""

    cut: int
    file: str


@dataclass(frozen=True)
class FileNotOfCut:
    """A file in the folder that the cut does not have."""

    cut: int
    file: str


Finding = (
    BrokenLink
    | CutWithoutImport
    | AlteredRow
    | AlteredRows
    | AlteredBlock
    | StrayRow
    | AlteredDocument
    | AlteredVerdict
    | VerdictGone
    | TwoVerdicts
    | HeadNotThere
    | FileDiffers
    | FileGone
    | FileNotOfCut
)
