"""Costs in words and tiles: what was paid, for how many goals, how sure that is, and what is not in the sums."""

from datetime import date

import streamlit as st

from app.charts.spend import SpendDay
from app.widgets import budget_bars, formats, tiles
from app.widgets.tiles import Tile
from app.widgets.words import Tone
from core.store.costs.goal_costs import MIN_GOALS, GoalCosts
from core.store.costs.read import CostDetails, CostRow
from core.usecases.costs.get_cost_report import CostReport, TodaysCosts

NO_MODEL = (
    "No paid calls: no model is set up",
    (
        "The offline coach wrote everything so far, which costs nothing. To have a model write, set GEMINI_API_KEY, "
        "OPENAI_API_KEY or ANTHROPIC_API_KEY and restart; REIN_BUDGET_USD_PER_DAY says how much a day may cost."
    ),
)
"""Title and hint of the empty page without a key."""
NOT_CALLED_YET = (
    "No paid calls yet",
    "A model is set up, and the next goal calls it. What it costs appears here as soon as its reply is there.",
)
"""The same with a key."""

OVERRIDES = "price_overrides.toml"
"""Beside the code that counts prices; a line there gives a model a price from a day on."""


def paid(row: CostRow) -> str:
    """Return what calls cost; a sum that leaves calls out says so, and is never shown as free."""
    if row.cost_unknown and not row.cost_usd:
        return "price unknown"
    return formats.money(row.cost_usd, known=row.known)


def sentence(figures: CostReport, *, days: int, model: str | None) -> str:
    """Say what the figures mean, in one sentence."""
    totals, goals = figures.totals, figures.goals
    whose = f"Calls of {model}" if model else "Model calls"
    if totals.cost_unknown and not totals.cost_usd:
        calls = formats.counted(totals.cost_unknown, "call")
        return f"The price of {calls} in {formats.counted(days, 'day')} is unknown, so what they cost is, too."
    text = f"{whose} cost {paid(totals)} in {formats.counted(days, 'day')}"
    if goals.mean is not None:
        text += f": {formats.money(goals.mean)} a goal {_band(goals)}from {_counted(goals)}"
    judging = judge_share(totals)
    text += f"; {formats.share(judging)} of it is judging." if judging else "."
    if totals.cost_unknown:
        calls = formats.counted(totals.cost_unknown, "call")
        text += f" {calls} {'has' if totals.cost_unknown == 1 else 'have'} no known price, and no sum counts them."
    return text


def spend_today(spend: TodaysCosts) -> str:
    """Say what today cost: the sum, and how the budget that stands worst does."""
    text = f"Model calls cost {paid(spend.totals)} today"
    if not spend.budgets:
        return f"{text}; no budget is set."
    worst = max(spend.budgets, key=lambda budget: (budget.refused, budget.share))
    word, whose = budget_bars.state(worst)[0].lower(), budget_bars.name(worst.scope)
    of = (
        "the day's budget"
        if worst.scope == "all"
        else f"the budget of the {whose[:1].lower()}{whose[1:]}"
    )
    return f"{text}; {of} of {formats.money(worst.limit_usd)} is {formats.share(worst.share)} used: {word}."


def judge_share(row: CostRow) -> float | None:
    """Return the part of the cost that judging took."""
    return (
        row.details.judge_usd / row.cost_usd if row.details is not None and row.cost_usd else None
    )


def show_tiles(figures: CostReport, *, days: int, model: str | None) -> None:
    """Draw the figures first looked at."""
    shown = (
        _today(figures, model),
        _window(figures, days),
        _per_goal(figures.goals),
        _kept(figures),
        _unknown(figures),
    )
    with st.container(key="costs_tiles"):
        tiles.show(shown)


def _today(figures: CostReport, model: str | None) -> Tile:
    whole = next((budget for budget in figures.budgets if budget.scope == "all"), None)
    lines = [formats.counted(figures.today.calls, "call") + (", all models" if model else "")]
    if whole is not None:
        lines.append(f"budget {formats.money(whole.limit_usd)} a day")
    return Tile(
        label="Today",
        value=paid(figures.today),
        lines=tuple(lines),
        state=budget_bars.state(whole) if whole is not None else None,
    )


def _window(figures: CostReport, days: int) -> Tile:
    totals, details = figures.totals, figures.totals.details
    lines = [f"{formats.counted(totals.calls, 'call')}, {formats.tokens(totals.tokens)} tokens"]
    if details is not None and totals.cost_usd:
        lines.append(_split(totals.cost_usd, details))
    return Tile(
        label=f"Last {formats.counted(days, 'day')}", value=paid(totals), lines=tuple(lines)
    )


def _split(usd: float, details: CostDetails) -> str:
    """Say what the sum was paid for. A test call writes for nobody, so it is named where there was one."""
    parts = [
        ("judging", details.judge_usd),
        *([("test calls", details.check_usd)] if details.check_usd else []),
    ]
    digits = formats.dollar_digits(usd)
    named = [
        f"{name} {formats.dollars(part, digits)} ({formats.share(part / usd)})"
        for name, part in parts
    ]
    return f"{', '.join(named)}, the rest writing"


