"""Trials in words: the list, and what can be tried."""

from datetime import datetime

from app.review.trials.load import ListedTrial
from app.ui.status_labels import Tone
from app.ui.table import Cell, Column
from core import formats
from core.usecases.trials.trial_state import TrialState

WHAT = (
    "A trial gives a share of the people another version, and decides on their first ratings by a "
    "rule that is written down before it starts. It may be looked at at any time."
)
NOTHING_YET = (
    "Replay a version on past goals first. If it passes, an admin can try it on people: here, or "
    "with “rein experiment start”."
)
TONES = {
    TrialState.EARLY: Tone.NONE,
    TrialState.RUNNING: Tone.WARN,
    TrialState.PROMOTED: Tone.GOOD,
    TrialState.ROLLED_BACK: Tone.BAD,
    TrialState.REJECTED: Tone.NONE,
    TrialState.NO_DIFFERENCE: Tone.NONE,
    TrialState.STOPPED: Tone.NONE,
}
COLUMNS = (
    Column(title="State"),
    Column(title="Trial"),
    Column(title="Why", wide=True),
    Column(title="People who rated", right=True),
    Column(title="Started"),
    Column(title="Ended"),
)


def list_sentence(listed: tuple[ListedTrial, ...]) -> str:
    """Return how many trials run, and how many candidates were promoted."""
    running = sum(one.state in {TrialState.RUNNING, TrialState.EARLY} for one in listed)
    promoted = sum(one.state is TrialState.PROMOTED for one in listed)
    runs = formats.pluralize(running, "trial runs", "trials run") if running else "No trial runs"
    return (
        f"{runs}; {formats.pluralize(promoted, 'candidate was', 'candidates were')} promoted so "
        f"far. {WHAT}"
    )


def list_cells(one: ListedTrial, *, now: datetime) -> tuple[Cell, ...]:
    """Return a trial as a table row."""
    trial = one.trial
    return (
        Cell(text=one.state, tone=TONES[one.state]),
        Cell(text=f"{trial.label} against v{trial.champion}", to=f"trials?id={trial.id}"),
        Cell(text=trial.reason),
        Cell(text=formats.count(one.n)),
        Cell(text=formats.short_moment(trial.started_at, now=now)),
        Cell(text=formats.short_moment(trial.ended_at, now=now) if trial.ended_at else ""),
    )
