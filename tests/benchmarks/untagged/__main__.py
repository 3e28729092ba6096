"""How well structure is recovered from layout alone, against what authors say of their own documents.

    python -m tests.benchmarks.untagged [FOLDER…] [--half both] [--worst 10] [--keep FOLDER]

Two sources of truth. Each FOLDER's tagged PDFs, where their tags are sound, are read as if they had
none: ``author`` says what counts as sound, and takes the tags away. And model documents are printed
in many styles by two programs, untagged: ``models`` and ``styles`` say which. Every other style is for
looking at causes ("development"), the others are only for their totals ("checking").

Prints the F1 of each role by folder and half, inventions counted; with --worst for single files too,
but never for those of the checking half. ``marks`` says what each figure counts.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean

from converters import ConversionError, convert
from tests.benchmarks.untagged.author import said_by_author, without_tags
from tests.benchmarks.untagged.marks import ROLES, Count, added, counts, f1
from tests.benchmarks.untagged.printing import HALVES, Sample, generated
from tests.benchmarks.untagged.structure import structure_of


def samples(folders: Sequence[Path], halves: Sequence[str]) -> Iterator[tuple[str, Sample]]:
    """Yield each sample with the corpus that it belongs to."""
    for folder in folders:
        for path in sorted(folder.glob("**/*.pdf")):
            if sample := tagged_sample(path):
                yield folder.name, sample
    for half in halves:
        for sample in generated(half):
            yield half, sample


def tagged_sample(path: Path) -> Sample | None:
    """Return the file at ``path`` without its tags, and what they say; None where they are not sound."""
    data = path.read_bytes()
    try:
        said = said_by_author(path, data)
        bare = without_tags(data) if said else b""
    except Exception:  # torn or locked: nobody's truth
        return None
    return Sample(path.name, path.parent.name, bare, *said) if said else None


def marks_of(sample: Sample) -> dict[str, Count] | None:
    """Return the counts of the roles that ``sample`` is asked for, None where nothing can be read."""
    try:
        page = convert(sample.pdf, ("html",)).files["html"].decode()
    except ConversionError:
        return None
    found = counts(sample.truth, structure_of(page))
    return {role: count for role, count in found.items() if role in sample.asked}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--half", choices=(*HALVES, "both", "none"), default="both")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list our N worst files")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write the PDFs that were read there")
    asked = parser.parse_args()
    halves = {"both": HALVES, "none": ()}.get(asked.half, (asked.half,))
    marks: dict[str, dict[str, dict[str, Count]]] = {}
    for corpus, sample in samples(asked.folders, halves):
        if asked.keep and corpus != "checking":
            (asked.keep / f"{corpus} {sample.name.removesuffix('.pdf').replace(':', '')}.pdf").write_bytes(
                sample.pdf
            )
        if (found := marks_of(sample)) is not None:
            marks.setdefault(corpus, {})[sample.name] = found
    print("\n".join(_table({f"{name} ({len(of)})": added(list(of.values())) for name, of in marks.items()})))
    shown = {
        name: found for corpus, of in marks.items() if corpus != "checking" for name, found in of.items()
    }
    print(
        "\n".join(
            _table(
                {name: shown[name] for name in sorted(shown, key=lambda n: _mean(shown[n]))[: asked.worst]}
            )
        )
    )


def _table(rows: Mapping[str, Mapping[str, Count]]) -> Iterator[str]:
    yield f"| | {' | '.join(ROLES)} | mean |" if rows else ""
    if rows:
        yield f"|{'---|' * (len(ROLES) + 2)}"
    for name, row in rows.items():
        yield f"| {name} | {' | '.join(_figure(row.get(role)) for role in ROLES)} | {_mean(row):.3f} |"


def _figure(count: Count | None) -> str:
    value = f1(count) if count else None
    return "–" if value is None else f"{value:.3f}"


def _mean(row: Mapping[str, Count]) -> float:
    known = [value for count in row.values() if (value := f1(count)) is not None]
    return fmean(known) if known else 1.0


if __name__ == "__main__":
    main()
