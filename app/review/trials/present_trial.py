"""One trial in words: what differs, what it has found, and how it is decided."""

import tomllib

from app.review.trials.load import TrialView
from app.ui.table import Column
from core import formats, signed
from core.usecases.trials.list_trials import Evidence, TrialReport, Watch
from core.usecases.trials.primary_text import text_of
from core.usecases.trials.trial_state import TrialState

OF_THE_TABLE = "the model of the routing table"
RESULT_COLUMNS = (
    Column(title="Rating"),
    Column(title="Version", plain=True),
    Column(title="When", plain=True),
    Column(title="Trace", mono=True, plain=True),
)


def sentence(view: TrialView) -> str:
    """Return how the trial stands."""
    report, trial = view.report, view.report.trial
    found, text = report.findings.primary, text_of(trial.scale)
    people = text.people(found.n)
    if view.state is TrialState.EARLY:
        return (
            f"Too early to tell: {people}, and from {trial.rule.least_n:,} on a winner may be "
            f"called."
        )
    if view.state is TrialState.RUNNING:
        return f"Running: {people}, the difference is {text.difference(found)}. Not decided yet."
    known = "" if found.difference is None else f"The trial found {text.difference(found)}: "
    ended = f"{view.state}: {trial.decision} {known}{people}."
    return f"{ended} {trial.watch_note or _watched(report)}".strip()


def _watched(report: TrialReport) -> str:
    """Return what the ratings since a promotion show, or "" if it is not watched."""
    found = report.watching
    if found is None or report.trial.watch is not Watch.WATCHED:
        return ""
    people = formats.pluralize(found.n, "person", "people")
    text = text_of(report.trial.scale)
    mean = f" with {text.mean(found.mean)} {text.of_mean} in the mean" if found.n else ""
    floor = text.mean(found.floor)
    return (
        f"Watched since: {people}{mean}. If that is certainly below {floor}, or if runs are "
        "certainly worse on what must not get worse, the version is rolled back."
    )


def difference(one: Evidence) -> str:
    """Return a difference with its range, or that it is not known."""
    if one.difference is None:
        return "no result yet"
    return f"{signed.figure(one.difference, 2)} {signed.interval(one, 2)}"


def what_differs(view: TrialView) -> tuple[str, ...]:
    """Return what the candidate does otherwise, a sentence each."""
    old, new = view.champion, view.candidate
    if old is None or new is None:
        return ("The text of one of the versions is not in this program.",)
    before, after = tomllib.loads(old.text.settings), tomllib.loads(new.text.settings)
    dropped = tuple(
        f"{name.capitalize()}: {OF_THE_TABLE} instead of {before[name]}."
        for name in before
        if name not in after
    )
    changed = tuple(
        f"{name.replace('_', ' ').capitalize()}: {after[name]} instead of "
        f"{before.get(name, OF_THE_TABLE)}."
        for name in after
        if after[name] != before.get(name)
    )
    return (new.text.intent, *changed, *dropped)
