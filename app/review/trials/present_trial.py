"""One trial in words: what differs, what it has found, and how it is decided."""

import tomllib

from app.charts.sequence import Step
from app.review.trials.load import TrialView
from app.ui.table import Column
from app.ui.tiles import Tile
from core import formats, signed
from core.usecases.trials.list_trials import ALPHA, Evidence, TrialReport, Watch
from core.usecases.trials.trial_state import TrialState

OF_THE_TABLE = "the model of the routing table"
DECIDED_AT = 2 / ALPHA
RESULT_COLUMNS = (
    Column(title="Rating"),
    Column(title="Version", plain=True),
    Column(title="When", plain=True),
    Column(title="Trace", mono=True, plain=True),
)


def sentence(view: TrialView) -> str:
    """Return how the trial stands."""
    report, trial = view.report, view.report.trial
    found = report.findings.primary
    people = formats.pluralize(found.n, "person has rated", "people have rated")
    if view.state is TrialState.EARLY:
        return (
            f"Too early to tell: {people}, and from {trial.rule.least_n:,} on a winner may be "
            f"called."
        )
    if view.state is TrialState.RUNNING:
        return f"Running: {people}, the difference is {difference(found)} stars. Not decided yet."
    ended = f"{view.state}: {trial.decision} {difference(found)} stars from {found.n:,} people."
    return f"{ended} {trial.watch_note or _watched(report)}".strip()


def _watched(report: TrialReport) -> str:
    """Return what the ratings since a promotion show, or "" if it is not watched."""
    found = report.watching
    if found is None or report.trial.watch is not Watch.WATCHED:
        return ""
    people = formats.pluralize(found.n, "person", "people")
    mean = f" with {formats.figure(found.mean, 2)} stars in the mean" if found.n else ""
    floor = formats.figure(found.floor, 2)
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


def tiles(report: TrialReport) -> tuple[Tile, ...]:
    """Return the main figures."""
    found, means, rule = report.findings.primary, report.means, report.trial.rule
    n = f"n = {formats.pluralize(found.n, 'person', 'people')}"
    e_value = max(found.for_candidate, found.for_champion)
    side = "candidate" if found.for_candidate >= found.for_champion else "champion"
    return (
        Tile(
            label="Difference in stars",
            value="–" if found.difference is None else signed.figure(found.difference, 2),
            lines=(f"{signed.interval(found, 2)}, at any time", n),
        ),
        Tile(
            label=f"Candidate, v{report.trial.candidate}",
            value=formats.figure(means.candidate, 2),
            unit="stars",
        ),
        Tile(
            label=f"Champion, v{report.trial.champion}",
            value=formats.figure(means.champion, 2),
            unit="stars",
        ),
        Tile(
            label="Evidence",
            value=f"{e_value:.1f}",
            lines=(
                f"for the {side}; decided at {DECIDED_AT:g}",
                f"with {rule.least_n:,} to {rule.most_n:,} people",
            ),
        ),
    )


def steps(report: TrialReport) -> tuple[Step, ...]:
    """Return the evidence over the people as points of the chart."""
    return tuple(
        Step(n=one.n, difference=one.difference, low=one.low, high=one.high)
        for one in report.over_n
    )
