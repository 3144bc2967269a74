"""What model calls cost, over HTTP: the figures of the Costs page."""

from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import CostsReader
from app.api.parameters import DayWindow, Text
from app.api.problem import problem_responses
from core.precision import Figure
from core.usecases.costs.get_cost_report import (
    BudgetStatus,
    CostBy,
    CostRow,
    GoalCosts,
    get_cost_report,
)
from core.usecases.costs.get_cost_report import CostReport as Report
from core.usecases.utc_days import last_days


class CostWindow(DayWindow):
    """The last days, all calls or those of one model, in groups."""

    by: Annotated[CostBy, Field(description="What the groups are; a purpose is an operation")] = (
        "day"
    )
    model: Annotated[Text, Field(description="Only this model's calls")] = None


class Costs(BaseModel):
    """Calls of one group. A figure that is not stored for the group is null, never 0."""

    group: str = Field(
        description="The day, purpose, model ...; a person's id; empty for the whole window"
    )
    calls: int = Field(
        description="Answered by a model; those answered from the cache are not counted"
    )
    cache_hits: int
    tokens: int
    input_tokens: int | None
    output_tokens: int | None
    thinking_tokens: int | None
    cached_tokens: int | None
    failed: int | None
    in_doubt: int | None
    tokens_estimated: int | None
    cost_usd: Figure = Field(description="Sum of the known costs")
    judge_usd: Figure | None = Field(
        description="Part of it spent on judging; the rest is writing and test calls"
    )
    price_unknown: int = Field(
        description="Calls that the sum leaves out, because their price is unknown"
    )


class GoalCost(BaseModel):
    """What a goal costs: the mean over the newest goals of the window that cost something."""

    n: int
    mean_usd: Figure | None
    low_usd: Figure | None = Field(
        description="Lower end of the 95 % interval; null below ten goals"
    )
    high_usd: Figure | None
    price_unknown: int = Field(description="Goals left out, because the price of a call is unknown")


class Budget(BaseModel):
    """What is left of one budget today."""

    scope: str = Field(description="all, or tier: and the tier's name")
    limit_usd: Figure
    spent_usd: Figure
    reserved_usd: Figure = Field(description="Held back for calls under way")
    refused: int = Field(description="Calls that were not made because it was too small for them")


class CostReport(BaseModel):
    """The costs of a window in US dollars."""

    days: int
    since: date
    until: date
    by: str
    model: str | None
    totals: Costs
    groups: list[Costs] = Field(
        description="Most expensive first; days by date. Empty for people of one model"
    )
    per_goal: GoalCost
    failed_usd: Figure = Field(description="Part of the sum that went to calls that failed")
    in_doubt: int = Field(
        description="Calls of all models whose worker stopped before the reply was stored"
    )
    in_doubt_usd: Figure = Field(description="What they may have cost, beyond the sum")
    budgets: list[Budget] = Field(description="Those that are set")


router = APIRouter(prefix="/api/v1", tags=["costs"], route_class=ApiRoute)


@router.get(
    "/costs",
    operation_id="getCosts",
    summary="Get what model calls of the last days cost",
    responses=problem_responses(HTTPStatus.FORBIDDEN),
)
def get_costs(window: Annotated[CostWindow, Query()], viewer: CostsReader) -> CostReport:
    """Needs the role of an admin. A call of unknown price is counted apart, never as 0."""
    rein = services.rein()
    report = get_cost_report(
        rein,
        viewer=viewer,
        days=last_days(rein, window.days),
        by=window.by,
        model=window.model,
    )
    # What a person costs is stored over all models, so it has no groups for one of them.
    people_of_one_model = window.by == "user" and window.model is not None
    return _content(report, window, () if people_of_one_model else report.groups)


def _content(report: Report, window: CostWindow, groups: tuple[CostRow, ...]) -> CostReport:
    return CostReport(
        days=window.days,
        since=report.since,
        until=report.until,
        by=window.by,
        model=window.model,
        totals=_costs(report.totals),
        groups=[_costs(row) for row in groups],
        per_goal=_goal_cost(report.goals),
        failed_usd=report.failed.cost_usd,
        in_doubt=report.in_doubt.n,
        in_doubt_usd=report.in_doubt.cost_usd,
        budgets=[_budget(budget) for budget in report.budgets],
    )


def _costs(row: CostRow) -> Costs:
    details = row.details
    return Costs(
        group=row.group,
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
        cost_usd=row.cost_usd,
        judge_usd=details.judge_usd if details else None,
        price_unknown=row.cost_unknown,
    )


def _goal_cost(goals: GoalCosts) -> GoalCost:
    band = goals.interval
    return GoalCost(
        n=goals.n,
        mean_usd=goals.mean,
        low_usd=band.low if band else None,
        high_usd=band.high if band else None,
        price_unknown=goals.unknown,
    )


def _budget(budget: BudgetStatus) -> Budget:
    return Budget(
        scope=budget.scope,
        limit_usd=budget.limit_usd,
        spent_usd=budget.spent_usd,
        reserved_usd=budget.reserved_usd,
        refused=budget.refused,
    )
