"""Figures of the version board: each with its interval and how many records it is of."""

from collections.abc import Callable

from app.ui.table import Cell
from core import formats
from core.usecases.overview.list_versions import Estimate


def cell(estimate: Estimate, text_of: Callable[[float], str], runs: int = 0, to: str = "") -> Cell:
    """Return a figure with its interval, in which the unit is not repeated, and its n.

    Where it is of all runs, their column says n.
    """
    if estimate.value is None:
        return Cell(text=formats.UNKNOWN)
    found = estimate.interval
    ends = () if found is None else (text_of(end).strip("$ %s") for end in (found.low, found.high))
    bounds = f"[{', '.join(ends)}]" if found is not None else ""
    counted = "" if estimate.n == runs else f"n {formats.count(estimate.n)}"
    return Cell(text=text_of(estimate.value), to=to, note=f"{bounds} {counted}".strip())


def seconds(milliseconds: float) -> str:
    """Return a wait in seconds."""
    return f"{milliseconds / 1_000:.{0 if milliseconds >= 10_000 else 1}f} s"


def share(value: float) -> str:
    """Return a share with one decimal."""
    return formats.share(value, 1)
