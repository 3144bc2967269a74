"""The version board: what each prompt version and model achieved, against the most used one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from app.review.overview.version_cells import cell, seconds, share, writer
from app.review.shared.slice_text import query_of
from app.ui import navigate, page_text, table
from app.ui.status_labels import SPAN_LABELS, Tone
from app.ui.table import Cell, Column
from core import formats
from core.quality.slice import Slice
from core.quality.targets.measure import COST_PER_GOAL
from core.quality.targets.standing import Standing
from core.quality.targets.target import ERRORS, LATENCY, WEEK_1
from core.tracing.names import GOAL_PIPELINE
from core.tracing.span_record import SpanStatus
from core.usecases.overview.list_versions import ComparedVersion

_TITLE = "Prompt versions and models"
_COLUMNS = (
    Column(title="Written by"),
    Column(title="Runs", right=True),
    Column(title=ERRORS.title, right=True),
    Column(title="Stars", right=True),
    Column(title="Against most used"),
    Column(title="Score", right=True),
    Column(title=WEEK_1.title, right=True),
    Column(title=COST_PER_GOAL.title, right=True),
    Column(title=LATENCY.title, right=True),
)

_TOOK_OVER = (
    "Where the offline coach wrote after a model had failed, its time and cost include the failed "
    "attempts."
)


_BY_KIND = urlencode({"compare": "Kind of goal"})
"""A version's score opens on what it is asked: on which kind of goal it is bad."""


def show(
    rows: tuple[ComparedVersion, ...],
    within: Slice,
    *,
    days: int,
    since: date,
    took_over: Mapping[str, int],
) -> None:
    """Draw the board; each row opens its ratings, evaluations and traces."""
    if not rows:
        page_text.section(_TITLE)
        page_text.note("Nothing was written in this window.")
        return
    with page_text.phone_fold(_TITLE, key="versions"):
        address = table.show(
            _COLUMNS,
            tuple(_cells(row, within, days=days, since=since, took_over=took_over) for row in rows),
            caption="Prompt versions and models, the most used first",
            key="overview.versions",
        )
        page_text.note(
            "In brackets: 95 % intervals. The stars of each row are compared with those of the "
            f"most used one. {_TOOK_OVER if any(took_over.values()) else ''}"
        )
    if address is not None:
        navigate.open_address(address)


def _cells(
    compared: ComparedVersion,
    within: Slice,
    *,
    days: int,
    since: date,
    took_over: Mapping[str, int],
) -> tuple[Cell, ...]:
    row = compared.row
    theirs = replace(within, prompt_version=row.prompt_version, model=row.model)
    query = urlencode(query_of(theirs) | {"days": str(days)})
    runs = query_of(theirs) | {"from": since.isoformat(), "name": GOAL_PIPELINE}
    failed = {"status": SPAN_LABELS[SpanStatus.ERROR][0]}
    label, tone, note = verdict(compared)
    return (
        writer(row, took_over),
        Cell(text=formats.count(row.runs), to=f"traces?{urlencode(runs)}"),
        cell(row.errors, share, row.runs, f"traces?{urlencode(runs | failed)}"),
        cell(row.stars, formats.figure, 0, f"feedback?{query}"),
        Cell(text=label, tone=tone, note=note),
        cell(row.score, formats.figure, 0, f"evaluations?{query}&{_BY_KIND}"),
        cell(row.week_1, formats.share),
        cell(row.cost, formats.money, row.runs),
        cell(row.p95_ms, seconds, row.runs),
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
