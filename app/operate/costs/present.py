"""Costs in words and tiles: the total, the number of goals, and what the sums exclude."""

from datetime import date

from app.charts.spend import SpendDay, SpendFrame
from app.ui.spend_text import ALL, budget_state, format_paid
from app.ui.status_labels import Tone
from app.ui.tiles import Tile
from core import formats
from core.usecases.costs.get_cost_report import (
    MIN_GOALS,
    CostDetails,
    CostReport,
    CostRow,
    GoalCosts,
)

NO_MODEL = (
    "No paid calls: no model is set up",
    (
        "The offline coach wrote everything so far, which costs nothing. To have a model write, "
        "paste a key on Settings, or set GEMINI_API_KEY, OPENAI_API_KEY or ANTHROPIC_API_KEY; "
        "REIN_BUDGET_USD_PER_DAY says how much a day may cost."
    ),
)
"""Title and hint of the empty page without a key."""
NOT_CALLED_YET = (
    "No paid calls yet",
    (
        "A model is set up, and the next goal calls it. What it costs appears here as soon as its "
        "reply is there."
    ),
)
"""Title and hint of the empty page with a key."""

OVERRIDES = "price_overrides.toml"
"""The file beside the pricing code that gives a model a price from a day on."""


def sentence(figures: CostReport, *, days: int, model: str | None) -> str:
    """Return what the figures mean."""
    totals, goals = figures.totals, figures.goals
    whose = f"Calls of {model}" if model else "Model calls"
    window = formats.pluralize(days, "day")
    unpriced = formats.pluralize(totals.cost_unknown, "call")
    if totals.cost_unknown and not totals.cost_usd:
        return f"The price of {unpriced} in {window} is unknown, so what they cost is, too."
    text = f"{whose} cost {format_paid(totals)} in {window}"
    if goals.mean is not None:
        text += f": {formats.money(goals.mean)} a goal {_interval(goals)}from {_sample(goals)}"
    judging = judge_share(totals)
    text += f"; {formats.share(judging)} of it is judging." if judging else "."
    if totals.cost_unknown:
        have = "has" if totals.cost_unknown == 1 else "have"
        text += f" {unpriced} {have} no known price, and no sum counts them."
    return text


def judge_share(row: CostRow) -> float | None:
    """Return the share of the cost that judging took."""
    if row.details is None or not row.cost_usd:
        return None
    return row.details.judge_usd / row.cost_usd


def tiles(figures: CostReport, *, days: int, model: str | None) -> tuple[Tile, ...]:
    """Return the main figures."""
    return (
        _today(figures, model),
        _window(figures, days),
        _per_goal(figures.goals),
        _cached(figures),
        _unpriced(figures),
    )


def _today(figures: CostReport, model: str | None) -> Tile:
    whole = next((budget for budget in figures.budgets if budget.scope == ALL), None)
    below = [formats.pluralize(figures.today.calls, "call") + (", all models" if model else "")]
    if whole is not None:
        below.append(f"budget {formats.money(whole.limit_usd)} a day")
    return Tile(
        label="Today",
        value=format_paid(figures.today),
        lines=tuple(below),
        state=budget_state(whole) if whole is not None else None,
    )


def _window(figures: CostReport, days: int) -> Tile:
    totals, details = figures.totals, figures.totals.details
    below = [f"{formats.pluralize(totals.calls, 'call')}, {formats.tokens(totals.tokens)} tokens"]
    if details is not None and totals.cost_usd:
        below.append(_split(totals.cost_usd, details))
    return Tile(
        label=f"Last {formats.pluralize(days, 'day')}",
        value=format_paid(totals),
        lines=tuple(below),
    )


def _split(usd: float, details: CostDetails) -> str:
    """Return what the sum was paid for; test calls are named if there were any."""
    parts = [("judging", details.judge_usd)]
    if details.check_usd:
        parts.append(("test calls", details.check_usd))
    digits = formats.dollar_digits(usd)
    named = [
        f"{name} {formats.dollars(part, digits)} ({formats.share(part / usd)})"
        for name, part in parts
    ]
    return f"{', '.join(named)}, the rest writing"


