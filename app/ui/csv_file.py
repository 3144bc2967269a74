"""CSV files: UTF-8 that Excel recognises, without cells that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Sequence

from core.precision import without_noise
from core.spreadsheet import as_cell


def write(names: Sequence[str], rows: Iterable[object]) -> bytes:
    """Return the named fields of each row as CSV. None becomes an empty cell, never 0."""
    return write_rows(names, ([getattr(row, name) for name in names] for row in rows))


def write_rows(names: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Return rows of values as CSV, below their names."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig", "replace")


def cell(value: object) -> str:
    """Return the text of one cell."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(without_noise(value))
    return str(value) if isinstance(value, int) else str(as_cell(str(value)))
