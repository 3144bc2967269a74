"""What the runs of each arm cost and how long they took, in words."""

from collections.abc import Callable

from app.ui.table import Cell, Column
from core import formats
from core.usecases.trials.list_trials import ArmMeans, Moments, TrialReport

COLUMNS = (
    Column(title="Of a run", plain=True),
    Column(title="Champion", right=True),
    Column(title="Candidate", right=True),
    Column(title="Candidate less champion", right=True),
)
BASIS = (
    "Plain means: the first finished run of each person counts. Ranges are 95 % intervals of this "
    "look, and decide a tie alone: it goes to the version that costs less. A run with a call of "
    "unknown price is left out of the cost."
)

Written = Callable[[float], str]


def rows(report: TrialReport) -> tuple[tuple[Cell, ...], ...]:
    """Return cost and time of both arms, each with its n and interval, and the difference."""
    return tuple(
        (
            Cell(text=name),
            _mean(means.champion, written),
            _mean(means.candidate, written),
            _difference(means, written),
        )
        for name, means, written in (
            ("Cost", report.costs, formats.money),
            ("Time", report.seconds, formats.seconds),
        )
    )


def _mean(one: Moments, written: Written) -> Cell:
    if one.mean is None:
        return Cell(text="no run yet")
    n, interval = f"n = {one.n:,}", one.interval
    if interval is None:
        return Cell(text=written(one.mean), note=n)
    low, high = written(max(0.0, interval.low)), written(interval.high)
    return Cell(text=written(one.mean), note=f"{low} to {high}, {n}")


def _difference(means: ArmMeans, written: Written) -> Cell:
    if means.difference is None:
        return Cell(text="no result yet")
    text, interval = _with_sign(means.difference, written), means.interval
    if interval is None:
        return Cell(text=text)
    low, high = _with_sign(interval.low, written), _with_sign(interval.high, written)
    return Cell(text=text, note=f"{low} to {high}")


def _with_sign(value: float, written: Written) -> str:
    return f"{'−' if value < 0 else '+'}{written(abs(value))}"
