"""Files in: study folders, protocols, and what is said of those that cannot be read."""
