"""The one place where the clock is read: when something was written into the store."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The present moment in UTC to the second, as 2026-04-02T08:15:00Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
