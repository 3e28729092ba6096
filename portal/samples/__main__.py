"""``python -m portal.samples FOLDER``: make the samples and print their paths."""

from __future__ import annotations

import argparse
from pathlib import Path

from portal.samples import make_samples


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m portal.samples", description="Make the sample PDFs.")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where to put them; made when missing")
    for sample in make_samples(parser.parse_args().folder):
        print(sample.path)


if __name__ == "__main__":
    main()
