"""Today's budgets as bars: spent, held back for calls under way, and the warning mark."""

from datetime import datetime, timedelta

from markupsafe import Markup

from app.ui import html, page_text
from app.ui.html import join, one_line
from app.ui.spend_text import budget_name, budget_state
from app.ui.status_labels import tag
from core import formats
from core.usecases.budgets.list_budgets import BudgetStatus
from core.usecases.costs.get_cost_report import CostRow

VARIABLES = (
    "REIN_BUDGET_USD_PER_DAY, and for one tier REIN_BUDGET_USD_PER_DAY_BASIC, _PROFESSIONAL and "
    "_PREMIUM; a change needs a restart"
)

_VISIBLE_USD = 0.00001
"""Smaller amounts are rounding: sums of calls and budgets differ by less."""


def show(budgets: tuple[BudgetStatus, ...], *, today: CostRow, now: datetime) -> None:
    """Draw today's budgets, and explain what happens when one is spent."""
    if not budgets:
        page_text.note(
            f"No budget is set, so nothing stops the spending of a day. Set {VARIABLES}."
        )
        return
    html.draw(
        Markup('<div class="rein-budgets" role="list">{}</div>').format(join(map(_row, budgets)))
    )
    if text := difference(budgets, today):
        page_text.note(text)
    warned = formats.share(budgets[0].warn_at)
    page_text.note(
        f"When a budget is spent, the offline coach writes until midnight UTC ({_left(now)}), and "
        "people read why. Where too little is left for one call, a cheaper model may still be "
        f"asked. Admins are alerted at {warned}, the mark on each bar, and when a "
        "call is refused. Hatched is what is held back for calls under way. Set by "
        f"{VARIABLES}."
    )


def difference(budgets: tuple[BudgetStatus, ...], today: CostRow) -> str:
    """Return why the budgets hold another sum than today's calls cost, or ""."""
    whole = next((budget for budget in budgets if budget.tier is None), None)
    more = whole.spent_usd - today.cost_usd if whole is not None else 0.0
    in_doubt, text = today.details.in_doubt if today.details is not None else 0, []
    differs = ""
    if more >= _VISIBLE_USD:
        differs = f"{formats.money(more)} more than the calls of today are known to cost: "
    if in_doubt:
        calls = formats.pluralize(in_doubt, "call")
        text.append(
            f"{differs}{calls} in doubt {_count(in_doubt)} as spent at the most that was "
            "possible, because the cost is not known."
        )
    elif differs:
        text.append(f"{differs}what calls cost whose records are gone stays spent.")
    if whole is not None and whole.reserved_usd >= _VISIBLE_USD:
        reserved = formats.money(whole.reserved_usd)
        text.append(f"{reserved} beside that is held back for calls under way.")
    if today.cost_unknown:
        calls = formats.pluralize(today.cost_unknown, "call")
        text.append(f"{calls} of unknown price {_count(today.cost_unknown)} in no budget.")
    return " ".join(text)


def _count(calls: int) -> str:
    return "counts" if calls == 1 else "count"


def spent_of_limit(budget: BudgetStatus) -> str:
    """Return "$4.10 of $5.00"."""
    return f"{formats.money(budget.spent_usd)} of {formats.money(budget.limit_usd)}"


def _row(budget: BudgetStatus) -> Markup:
    label, tone = budget_state(budget)
    name, figure = budget_name(budget.tier), spent_of_limit(budget)
    spent = min(1.0, budget.spent_usd / budget.limit_usd) if budget.limit_usd else 1.0
    held = min(1.0 - spent, budget.reserved_usd / budget.limit_usd) if budget.limit_usd else 0.0
    reserved = formats.money(budget.reserved_usd)
    return Markup(
        '<span>{name}</span><span class="track" role="listitem" aria-label="{label}">'
        '<span class="inner"><span class="spent" style="width:{spent:.1f}%"></span>'
        '<span class="held" style="left:{spent:.1f}%;width:{held:.1f}%"></span></span>'
        '<span class="mark" style="left:{mark:.0f}%"></span></span>'
        '<span class="figure"><b>{figure}</b> {share}</span><span class="state">{state}</span>'
    ).format(
        name=name,
        label=one_line(f"{name}: {figure} spent, {reserved} held back, {label}"),
        spent=100 * spent,
        held=100 * held,
        mark=100 * budget.warn_at,
        figure=figure,
        share=formats.share(budget.share),
        state=tag(label, tone),
    )


def _left(now: datetime) -> str:
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    hours = round((midnight - now).total_seconds() / 3600)
    return f"in {formats.pluralize(hours, 'hour')}" if hours else "within the hour"
