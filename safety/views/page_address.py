"""Addresses within the dashboard: whatever page a link opens, study or cut, cut-off and language stay."""

from __future__ import annotations

import re

from safety.views import chosen
from safety.views.labels import language


def address(page: str = "", **wanted: str) -> str:
    """The address of a page with these choices; empty ones are left out, an empty page is the one that is open."""
    kept = chosen.in_url() | {"lang": "" if language() == "en" else language()}
    query = "&".join(f"{name}={_quoted(value)}" for name, value in (wanted | kept).items() if value)
    return f"{page}?{query}"


def _quoted(text: str) -> str:
    """Percent-encoded as RFC 3986 asks: a code out of a file may hold anything."""
    return re.sub(rb"[^\w.~-]", lambda byte: b"%%%02X" % ord(byte[0]), text.encode(errors="replace")).decode()
