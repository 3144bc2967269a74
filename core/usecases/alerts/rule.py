"""What an alert rule is, and how its figure decides: raise, hold or resolve."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.quality.change import Estimate
from core.quality.intervals import Interval
from core.quality.targets.bounds import Bounds
from core.quality.targets.figure_text import write_basis, write_figure, write_limit, write_window
from core.quality.targets.measure import Measure
from core.quality.targets.target import Direction, Limit, Target
from core.settings import Settings
from core.store.alerts.values import Alert, AlertFigure, AlertKind, AlertLevel
from core.store.database.engine import Database
from core.usecases.alerts.system_rules import ObservedState, SystemRule


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSource:
    """Where the figures of rules come from."""

    database: Database
    settings: Settings
    now: datetime
    state: ObservedState
    sample: bool = False
    """True to read the figures of the sample."""

    def since(self, days: int) -> date:
        """Return the first UTC day of a window that ends today."""
        return self.today - timedelta(days=days - 1)

    @property
    def today(self) -> date:
        return self.now.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The present value of a figure, with its one-sided bounds."""

    value: float
    n: int
    interval: Interval | None = None
    """The 95 % interval, as pages show it; None where there is none."""
    bounds: Bounds | None = None
    """None where nothing is estimated: a sum is what it is."""
    detail: str = ""

    @property
    def estimate(self) -> Estimate:
        return Estimate(n=self.n, value=self.value, interval=self.interval)

    def bound(self, should_be: Direction) -> float:
        """Return the bound that has to be past the threshold before an alert is raised."""
        if self.bounds is None:
            return self.value
        return self.bounds.high if should_be is Direction.ABOVE else self.bounds.low


ReadFigure = Callable[[FigureSource, int], Reading | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One alert rule. Either its figure decides (`target` and `read`), or `find` does."""

    name: str
    title: str
    kind: AlertKind
    meaning: str
    """What an alert of it means, and what to do first."""
    address: str
    """The page with the records behind it; `{days}` is the window, `{since}` its first day."""
    records: str = ""
    """The traces of the days up to `{until}`, for an alert that is read later; "" if none."""
    target: Target | None = None
    read: ReadFigure | None = None
    measure: Measure | None = None
    """Of the figure, if there is no target."""
    min_n: int = 1
    """Fewer records never raise an alert."""
    find: SystemRule | None = None
    level: AlertLevel = AlertLevel.WARNING

    @property
    def decides_by_figure(self) -> bool:
        return self.find is None and self.target is not None and self.read is not None


class Decision(StrEnum):
    """What a figure asks for."""

    RAISE = "raise"
    HOLD = "hold"
    """It is neither past its threshold for certain, nor back."""
    RESOLVE = "resolve"


def decide(rule: Rule, limit: Limit, reading: Reading | None) -> Decision:
    """Return what to do about a figure.

    An alert is raised when the whole bound is past the threshold, and resolved when the figure
    itself is back: in between it stays as it is, so that it does not flicker. Without a threshold
    or without records there is nothing to hold.
    """
    if rule.target is None or limit.threshold is None or reading is None:
        return Decision.RESOLVE
    should_be, threshold = rule.target.should_be, limit.threshold
    if reading.n >= rule.min_n and _is_past(reading.bound(should_be), threshold, should_be):
        return Decision.RAISE
    return Decision.HOLD if _is_past(reading.value, threshold, should_be) else Decision.RESOLVE


def _is_past(value: float, threshold: float, should_be: Direction) -> bool:
    return value < threshold if should_be is Direction.ABOVE else value > threshold


def write_alert(
    rule: Rule,
    target: Target,
    limit: Limit,
    reading: Reading,
    *,
    today: date,
    sample: bool = False,
) -> Alert:
    """Return the alert of a figure that is past its threshold."""
    bound = reading.bound(target.should_be)
    side = "below" if target.should_be is Direction.ABOVE else "above"
    certain = ""
    if reading.bounds is not None:
        beyond = write_figure(bound, target, beside=limit.threshold)
        certain = f"; surely {side} {beyond}"
    threshold = 0.0 if limit.threshold is None else limit.threshold
    message = (
        f"{target.title} {write_figure(reading.value, target, beside=limit.threshold)} "
        f"({write_basis(reading.n, target, limit.window_days)}{certain}). "
        f"The target is {write_limit(target, limit)}.{reading.detail}"
    )
    return Alert(
        key=key_of(rule, sample=sample),
        kind=rule.kind,
        level=rule.level,
        message=message,
        advice=rule.meaning,
        address=records_of(rule, limit, today=today),
        figure=AlertFigure(value=reading.value, bound=bound, threshold=threshold, n=reading.n),
        sample=sample,
    )


def write_end(
    rule: Rule,
    target: Target,
    limit: Limit,
    reading: Reading | None,
    *,
    today: date,
    sample: bool = False,
) -> Alert:
    """Return what resolves an alert: the figure that is back, or why there is none to watch."""
    figure, message = None, f"{target.title}: no records of {write_window(limit.window_days)}."
    if limit.threshold is None:
        message = f"{target.title}: its target was switched off."
    elif reading is not None:
        value = write_figure(reading.value, target, beside=limit.threshold)
        basis = write_basis(reading.n, target, limit.window_days)
        wanted = write_limit(target, limit)
        message = f"{target.title} is back: {value} ({basis}). The target is {wanted}."
        bound = reading.bound(target.should_be)
        figure = AlertFigure(
            value=reading.value, bound=bound, threshold=limit.threshold, n=reading.n
        )
    return Alert(
        key=key_of(rule, sample=sample),
        kind=rule.kind,
        level=rule.level,
        message=message,
        advice=rule.meaning,
        address=records_of(rule, limit, today=today),
        figure=figure,
        sample=sample,
    )


def key_of(rule: Rule, *, sample: bool) -> str:
    """Return the key under which the alert of a figure is stored; the sample has its own."""
    return f"sample:{rule.kind}" if sample else str(rule.kind)


_PAGE_WINDOWS = (7, 30, 90)
"""Windows that pages offer, in days."""


def address_of(rule: Rule, limit: Limit | None, *, today: date) -> str:
    """Return the page with the records behind a rule.

    A page that offers fixed windows opens with the smallest one that holds them.
    """
    days = (limit.window_days if limit is not None else None) or 1
    shown = next((window for window in _PAGE_WINDOWS if window >= days), _PAGE_WINDOWS[-1])
    return rule.address.format(days=shown, since=today - timedelta(days=days - 1))


def records_of(rule: Rule, limit: Limit | None, *, today: date) -> str:
    """Return the traces of the window that ends on a day, which stay the same later; or ""."""
    days = (limit.window_days if limit is not None else None) or 1
    return rule.records.format(since=today - timedelta(days=days - 1), until=today)
