"""Records as a file for a spreadsheet: UTF-8 that Excel recognises, and no cell that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Sequence

_BEGINS_FORMULA = frozenset(
    "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
)  # the last four are the wide forms of the first


def write(names: Sequence[str], rows: Iterable[object]) -> bytes:
    """Return the named fields of each row; what is not known is an empty cell, never 0."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    for row in rows:
        writer.writerow([cell(getattr(row, name)) for name in names])
    return out.getvalue().encode("utf-8-sig", "replace")


def cell(value: object) -> str:
    """Return a cell that no spreadsheet runs as a formula; a negative figure stays a figure."""
    text = "" if value is None else str(value)
    if isinstance(value, int | float):
        return text
    return f"'{text}" if text[:1] in _BEGINS_FORMULA else text
