"""The memory of a study: every data cut as it was imported, who did what when, and the verdicts that were shown."""
