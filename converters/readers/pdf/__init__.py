"""Reading PDFs: the engine's pages, our own page types, and the steps from one to a Document."""

from converters.readers.pdf.reader import read_pdf

__all__ = ["read_pdf"]
