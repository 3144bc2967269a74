"""Costs in words and tiles: the total, the number of goals, and what the sums exclude."""

from app.operate.costs.goal_sample import count_sample, interval
from app.ui.spend_text import format_paid
from core import formats
from core.usecases.costs.get_cost_report import (
    CostReport,
    CostRow,
)
from core.usecases.providers.list_providers import PROVIDERS

_KEYS = [provider.key_variable for provider in PROVIDERS if provider.key_field]
NO_MODEL = (
    "No paid calls: no model is set up",
    (
        "The offline coach wrote everything so far, which costs nothing. To have a model write, "
        f"paste a key on Settings, or set {', '.join(_KEYS[:-1])} or {_KEYS[-1]}; "
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
        text += f": {formats.money(goals.mean)} a goal {interval(goals)}from {count_sample(goals)}"
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
