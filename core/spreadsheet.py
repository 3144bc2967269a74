"""Cells of CSV files, which spreadsheet programs may run as formulas."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""First characters of a formula; the last four are the full-width forms of the first four."""


def as_cell(value: object) -> object:
    """Return a value that a spreadsheet shows but never runs. Numbers stay numbers."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
