"""Documents in, accessible formats out. No clock, no settings, no database, no network."""

from converters.convert import FIXES, Conversion, check, convert, fixed, read, write
from converters.document import Document
from converters.errors import ConversionError, InputError, OutputRejected, ToolError
from converters.facts import Facts, facts
from converters.findings import Finding, FindingKind
from converters.formats import READERS, WRITERS, Reader, Writer
from converters.options import ReadOptions, WriteOptions

__all__ = [
    "FIXES",
    "READERS",
    "WRITERS",
    "Conversion",
    "ConversionError",
    "Document",
    "Facts",
    "Finding",
    "FindingKind",
    "InputError",
    "OutputRejected",
    "ReadOptions",
    "Reader",
    "ToolError",
    "WriteOptions",
    "Writer",
    "check",
    "convert",
    "facts",
    "fixed",
    "read",
    "write",
]
