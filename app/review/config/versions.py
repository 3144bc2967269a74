"""Prompt versions with what each achieved, as table rows."""

from datetime import datetime
from urllib.parse import urlencode

from app.review.config.load import DAYS, VersionResult
from app.ui.status_labels import Tone
from app.ui.table import Cell, Column
from core import formats
from core.quality.targets.figure_text import write_number
from core.quality.targets.target import QUALITY, SATISFACTION, Target
from core.usecases.measures.estimates import Estimate
from core.usecases.prompts.list_prompts import PromptVersion, ReleaseStatus

RESULT_COLUMNS = (
    Column(title="Runs", right=True),
    Column(title=SATISFACTION.title, right=True),
    Column(title=QUALITY.title, right=True),
)
VERSION_COLUMNS = (
    Column(title="Version"),
    Column(title="State"),
    Column(title="Why it was written", wide=True),
    Column(title="Released"),
)


NO_RUN = "Nobody has planned a goal yet, so nothing is counted. The sample has figures."


def version_cells(
    version: PromptVersion, result: VersionResult | None, *, now: datetime
) -> tuple[Cell, ...]:
    """Return a prompt version as a table row, with what it achieved if that is counted."""
    text = version.text
    return (
        Cell(text=version.label, note=f"hash {text.hash[:8]}"),
        Cell(text="Live", tone=Tone.GOOD)
        if version.live
        else Cell(text=version.status.capitalize(), tone=Tone.NONE),
        Cell(text=text.intent),
        _released(version, now=now),
        *(() if result is None else _result_cells(version.label, result)),
    )


def _released(version: PromptVersion, *, now: datetime) -> Cell:
    """Return when a person released it; what came with Rein has no day of its own."""
    if version.status is ReleaseStatus.DRAFT:
        return Cell(text="Never")
    if version.released_at is None:
        return Cell(text="Came with Rein")
    return Cell(text=formats.short_moment(version.released_at, now=now))


def _result_cells(label: str, result: VersionResult) -> tuple[Cell, ...]:
    query = urlencode({"prompt": label, "days": DAYS})
    runs = f"traces?{urlencode({'prompt': label})}" if result.runs else ""
    return (
        Cell(text=formats.count(result.runs), to=runs),
        _figure(result.stars, SATISFACTION, f"feedback?{query}"),
        _figure(result.score, QUALITY, f"evaluations?{query}"),
    )


def _figure(found: Estimate, target: Target, address: str) -> Cell:
    if found.value is None:
        return Cell(text=formats.UNKNOWN, note=f"no {target.noun} yet")
    bounds = formats.interval(found.interval)
    return Cell(
        text=write_number(found.value, target),
        to=address,
        note=f"{bounds} n = {formats.count(found.n)}".strip(),
    )


def results_note(*, counted: bool) -> str:
    """Return what the results beside the versions are, or why there are none."""
    if not counted:
        return "Results are counted by the version of generate, whose text people rate."
    return (
        f"Results of the last {DAYS} days, with 95 % intervals; each figure opens its records. "
        "Overview compares versions and models."
    )
