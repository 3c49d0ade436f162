"""The one place where the clock is read: when something was written into the store."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta


def now() -> str:
    """The present moment in UTC to the second, as 2026-04-02T08:15:00Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def latest_day_at(moment: str) -> date:
    """The latest day that it was anywhere on earth at a moment of `now`: a day may begin 14 hours before UTC's."""
    return date.fromisoformat(moment[:10]) + timedelta(days=1)
