"""The version board: what each prompt version and model achieved, against the most used one."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

from app.review.shared.slice_text import query_of
from app.ui import navigate, page_text, table
from app.ui.status_labels import Tone
from app.ui.table import Cell, Column
from core import formats
from core.quality.slice import Slice
from core.quality.targets.measure import COST_PER_GOAL
from core.quality.targets.standing import Standing
from core.quality.targets.target import WEEK_1
from core.usecases.overview.list_versions import ComparedVersion, Estimate

_COLUMNS = (
    Column(title="Written by"),
    Column(title="Runs", right=True),
    Column(title="Stars", right=True),
    Column(title="Against most used"),
    Column(title="Score", right=True),
    Column(title=WEEK_1.title, right=True),
    Column(title=COST_PER_GOAL.title, right=True),
    Column(title="p95", right=True),
)


def show(rows: tuple[ComparedVersion, ...], within: Slice, *, days: int) -> None:
    """Draw the board; each row opens its ratings, evaluations and traces."""
    page_text.section("Prompt versions and models")
    if not rows:
        page_text.note("Nothing was written in this window.")
        return
    address = table.show(
        _COLUMNS,
        tuple(_cells(row, within, days=days) for row in rows),
        caption="Prompt versions and models, the most used first",
        key="overview.versions",
    )
    page_text.note(
        "In brackets: 95 % intervals. Stars are compared with those of the most used version "
        "(Welch's t); how many more ratings would tell is for both growing alike."
    )
    if address is not None:
        navigate.open_address(address)


def _cells(compared: ComparedVersion, within: Slice, *, days: int) -> tuple[Cell, ...]:
    row = compared.row
    theirs = replace(within, prompt_version=row.prompt_version, model=row.model)
    query = urlencode(query_of(theirs) | {"days": str(days)})
    label, tone, note = verdict(compared)
    return (
        Cell(text=row.model or formats.UNKNOWN, note=row.prompt_version),
        Cell(text=formats.count(row.runs), to=f"traces?{urlencode(query_of(theirs))}"),
        _cell(row.stars, formats.figure, f"feedback?{query}"),
        Cell(text=label, tone=tone, note=note),
        _cell(row.score, formats.figure, f"evaluations?{query}"),
        _cell(row.week_1, formats.share),
        _cell(row.cost, formats.money),
        _cell(row.p95_ms, _seconds),
    )


def verdict(compared: ComparedVersion) -> tuple[str, Tone | None, str]:
    """Return whether the stars of a version differ from those of the most used one, and by what."""
    found, more = compared.stars, compared.more_ratings
    if found is None:
        label = "Most used" if compared.row.stars.n else "No ratings to compare"
        return label, None, ""
    size = f"{'+' if found.value > 0 else '−'}{abs(found.value):.1f} stars"
    if found.certain:
        better = found.value > 0
        label = "Better" if better else "Worst" if compared.worst else "Worse"
        return label, Tone.GOOD if better else Tone.BAD, size
    needed = "" if more is None else f", about {formats.count(more)} more ratings would tell"
    return Standing.UNDECIDED.value, Tone.NONE, f"{size}{needed}"


def _cell(estimate: Estimate, text_of: Callable[[float], str], to: str = "") -> Cell:
    """Return a figure with its interval, in which the unit is not repeated, and its n."""
    if estimate.value is None:
        return Cell(text=formats.UNKNOWN)
    found = estimate.interval
    ends = () if found is None else (text_of(end).strip("$ %s") for end in (found.low, found.high))
    bounds = f"[{', '.join(ends)}] " if found is not None else ""
    return Cell(text=text_of(estimate.value), to=to, note=f"{bounds}n {formats.count(estimate.n)}")


def _seconds(milliseconds: float) -> str:
    return f"{milliseconds / 1_000:.{0 if milliseconds >= 10_000 else 1}f} s"
