"""Grading of laboratory measurements, held against CTCAE v5.0."""
