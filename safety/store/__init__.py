"""The memory of a study: every data cut as it was imported, who did what when, and the verdicts that were shown."""

from safety.store.store import Store, open_store

__all__ = ["Store", "open_store"]
