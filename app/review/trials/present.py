"""Trials in words: the list, and what can be tried."""

from datetime import datetime

from app.review.shared import version_names
from app.review.trials.load import ListedTrial
from app.ui.status_labels import Tone
from app.ui.table import Cell, Column
from core import formats
from core.usecases.trials.primary_text import text_of
from core.usecases.trials.start_trial import MORE_COST, MORE_COST_OF_ROUTES, MORE_TIME
from core.usecases.trials.trial_state import TrialState

WHAT = (
    "A trial gives a share of the people another version, and decides on their stars or first "
    "weeks by a rule that is written down before it starts. Looking early never makes it wrong."
)
OF_THE_START = (
    "From now on, people are placed when their next goal is planned. What decides and the limits "
    "are fixed until the trial ends."
)
OF_THE_PRIMARY = (
    "Stars are known at once, but few people rate. The first week shows what people do, and each "
    "person takes eight days. The other figure is shown beside, and decides nothing."
)
OF_MORE_COST = (
    "The mean cost of a run in the last 90 days is the usual. A candidate that certainly costs "
    f"more than this above it is rejected. Left empty, it is {formats.share(MORE_COST)}, for "
    f"routes {formats.share(MORE_COST_OF_ROUTES)}."
)
OF_MORE_TIME = (
    "The mean time of a run in the last 90 days is the usual. A candidate that certainly takes "
    f"longer than this above it is rejected. Left empty, it is {formats.share(MORE_TIME)}."
)
NOTHING_YET = (
    "Replay a version on past goals first. If it passes, an admin can try it on people: here, or "
    "with “rein experiment start”."
)
OF_THE_SAMPLE = (
    "These people are made up. Their trials are counted and decided on as real ones are, and "
    "release nothing. Replays and trials of your own people are on the page of your figures."
)
SEE_THE_SAMPLE = (
    "The sample has one trial that runs, one that was promoted and one that was rolled back."
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
    Column(title="People counted", right=True),
    Column(title="Started"),
    Column(title="Ended"),
)


def list_sentence(listed: tuple[ListedTrial, ...]) -> str:
    """Return how many trials run, and how many candidates were promoted."""
    running = sum(one.state in {TrialState.RUNNING, TrialState.EARLY} for one in listed)
    promoted = sum(one.state is TrialState.PROMOTED for one in listed)
    back = sum(one.state is TrialState.ROLLED_BACK for one in listed)
    parts = [
        f"{formats.count(n)} {word}"
        for n, word in ((running, "running"), (promoted, "promoted"), (back, "rolled back"))
        if n
    ]
    found = f"Of {formats.pluralize(len(listed), 'trial')}: {', '.join(parts)}. " if parts else ""
    return found + WHAT


def list_cells(one: ListedTrial, *, now: datetime) -> tuple[Cell, ...]:
    """Return a trial as a table row."""
    trial = one.trial
    return (
        Cell(text=one.state, tone=TONES[one.state]),
        Cell(
            text=f"{version_names.version(trial.label)} against v{trial.champion}",
            to=f"trials?id={trial.id}",
            note=f"decided by {text_of(trial.scale).name}",
        ),
        Cell(text=trial.reason),
        Cell(text=formats.count(one.n)),
        Cell(text=formats.short_moment(trial.started_at, now=now)),
        Cell(text=formats.short_moment(trial.ended_at, now=now) if trial.ended_at else ""),
    )