def _per_goal(goals: GoalCosts) -> Tile:
    if goals.mean is None:
        unpriced = f"{formats.counted(goals.unknown, 'goal')}, each with a call of unknown price"
        why = (
            [unpriced]
            if goals.unknown
            else []
            if goals.paid
            else ["No goal was paid for in this window."]
        )
        return Tile(label="A goal", value=formats.UNKNOWN, lines=(*why, *left_out(goals)))
    lines = [f"n = {_counted(goals)}"]
    if goals.interval is not None:
        lines.insert(0, _band(goals).strip())
    if goals.interval is None:
        lines.append(f"Not enough goals yet for an interval: {goals.n} of {MIN_GOALS}.")
    if goals.unknown:
        lines.append(f"{formats.counted(goals.unknown, 'goal')} of unknown price left out")
    return Tile(label="A goal", value=formats.money(goals.mean), lines=(*lines, *left_out(goals)))


def left_out(goals: GoalCosts) -> list[str]:
    """Say which goals are in no mean because a model did not write them alone, a line each."""
    counts = (
        (goals.offline, "goal partly offline", "goals partly offline"),
        (goals.unfinished, "unfinished goal", ""),
    )
    return [f"{formats.counted(n, one, many)} left out" for n, one, many in counts if n]


def _kept(figures: CostReport) -> Tile:
    totals, details = figures.totals, figures.totals.details
    lines = [
        f"{formats.count(totals.cache_hits)} of {formats.counted(totals.answers, 'answer')}, at no cost"
    ]
    if details is not None:
        lines.append(
            f"{formats.share(details.prefix_share)} of input tokens from the providers' own caches"
        )
    return Tile(label="From cache", value=formats.share(totals.cache_share), lines=tuple(lines))


def _unknown(figures: CostReport) -> Tile:
    totals, details = figures.totals, figures.totals.details
    guessed = details.estimated / totals.calls if details is not None and totals.calls else None
    lines = [
        f"{formats.share(guessed)} of calls have estimated tokens"
        if guessed
        else "All tokens as the providers counted"
    ]
    if totals.cost_unknown:
        lines.insert(0, f"A line in {OVERRIDES} gives later calls a price.")
        word = ("No sum counts them", Tone.WARN)
        return Tile(
            label="Price unknown",
            value=formats.counted(totals.cost_unknown, "call"),
            lines=tuple(lines),
            state=word,
        )
    return Tile(
        label="Price unknown",
        value="None",
        lines=tuple(lines),
        state=("All have a price", Tone.GOOD),
    )


def lost(figures: CostReport) -> str:
    """Say what was paid for nothing, and what may have been paid beside the sums; "" where neither is."""
    failed, doubts, said = figures.failed, figures.in_doubt, []
    if failed.n:
        least = "At least " if failed.capped else ""
        of = formats.counted(failed.n, "call")
        said.append(
            f"{least}{formats.money(failed.cost_usd)} of this went to {of} that failed but was billed."
        )
    if doubts.n:
        may = (
            f"may have cost about {formats.money(doubts.cost_usd)} more"
            if doubts.cost_usd
            else "may have cost more"
        )
        calls = formats.counted(doubts.n, "call")
        said.append(
            f"{calls} in doubt {may}: the worker stopped before the reply was stored. Health says what to do."
        )
    return " ".join(said)


def chart_title(days: tuple[SpendDay, ...]) -> str:
    """Say what the chart shows: the dearest day against the usual one."""
    if not any(day.usd for day in days):
        return "No day has a known cost"
    dearest = max(days, key=lambda day: day.usd)
    digits = formats.dollar_digits(dearest.usd)
    top = f"{formats.day(dearest.day)}: {formats.dollars(dearest.usd, digits)}"
    if len(days) == 1:
        return f"One day with calls, {top}"
    mean = sum(day.usd for day in days) / len(days)
    return f"Dearest day {top}; a day with calls costs {formats.dollars(mean, digits)} on average"


def in_words(days: tuple[SpendDay, ...], *, since: date, until: date) -> str:
    """Return what the chart shows as a sentence, for those who do not see it."""
    usd, judged = sum(day.usd for day in days), sum(day.judge_usd for day in days)
    return (
        f"Cost per day from {since} to {until}: {formats.money(usd)} on {formats.counted(len(days), 'day')}, "
        f"of which judging {formats.money(judged)}. {chart_title(days)}."
    )


def _counted(goals: GoalCosts) -> str:
    return ("the newest " if goals.capped else "") + formats.counted(goals.n, "goal")


def _band(goals: GoalCosts) -> str:
    return (
        f"{formats.dollar_interval(goals.interval.low, goals.interval.high)} "
        if goals.interval is not None
        else ""
    )
