"""Alerts, rules and their history in words."""

from app.review.alerts.load import AlertsView
from app.review.shared import standing
from app.ui.status_labels import Tone
from app.ui.table import Cell, Column
from core import formats
from core.quality.targets.bounds import LEVEL
from core.quality.targets.figure_text import write_figure
from core.usecases.alerts.list_history import AlertEntry, AlertEventKind
from core.usecases.alerts.list_rules import RuleState, Standing

EXPLANATION = (
    "An alert is raised when a figure misses its target by more than chance explains "
    f"({formats.share(LEVEL, 1)} sure), and closed as soon as the figure is back. The bar is the "
    "range in which the true value lies (95 % interval); the upright line is the target."
)

NO_HISTORY = (
    "An alert that is raised, acknowledged with a note or resolved stays here with its figure at "
    "the time. Try it on the sample: its bad week raised some."
)

EVENT_COLUMNS = (
    Column(title="Event"),
    Column(title="State"),
    Column(title="Now", right=True),
    Column(title="What it means, and what to do first", wide=True),
    Column(title="Records"),
)

HISTORY_COLUMNS = (
    Column(title="When", plain=True),
    Column(title="What", plain=True),
    Column(title="Alert", wide=True),
    Column(title="By"),
    Column(title="Note", wide=True),
    Column(title="Records"),
)

_EVENTS = {
    AlertEventKind.RAISED: ("Raised", Tone.BAD),
    AlertEventKind.REOPENED: ("Open again", Tone.WARN),
    AlertEventKind.WORSENED: ("Now an error", Tone.BAD),
    AlertEventKind.ACKNOWLEDGED: ("Acknowledged", Tone.NONE),
    AlertEventKind.RESOLVED: ("Resolved", Tone.GOOD),
}


def sentence(view: AlertsView) -> str:
    """Return how many alerts are open, and how many figures cannot be decided yet."""
    if view.open_alerts:
        n = formats.pluralize(len(view.open_alerts), "alert is open", "alerts are open")
        unseen = sum(alert.seen_at is None for alert in view.open_alerts)
        return f"{n}, {unseen} of them not acknowledged." if unseen else f"{n}, all acknowledged."
    missed = sum(rule.standing is Standing.MISSED for rule in view.rules)
    if missed:
        figures = formats.pluralize(missed, "figure misses its target", "figures miss their target")
        return f"No alert is open; {figures}."
    if all(rule.reading is None for rule in view.rules if rule.target is not None):
        return "No alert is open; there are no records that could raise one yet."
    return "No alert is open."


def event_cells(rule: RuleState) -> tuple[Cell, ...]:
    """Return a rule that waits for an event as a table row."""
    label, tone = state_of(rule)
    return (
        Cell(text=rule.title),
        Cell(text=label, tone=tone),
        Cell(text=_now(rule)),
        Cell(text=rule.meaning),
        Cell(text="Open", to=rule.address),
    )


def _now(rule: RuleState) -> str:
    if rule.reading is None or rule.measure is None:
        return ""
    return write_figure(rule.reading.value, rule.measure)


def state_of(rule: RuleState) -> tuple[str, Tone]:
    """Return how the figure of a rule stands, or whether an event has raised an alert."""
    if rule.target is not None and rule.limit is not None and not rule.open_alerts:
        return standing.state_of(rule.standing)
    return ("Alert open", Tone.BAD) if rule.open_alerts else ("None open", Tone.NONE)


def history_cells(entry: AlertEntry, *, when: str) -> tuple[Cell, ...]:
    """Return an entry of the history as a table row."""
    label, tone = _EVENTS[entry.event]
    return (
        Cell(text=when),
        Cell(text=label, tone=tone),
        Cell(text=entry.message),
        Cell(text=entry.actor or "Rein"),
        Cell(text=entry.note),
        Cell(text="Open", to=entry.address) if entry.address else Cell(text=""),
    )