def _per_goal(goals: GoalCosts) -> Tile:
    if goals.mean is None:
        why = []
        if goals.unknown:
            unpriced = formats.pluralize(goals.unknown, "goal")
            why = [f"{unpriced}, each with a call of unknown price"]
        elif not goals.paid:
            why = ["No goal was paid for in this window."]
        return Tile(label="A goal", value=formats.UNKNOWN, lines=(*why, *excluded_goals(goals)))
    below = [f"n = {_sample(goals)}"]
    if goals.interval is not None:
        below.insert(0, _interval(goals).strip())
    else:
        below.append(f"Not enough goals yet for an interval: {goals.n} of {MIN_GOALS}.")
    if goals.unknown:
        below.append(f"{formats.pluralize(goals.unknown, 'goal')} of unknown price left out")
    return Tile(
        label="A goal", value=formats.money(goals.mean), lines=(*below, *excluded_goals(goals))
    )


def excluded_goals(goals: GoalCosts) -> list[str]:
    """Return which goals the mean leaves out because a model did not write them alone."""
    counts = (
        (goals.offline, "goal partly offline", "goals partly offline"),
        (goals.unfinished, "unfinished goal", ""),
    )
    return [f"{formats.pluralize(n, one, many)} left out" for n, one, many in counts if n]


def _cached(figures: CostReport) -> Tile:
    totals, details = figures.totals, figures.totals.details
    answers = formats.pluralize(totals.answers, "answer")
    below = [f"{formats.count(totals.cache_hits)} of {answers}, at no cost"]
    if details is not None:
        share = formats.share(details.prefix_share)
        below.append(f"{share} of input tokens from the providers' own caches")
    return Tile(label="From cache", value=formats.share(totals.cache_share), lines=tuple(below))


def _unpriced(figures: CostReport) -> Tile:
    totals, details = figures.totals, figures.totals.details
    estimated = details.estimated / totals.calls if details is not None and totals.calls else None
    tokens = "All tokens as the providers counted"
    if estimated:
        tokens = f"{formats.share(estimated)} of calls have estimated tokens"
    if not totals.cost_unknown:
        state = ("All have a price", Tone.GOOD)
        return Tile(label="Price unknown", value="None", lines=(tokens,), state=state)
    return Tile(
        label="Price unknown",
        value=formats.pluralize(totals.cost_unknown, "call"),
        lines=(f"A line in {OVERRIDES} gives later calls a price.", tokens),
        state=("No sum counts them", Tone.WARN),
    )


def lost_costs(figures: CostReport) -> str:
    """Return what was paid without a result, and what may have been paid beside the sums."""
    failed, in_doubt, text = figures.failed, figures.in_doubt, []
    if failed.n:
        least = "At least " if failed.capped else ""
        calls = formats.pluralize(failed.n, "call")
        text.append(
            f"{least}{formats.money(failed.cost_usd)} of this went to {calls} that failed but was "
            "billed."
        )
    if in_doubt.n:
        more = "may have cost more"
        if in_doubt.cost_usd:
            more = f"may have cost about {formats.money(in_doubt.cost_usd)} more"
        calls = formats.pluralize(in_doubt.n, "call")
        text.append(
            f"{calls} in doubt {more}: the worker stopped before the reply was stored. Health "
            "says what to do."
        )
    return " ".join(text)


def chart_days(figures: CostReport) -> tuple[SpendDay, ...]:
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


def chart_frame(figures: CostReport, *, model: str | None) -> SpendFrame:
    """Return the window of the chart. The budget covers all models, so one alone has none."""
    limit = next((budget.limit_usd for budget in figures.budgets if budget.scope == ALL), None)
    return SpendFrame(
        since=figures.since, until=figures.until, budget_usd=limit if model is None else None
    )


def chart_title(days: tuple[SpendDay, ...]) -> str:
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


def describe_chart(days: tuple[SpendDay, ...], *, since: date, until: date) -> str:
    """Return the chart as a sentence, for people who do not see it."""
    usd, judged = sum(day.usd for day in days), sum(day.judge_usd for day in days)
    return (
        f"Cost per day from {since} to {until}: {formats.money(usd)} on "
        f"{formats.pluralize(len(days), 'day')}, of which judging {formats.money(judged)}. "
        f"{chart_title(days)}."
    )


def _sample(goals: GoalCosts) -> str:
    return ("the newest " if goals.capped else "") + formats.pluralize(goals.n, "goal")


def _interval(goals: GoalCosts) -> str:
    if goals.interval is None:
        return ""
    return f"{formats.dollar_interval(goals.interval.low, goals.interval.high)} "
