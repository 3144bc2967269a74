"""The chart of costs by day: its days, its title and its text alternative."""

from datetime import date

from app.charts.spend import SpendDay, SpendFrame
from core import formats
from core.usecases.costs.get_cost_report import (
    CostReport,
)


def spent_days(figures: CostReport) -> tuple[SpendDay, ...]:
    """Return the days of the chart, oldest first."""
    return tuple(
        SpendDay(
            day=date.fromisoformat(row.group),
            writer_usd=row.cost_usd - row.details.judge_usd - row.details.check_usd,
            judge_usd=row.details.judge_usd,
            check_usd=row.details.check_usd,
            calls=row.calls,
            unknown=row.cost_unknown,
        )
        for row in figures.days
        if row.details is not None
    )


def frame(figures: CostReport, *, model: str | None) -> SpendFrame:
    """Return the window of the chart. The budget covers all models, so one alone has none."""
    limit = next((budget.limit_usd for budget in figures.budgets if budget.tier is None), None)
    return SpendFrame(
        since=figures.since, until=figures.until, budget_usd=limit if model is None else None
    )


def title(days: tuple[SpendDay, ...]) -> str:
    """Return what the chart shows: the most expensive day against the mean."""
    if not any(day.usd for day in days):
        return "No day has a known cost"
    dearest = max(days, key=lambda day: day.usd)
    digits = formats.dollar_digits(dearest.usd)
    top = f"{formats.day(dearest.day)}: {formats.dollars(dearest.usd, digits)}"
    if len(days) == 1:
        return f"One day with calls, {top}"
    mean = sum(day.usd for day in days) / len(days)
    return f"Dearest day {top}; a day with calls costs {formats.dollars(mean, digits)} on average"


def describe(days: tuple[SpendDay, ...], *, since: date, until: date) -> str:
    """Return the chart as a sentence, for people who do not see it."""
    usd, judged = sum(day.usd for day in days), sum(day.judge_usd for day in days)
    return (
        f"Cost per day from {since} to {until}: {formats.money(usd)} on "
        f"{formats.pluralize(len(days), 'day')}, of which judging {formats.money(judged)}. "
        f"{title(days)}."
    )
