"""What the Costs page shows. The role is asked for where the figures are, not only in the list of pages."""

from dataclasses import dataclass
from datetime import date

from app import auth
from app.charts.spend import SpendDay, SpendFrame
from app.widgets import csv_file
from core.accounts.user import Role
from core.bootstrap import Rein
from core.store.calls.read import LedgerRow
from core.store.costs.read import CostBy, CostRow, list_models
from core.usecases.costs.get_cost_report import (
    CostReport,
    TodaysCosts,
    get_cost_report,
    get_todays_costs,
)
from core.usecases.costs.list_costs import list_costs, list_ledger_rows
from core.usecases.utc_days import last_days

ALL = "all"
"""Scope of the budget of everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the page is about."""

    days: int
    model: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """One group as a row of a file. What is not known or not kept is None, never 0."""

    group: str
    name: str
    calls: int
    cache_hits: int
    tokens: int
    input_tokens: int | None
    output_tokens: int | None
    thinking_tokens: int | None
    cached_tokens: int | None
    failed: int | None
    in_doubt: int | None
    tokens_estimated: int | None
    cost_usd: float | None
    judge_usd: float | None
    price_unknown: int


def models(rein: Rein) -> tuple[str, ...]:
    """Return the models that were ever called."""
    return list_models(rein.database)


def has_key(rein: Rein) -> bool:
    """Tell whether any model can be asked."""
    settings = rein.settings
    keys = (
        settings.gemini_api_key,
        settings.openai_api_key,
        settings.anthropic_api_key,
        settings.served_url,
    )
    return any(key is not None for key in keys)


def load(rein: Rein, chosen: Chosen) -> CostReport:
    """Return the figures of the page. Raises NotAllowed below admin."""
    return get_cost_report(
        rein, viewer=auth.current_viewer(), days=last_days(rein, chosen.days), model=chosen.model
    )


def load_today(rein: Rein) -> TodaysCosts | None:
    """Return what today cost so far, for who may see costs; None for others, and where no model was ever paid."""
    user = auth.current_user()
    if not user.may(Role.ADMIN) or not (rein.settings.budgets or models(rein)):
        return None
    return get_todays_costs(rein, viewer=auth.current_viewer())


def load_groups(rein: Rein, chosen: Chosen, by: CostBy) -> tuple[CostRow, ...]:
    """Return the breakdown. Raises NotAllowed below admin."""
    return list_costs(
        rein,
        viewer=auth.current_viewer(),
        days=last_days(rein, chosen.days),
        by=by,
        model=chosen.model,
    )


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
    """Return the window of the chart; the budget is of all models together, so one model alone is not held to it."""
    limit = next((budget.limit_usd for budget in figures.budgets if budget.scope == ALL), None)
    return SpendFrame(
        since=figures.since, until=figures.until, budget_usd=limit if model is None else None
    )


def groups_as_csv(rows: tuple[CostRow, ...]) -> bytes:
    """Return the breakdown as CSV for a spreadsheet."""
    return csv_file.write(tuple(CostLine.__slots__), [_line(row) for row in rows])


def ledger_as_csv(rein: Rein, chosen: Chosen) -> bytes:
    """Return the calls of the window as CSV for a spreadsheet. Raises NotAllowed below admin."""
    rows = list_ledger_rows(
        rein, viewer=auth.current_viewer(), days=last_days(rein, chosen.days), model=chosen.model
    )
    return csv_file.write(tuple(LedgerRow.__slots__), rows)


def _line(row: CostRow) -> CostLine:
    details, unpriced = row.details, row.cost_unknown > 0 and row.cost_usd == 0
    return CostLine(
        group=row.group,
        name=row.name,
        calls=row.calls,
        cache_hits=row.cache_hits,
        tokens=row.tokens,
        input_tokens=details.input_tokens if details else None,
        output_tokens=details.output_tokens if details else None,
        thinking_tokens=details.thinking_tokens if details else None,
        cached_tokens=details.cached_tokens if details else None,
        failed=details.failed if details else None,
        in_doubt=details.in_doubt if details else None,
        tokens_estimated=details.estimated if details else None,
        cost_usd=None if unpriced else row.cost_usd,
        judge_usd=details.judge_usd if details and not unpriced else None,
        price_unknown=row.cost_unknown,
    )
