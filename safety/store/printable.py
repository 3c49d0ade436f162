"""What may stand in the audit trail and on a terminal: letters and signs that can be seen, and single blanks.

A control character can colour, hide or overwrite what a terminal shows, and a mark of direction can turn a sentence
round. Whatever is typed is noted without them; what an older program noted stays as it is, and is shown without them.
"""

from __future__ import annotations

import json


def printable(text: str) -> str:
    """The text on one line, without anything that cannot be seen."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


def escaped(text: str) -> str:
    """The text with everything that cannot be seen written out, as \\u202e; in JSON it stays the same value."""
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)
