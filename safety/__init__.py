"""DLT safety monitor: from the records of a phase I trial to what its protocol allows next."""

__version__ = "0.1.0"
