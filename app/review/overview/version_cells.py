"""Figures of the version board: each with its interval and how many records it is of."""

from collections.abc import Callable, Mapping

from app.ui.table import Cell
from core import formats
from core.usecases.overview.list_versions import Estimate, VersionRow
from core.usecases.providers.list_providers import OFFLINE_MODEL


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


def writer(row: VersionRow, took_over: Mapping[str, int]) -> Cell:
    """Return who wrote with which prompt; the offline coach, how often instead of a model."""
    note, instead = row.prompt_version, took_over.get(row.prompt_version, 0)
    if row.model == OFFLINE_MODEL and instead:
        own = max(0, row.runs - instead)
        how = f"{formats.count(instead)} after a model failed, {formats.count(own)} from the start"
        note = f"{note}: {how}" if note else how
    return Cell(text=row.model or formats.UNKNOWN, note=note)
