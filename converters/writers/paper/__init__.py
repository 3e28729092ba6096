"""A document on paper: HTML set as a PDF by WeasyPrint, with our own structure tree in it."""
