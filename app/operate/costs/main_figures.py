"""The main figures of the costs as tiles."""

from app.operate.costs.goal_sample import count_sample, excluded_goals, interval
from app.ui.spend_text import budget_state, format_paid
from app.ui.status_labels import Tone
from app.ui.tiles import Tile
from core import formats
from core.usecases.costs.get_cost_report import (
    MIN_GOALS,
    CostDetails,
    CostReport,
    GoalCosts,
)

OVERRIDES = "price_overrides.toml"
"""The file beside the pricing code that gives a model a price from a day on."""


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
    whole = next((budget for budget in figures.budgets if budget.tier is None), None)
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
    below = [f"n = {count_sample(goals)}"]
    if goals.interval is not None:
        below.insert(0, interval(goals).strip())
    else:
        below.append(f"Not enough goals yet for an interval: {goals.n} of {MIN_GOALS}.")
    if goals.unknown:
        below.append(f"{formats.pluralize(goals.unknown, 'goal')} of unknown price left out")
    return Tile(
        label="A goal", value=formats.money(goals.mean), lines=(*below, *excluded_goals(goals))
    )


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
