"""What people did with their plans, in words: shares beside the window before, skips, plans."""

from app.review.shared.bars import Bar
from app.ui.table import Cell, Column
from app.ui.text import shorten
from core import formats
from core.progress.task_state import SkipReason
from core.quality.intervals import wilson_interval
from core.quality.targets.measure import EDITED
from core.quality.targets.target import WEEK_1
from core.usecases.outcomes.get_outcomes import (
    OutcomeReport,
    OutcomeRow,
    OutcomeShare,
    OutcomeTotals,
)

REASONS = {
    SkipReason.NO_TIME: "No time",
    SkipReason.TIRED: "Too tired",
    SkipReason.ILL: "Ill",
    SkipReason.AWAY: "Away",
    SkipReason.TOO_HARD: "Too hard",
    SkipReason.NOT_USEFUL: "Not useful",
    SkipReason.OTHER: "Another reason",
}
PLAN_COLUMNS = (
    Column(title="Trace", mono=True, plain=True),
    Column(title="Goal", wide=True),
    Column(title="First day"),
    Column(title=WEEK_1.title, right=True),
    Column(title="Week 2"),
    Column(title="Skipped", right=True),
)
_MAX_CHARACTERS = 120


def is_empty(report: OutcomeReport) -> bool:
    """Return whether no figure of any plan got final in the window."""
    now = report.now
    return not (now.plans or now.week_1.plans or now.edited.plans)


def edited(report: OutcomeReport) -> tuple[str, str]:
    """Return the share of plans edited within a day; and its n, interval and the window before."""
    now, before = report.now.edited, _before(report.before.edited)
    if not now.of:
        return (
            f"{EDITED.title}: {formats.UNKNOWN}",
            f"No plan is that far in this window. {before}.",
        )
    of = f"{now.yes} of {formats.pluralize(now.plans, 'plan')}"
    band = "" if now.interval is None else f", 95 % interval {formats.share_interval(now.interval)}"
    return f"{EDITED.title}: {formats.share(now.share)}", f"{of}{band}. {before}."


def _before(before: OutcomeShare) -> str:
    if before.share is None:
        return "The window before: no figure"
    plans = formats.pluralize(before.plans, "plan")
    return f"The window before: {formats.share(before.share)} ({plans})"


def skip_bars(totals: OutcomeTotals) -> tuple[Bar, ...]:
    """Return the share of each reason among the skipped tasks, the most frequent first."""
    of = totals.skipped
    counts = sorted(totals.skips.items(), key=lambda item: (-item[1], list(REASONS).index(item[0])))
    return tuple(
        Bar(
            label=REASONS[reason],
            share=n / of,
            figure=formats.share(n / of),
            more=f"{n} of {of}",
            interval=wilson_interval(n, of),
        )
        for reason, n in counts
        if n
    )


def plan_cells(row: OutcomeRow) -> tuple[Cell, ...]:
    """Return the line of one plan; its first cell opens the trace that made it."""
    text = " ".join(row.goal_text.split())
    week_1 = "replaced" if row.planned is None else f"{row.done} of {row.planned}"
    week_2 = {True: "came back", False: "not seen", None: "over before"}[row.returned]
    return (
        Cell(text=formats.short_id(row.trace_id), to=f"trace?id={row.trace_id}"),
        Cell(text=shorten(text, _MAX_CHARACTERS)),
        Cell(text=formats.day(row.first_day)),
        Cell(text=week_1),
        Cell(text=week_2),
        Cell(text=str(row.skipped)),
    )
