"""The page for the minutes: each part of it a file, its layout in page.typ."""
