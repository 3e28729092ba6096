"""Documents in, accessible formats out. No clock, no settings, no database, no network."""

from converters.convert import FIXES, Conversion, check, convert, fixed, read, write
from converters.document import Document
from converters.errors import ConversionError, InputError, OutputRejected, ToolError
from converters.facts import Facts, facts
from converters.findings import Finding, FindingKind
from converters.formats import READERS, WRITERS, Reader, Writer, available
from converters.options import ReadOptions, Typeface, WriteOptions
from converters.progress import Report, Stage, Step
from converters.quality import Quality, quality_of
from converters.quality import from_data as quality_from
from converters.quality import sentences as quality_sentences
from converters.quality import status as quality_status

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
    "Quality",
    "ReadOptions",
    "Reader",
    "Report",
    "Stage",
    "Step",
    "ToolError",
    "Typeface",
    "WriteOptions",
    "Writer",
    "available",
    "check",
    "convert",
    "facts",
    "fixed",
    "quality_from",
    "quality_of",
    "quality_sentences",
    "quality_status",
    "read",
    "write",
]
