"""Read, fix in order, write: the whole way from a file's bytes to the formats asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from converters.document import Document
from converters.errors import ConversionError, FormatFailed, OutputRejected, TooComplex
from converters.findings import Finding
from converters.fixes.captions import bind_captions
from converters.fixes.gaps import notice_gaps
from converters.fixes.headings import close_heading_gaps
from converters.fixes.lists import lone_items_as_text
from converters.fixes.origins import boxes_as_shown
from converters.fixes.pages import join_cut_paragraphs, join_lists, join_paragraphs
from converters.fixes.tables import join_tables
from converters.formats import READERS, WRITERS
from converters.options import ReadOptions, WriteOptions
from converters.pace import pace
from converters.progress import Report, Stage, Step, nobody
from converters.walk import pages_of

Keep = Callable[[str, bytes], None]
Fix = Callable[[Document], tuple[Document, tuple[Finding, ...]]]

# In this order: a list is judged by its length when its parts are one; tables are joined before
# captions are bound, because a caption on the second page starts another table; gaps are looked
# for when everything else is in place; boxes are turned last, because what belongs together is
# told by where it stands on an upright page.
FIXES: tuple[Fix, ...] = (
    join_cut_paragraphs,
    join_paragraphs,
    join_lists,
    lone_items_as_text,
    join_tables,
    bind_captions,
    close_heading_gaps,
    notice_gaps,
    boxes_as_shown,
)

DEFAULT_READ = ReadOptions()
DEFAULT_WRITE = WriteOptions()


def nowhere(name: str, made: bytes) -> None:
    """Nobody wants a file before all are made."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """What came of a file: by name of format, its bytes in ``files`` or what went wrong in ``failures``.

    ``findings`` are of the document, and of what each format can only say in another way.
    """

    document: Document
    findings: tuple[Finding, ...]
    files: Mapping[str, bytes]
    failures: Mapping[str, ConversionError]


def read(data: bytes, options: ReadOptions = DEFAULT_READ) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document in ``data``, fixed, and everything noticed on the way.

    Raises:
        ConversionError: there is nothing to deliver; its ``code`` says why.
    """
    try:
        with pace():
            return fixed(*READERS["pdf"].read(data, options))
    except ConversionError:
        raise
    except (MemoryError, RecursionError) as error:
        raise TooComplex(repr(error)) from error
    except Exception as error:  # a fault of ours must not look like a crash of the service
        raise ConversionError(repr(error)) from error


def fixed(document: Document, findings: tuple[Finding, ...] = ()) -> tuple[Document, tuple[Finding, ...]]:
    """Return ``document`` after every fix, and ``findings`` with what the fixes noticed."""
    for fix in FIXES:
        document, noticed = fix(document)
        findings += noticed
    return document, findings


def write(
    document: Document,
    findings: tuple[Finding, ...],
    name: str,
    options: WriteOptions = DEFAULT_WRITE,
) -> bytes:
    """Return ``document`` in the format called ``name``.

    Raises:
        KeyError: there is no such format.
        ConversionError: it could not be made; an unforeseen cause is chained.
    """
    writer = WRITERS[name]
    try:
        return writer.write(document, findings, options)
    except ConversionError:
        raise
    except (MemoryError, RecursionError) as error:
        raise TooComplex(f"{name}: {error!r}") from error
    except Exception as error:  # one writer's fault must not lose the other formats
        raise FormatFailed(f"{name}: {error!r}") from error


def check(name: str, data: bytes) -> tuple[str, ...]:
    """Return why ``data`` may not be delivered in the format called ``name``, in plain words; none: it may.

    These are the judges that need neither a browser nor Java. A check that
    stops with an error has not passed the file.

    Raises:
        ValueError: there is no check for this format.
    """
    # The libraries that read the files are large; who only asks for help needs none of them.
    from converters.checks import UnknownFormat, note_problems, problems

    try:
        return problems(name, data) or note_problems(name, data)
    except UnknownFormat:
        raise
    except Exception:  # whatever upset the check would upset somebody's program too
        return ("Our own check of this file stopped with an error.",)


def delivered(
    document: Document,
    findings: tuple[Finding, ...],
    name: str,
    options: WriteOptions = DEFAULT_WRITE,
) -> bytes:
    """Return ``document`` in the format called ``name``, written and found good.

    Raises:
        KeyError: there is no such format.
        OutputRejected: our own check refuses the file.
        ConversionError: it could not be made.
    """
    made = write(document, findings, name, options)
    options.report(Step(Stage.CHECKING, 0, 0, name))
    if found := check(name, made):
        raise OutputRejected(f"{name}: {found}", found)
    return made


def convert(
    data: bytes,
    formats: Iterable[str],
    read_options: ReadOptions = DEFAULT_READ,
    write_options: WriteOptions = DEFAULT_WRITE,
    report: Report = nobody,
    keep: Keep = nowhere,
) -> Conversion:
    """Return the document in ``data`` in each of ``formats``; one that fails does not lose the others.

    A file that our own check refuses is among the failures, never among the files.
    ``report`` is told how far it is, page by page. ``keep`` is given the name and the bytes of
    each file as soon as it is made; a ConversionError that it raises is that format's failure.

    Raises:
        KeyError: there is no format of one of these names.
        ConversionError: the file could not be read at all.
    """
    names = tuple(dict.fromkeys(formats))
    if unknown := [name for name in names if name not in WRITERS]:
        raise KeyError(unknown[0])
    with pace():
        document, findings = read(data, replace(read_options, report=report))
        return _written(document, findings, names, replace(write_options, report=report), keep)


def _written(
    document: Document,
    findings: tuple[Finding, ...],
    names: tuple[str, ...],
    write_options: WriteOptions,
    keep: Keep,
) -> Conversion:
    """Return ``document`` in the formats called ``names``, as ``convert`` does."""
    whole = tuple(dict.fromkeys((*findings, *_foreseen(document, names, write_options))))
    files: dict[str, bytes] = {}
    failures: dict[str, ConversionError] = {}
    for name in names:
        write_options.report(Step(Stage.WRITING, 0, pages_of(document), name))
        try:
            known = whole if WRITERS[name].tells_all else findings
            made = delivered(document, known, name, write_options)
            keep(name, made)
            files[name] = made
        except ConversionError as error:
            failures[name] = error
    return Conversion(document, whole, files, failures)


def _foreseen(document: Document, names: Iterable[str], options: WriteOptions) -> Iterator[Finding]:
    """Yield what each format can only say in another way; what keeps it from being made is not said here."""
    for name in names:
        try:
            yield from WRITERS[name].foresee(document, options)
        except Exception:  # noqa: S112 - the writer stops at the same, and says so
            continue
