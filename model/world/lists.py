"""Lists and tables of words in files: a line each, with comments behind a #, and columns between tabs."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent  # all that the stories are made from
DATA = FOLDER / "data"  # what both worlds read


def lines_of(path: Path) -> list[str]:
    """The lines of a file, without comments and empty lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def table_of(path: Path, columns: int) -> list[list[str]]:
    """The rows below the line of headings, each of so many columns; those that are missing are empty."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")][1:]
    return [(row + [""] * columns)[:columns] for row in rows]
