"""Trials in words: the list, and what can be tried."""

from datetime import datetime

from app.review.trials.load import Choices, ListedTrial
from app.ui.status_labels import Tone
from app.ui.table import Cell, Column
from core import formats
from core.usecases.prompts.list_prompts import PromptVersion
from core.usecases.trials.replay_version import Replay, Verdict
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
VERSION_COLUMNS = (
    Column(title="Version"),
    Column(title="Status"),
    Column(title="Why it was written", wide=True),
    Column(title="Replay against the live version", wide=True),
)
_VERDICTS = {
    Verdict.PASSED: ("Pass", Tone.GOOD),
    Verdict.FAILED: ("Fail", Tone.BAD),
    Verdict.UNDECIDED: ("Undecided", Tone.NONE),
}


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


def candidates(choices: Choices) -> tuple[PromptVersion, ...]:
    """Return the versions that are not live, of prompts without a running trial."""
    return tuple(
        one for one in choices.versions if not one.live and one.text.name not in choices.running
    )


def live_version(choices: Choices, name: str) -> int | None:
    """Return the live version of a prompt."""
    return next(
        (one.text.version for one in choices.versions if one.live and one.text.name == name), None
    )


def replay_of(choices: Choices, version: PromptVersion) -> Replay | None:
    """Return the newest replay of a version against the live one."""
    name, live = version.text.name, live_version(choices, version.text.name)
    wanted = (name, live, version.text.version)
    return next(
        (one for one in choices.replays if (one.prompt, one.champion, one.candidate) == wanted),
        None,
    )


def version_cells(version: PromptVersion, replay: Replay | None) -> tuple[Cell, ...]:
    """Return a version that can be tried as a table row."""
    verdict, tone = _VERDICTS[replay.verdict] if replay is not None else ("Not replayed", Tone.NONE)
    found = f"{verdict}, {replay_figures(replay)}" if replay is not None else verdict
    return (
        Cell(text=f"{version.text.name}@v{version.text.version}"),
        Cell(text=version.status.capitalize()),
        Cell(text=version.text.intent),
        Cell(text=found, tone=tone),
    )


def replay_figures(replay: Replay) -> str:
    """Return the gain of a replay with its interval and number of goals."""
    gain = replay.gain
    unit = "points" if "score" in replay.aim else "%"
    return (
        f"{replay.aim}: {gain.mean:+.1f} {unit} [{gain.low:+.1f}, {gain.high:+.1f}], "
        f"{formats.pluralize(gain.n, 'goal')}"
    )
