"""The day's budgets as bars: what is spent, what is held back for calls under way, and from where admins are told."""

from datetime import datetime, timedelta

import streamlit as st

from app.widgets import formats, frame
from app.widgets.text import attribute, markup
from app.widgets.words import Tone, tag
from core.store.budgets.read import WARN_AT, BudgetStatus
from core.store.costs.read import CostRow

VARIABLES = (
    "REIN_BUDGET_USD_PER_DAY, and for one tier REIN_BUDGET_USD_PER_DAY_BASIC, _PROFESSIONAL and _PREMIUM; "
    "a change needs a restart"
)

_SEEN = 0.00001
"""Dollars that show at all; sums of calls differ by less from what a budget counts in whole billionths."""


def show(budgets: tuple[BudgetStatus, ...], *, today: CostRow, now: datetime) -> None:
    """Draw how today's budgets stand against today's calls, and what happens when one is spent."""
    if not budgets:
        frame.note(f"No budget is set, so nothing stops the spending of a day. Set {VARIABLES}.")
        return
    st.html(
        f'<div class="rein-budgets" role="list">{"".join(_row(budget) for budget in budgets)}</div>'
    )
    if said := beside(budgets, today):
        frame.note(said)
    frame.note(
        f"When a budget is spent, the offline coach writes until midnight UTC ({_left(now)}), and people read why. "
        "Where too little is left for one call, a cheaper model may still be asked. "
        f"Admins are told at {formats.share(WARN_AT)}, the mark on each bar, and when a call is refused. Hatched is "
        f"what is held back for calls under way. Set by {VARIABLES}."
    )


def beside(budgets: tuple[BudgetStatus, ...], today: CostRow) -> str:
    """Say what the budgets hold beside what today's calls did cost, and why; "" where they hold the same."""
    whole = next((budget for budget in budgets if budget.scope == "all"), None)
    more = whole.spent_usd - today.cost_usd if whole is not None else 0.0
    doubtful, said = today.details.in_doubt if today.details is not None else 0, []
    differs = (
        f"{formats.money(more)} more than the calls of today are known to cost: "
        if more >= _SEEN
        else ""
    )
    if doubtful:
        calls = formats.counted(doubtful, "call")
        why = f"{calls} in doubt {_verb(doubtful)} as spent at the most that was possible, because nobody knows."
        said.append(differs + why)
    elif differs:
        said.append(f"{differs}what calls cost whose records are gone stays spent.")
    if whole is not None and whole.reserved_usd >= _SEEN:
        said.append(
            f"{formats.money(whole.reserved_usd)} beside that is held back for calls under way."
        )
    if today.cost_unknown:
        calls = formats.counted(today.cost_unknown, "call")
        said.append(f"{calls} of unknown price {_verb(today.cost_unknown)} in no budget.")
    return " ".join(said)


def _verb(calls: int) -> str:
    return "counts" if calls == 1 else "count"


def state(budget: BudgetStatus) -> tuple[str, Tone]:
    """Say how a budget stands in a word. Refused calls say that it could not hold what was asked, whatever is left."""
    if budget.is_spent:
        return "Spent", Tone.BAD
    if budget.refused:
        return f"Too little left for {formats.counted(budget.refused, 'call')}", Tone.WARN
    return ("Nearly spent", Tone.WARN) if budget.share >= WARN_AT else ("Within budget", Tone.GOOD)


def name(scope: str) -> str:
    """Return what a budget is for."""
    return "Everything" if scope == "all" else f"{scope.removeprefix('tier:').capitalize()} tier"


def says(budget: BudgetStatus) -> str:
    """Return "$4.10 of $5.00", each written as the tiles write it."""
    return f"{formats.money(budget.spent_usd)} of {formats.money(budget.limit_usd)}"


def _row(budget: BudgetStatus) -> str:
    word, tone = state(budget)
    spent = min(1.0, budget.spent_usd / budget.limit_usd) if budget.limit_usd else 1.0
    held = min(1.0 - spent, budget.reserved_usd / budget.limit_usd) if budget.limit_usd else 0.0
    told = f"{name(budget.scope)}: {says(budget)} spent, {formats.money(budget.reserved_usd)} held back, {word}"
    figure = f"<b>{markup(says(budget))}</b> {formats.share(budget.share)}"
    return (
        f'<span>{markup(name(budget.scope))}</span><span class="track" role="listitem" aria-label="{attribute(told)}">'
        f'<span class="inner"><span class="spent" style="width:{100 * spent:.1f}%"></span>'
        f'<span class="held" style="left:{100 * spent:.1f}%;width:{100 * held:.1f}%"></span></span>'
        f'<span class="mark" style="left:{100 * WARN_AT:.0f}%"></span></span>'
        f'<span class="figure">{figure}</span><span class="state">{tag(markup(word), tone)}</span>'
    )


def _left(now: datetime) -> str:
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    hours = round((midnight - now).total_seconds() / 3600)
    return f"in {formats.counted(hours, 'hour')}" if hours else "within the hour"
