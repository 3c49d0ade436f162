"""What is allowed in SDTM domains and their mapping file; joins the phrases of `safety.records.allowed`."""

from __future__ import annotations

from safety.records.allowed import ALLOWED, key, listing

__all__ = ["key", "listing"]

ALLOWED.update(
    {
        "domain_once": "one file for a domain",
        "domain_split": "one file for a domain, {0}.csv or {0}.xpt; join the parts first",
        "sas_transport": "one whole dataset as a SAS transport file, version 5",
        "variable_needed": "a variable of this name; it is missing",
        "variable_of": "a variable of the domain: {list}",
        "mapping_table": "a table of what these words of the data mean: {list}",
        "mapping_such_as": "a mapping file; this one, with every value filled in:\n\n{list}",
        "folded_once": "each word only once; capital letters and blanks make no difference",
    }
)
