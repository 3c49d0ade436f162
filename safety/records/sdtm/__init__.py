"""SDTM domains as our tables: dm, ex, ae, and where present ec, lb, vs, ds (CDISC SDTMIG 3.4).

What SDTM leaves to the sponsor stands in a mapping file. Every row becomes one row of a table or a supporting
row; what cannot be understood is passed on as it stands, so that the ordinary reading points at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from safety.records.raw_study import KeptFile, Tables
from safety.records.refusal import FileRefused, Finger
from safety.records.sdtm.adverse_events import adverse_events
from safety.records.sdtm.allowed import key, listing
from safety.records.sdtm.domain import Domain
from safety.records.sdtm.domains import read_domain_files
from safety.records.sdtm.exits import Exits
from safety.records.sdtm.infusions import collected_infusions, given_infusions, number_variable
from safety.records.sdtm.mapping import SponsorWords, sponsor_words
from safety.records.sdtm.measurements import measurements
from safety.records.sdtm.skeleton import skeleton, words_to_map
from safety.records.sdtm.subjects import subjects
from safety.records.text_file import read_bytes

Domains = Mapping[str, Domain]


def read_domains(folder: Path, mapping: Path | None) -> Tables:
    """Every row of the folder's domains, in a table of ours or as a supporting row.

    Raises FileRefused: a required domain missing, one given twice or in parts, a file or the mapping that
    cannot be read; without a mapping, naming its tables, the words they must hold, and a file to fill in.
    """
    domains = read_domain_files(folder)
    return as_our_tables(domains, KeptFile(mapping.name, read_bytes(mapping)) if mapping else None)


def as_our_tables(domains: Domains, mapping: KeptFile | None) -> Tables:
    """Every row of the domains, in a table of ours or as a supporting row. Raises FileRefused as above."""
    if mapping is None:
        raise FileRefused(_mapping_needed(domains))
    words = sponsor_words(*mapping, words_to_map(domains))
    if wrong := list(_variables_named_in_vain(mapping.name, words, domains)):
        raise FileRefused(wrong)
    return _tables(domains, words)


def mapping_skeleton(folder: Path) -> str:
    """The mapping file (TOML) that a folder needs, its words listed, its values still empty."""
    return skeleton(read_domain_files(folder))


def _tables(domains: Domains, words: SponsorWords) -> Tables:
    dm, ex, ae, ds = domains["dm"], domains["ex"], domains["ae"], domains.get("ds")
    tables = [subjects(dm, domains.get("vs"), Exits(ds, ae, words), words), given_infusions(ex, words)]
    supporting = [ds.supporting(row, "DSSTDTC") for row in ds.rows] if ds else []
    if "ec" in domains:
        collected, plans = collected_infusions(domains["ec"], ex, words)
        tables.append(collected)
        supporting += plans
    tables.append(adverse_events(ae, words))
    for code in ("lb", "vs"):
        if code in domains:
            table, not_done = measurements(domains[code], code.upper(), words)
            tables.append(table)
            supporting += not_done
    return tables, supporting


def _mapping_needed(domains: Domains) -> Iterator[Finger]:
    for table, words in words_to_map(domains).items():
        if words and table in ("dose_level", "dose", "causality"):
            yield Finger("--mapping", None, table, "", listing("mapping_table", words))
    yield Finger("--mapping", None, "infusion, number", "", listing("variable_of", domains["ex"].variables))
    yield Finger("--mapping", None, "", "", key("mapping_such_as", skeleton(domains)))


def _variables_named_in_vain(file: str, words: SponsorWords, domains: Domains) -> Iterator[Finger]:
    """A variable that its domain lacks would leave every row without what the mapping promises."""
    named = [("infusion, number", number_variable("EX", words), "ex")]
    named += [("infusion, number", number_variable("EC", words), "ec")]
    named += [("adverse_event, term", words.adverse_event.term, "ae")]
    if words.exit_rows:
        named.append(("exit_rows, variable", words.exit_rows.variable, "ds"))
    for place, variable, code in named:
        if code in domains and variable not in domains[code].variables:
            yield Finger(file, None, place, variable, listing("variable_of", domains[code].variables))
