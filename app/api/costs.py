"""What model calls cost, over HTTP: the figures of the Costs page."""

from datetime import date
from http import HTTPStatus
from typing import Annotated

from pydantic import BaseModel, Field

from app.api.feedback import MAX_DAYS
from app.api.operation import Answer, Call, Empty, Operation, Query
from core.store.budgets.read import BudgetStatus
from core.store.costs.goal_costs import GoalCosts
from core.store.costs.read import CostBy, CostRow
from core.usecases.costs.get_cost_report import CostReport as Report
from core.usecases.costs.get_cost_report import get_cost_report
from core.usecases.utc_days import last_days


class CostWindow(Query):
    """The last days, today included; a day begins at midnight UTC."""

    days: Annotated[int, Field(ge=1, le=MAX_DAYS)] = 30
    by: Annotated[CostBy, Field(description="What the groups are; a purpose is an operation")] = (
        "day"
    )
    model: Annotated[str | None, Field(max_length=200, description="Only this model's calls")] = (
        None
    )


class Costs(BaseModel):
    """Calls of one group. What is not kept of it is null, never 0."""

    group: str = Field(
        description="The day, purpose, model ...; a person's id; empty for the whole window"
    )
    calls: int = Field(
        description="Made of a model; those answered from the cache are not among them"
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
    cost_usd: float = Field(description="Sum of the known costs")
    judge_usd: float | None = Field(
        description="Part of it that judging took; the rest is writing and test calls"
    )
    price_unknown: int = Field(
        description="Calls that the sum leaves out, because nobody knows their price"
    )


class GoalCost(BaseModel):
    """What a goal costs, from the newest goals of the window that were paid for."""

    n: int
    mean_usd: float | None
    low_usd: float | None = Field(
        description="Lower end of the 95 % interval; null below ten goals"
    )
    high_usd: float | None
    price_unknown: int = Field(description="Goals left out, because the price of a call is unknown")


class Budget(BaseModel):
    """How one budget stands today."""

    scope: str = Field(description="all, or tier: and the tier's name")
    limit_usd: float
    spent_usd: float
    reserved_usd: float = Field(description="Held back for calls under way")
    refused: int = Field(description="Calls that were not made because it did not hold them")


class CostReport(BaseModel):
    """The costs of a window in US dollars."""

    days: int
    since: date
    until: date
    by: str
    model: str | None
    totals: Costs
    groups: list[Costs] = Field(
        description="The dearest first; days in their order. Empty for people of one model"
    )
    per_goal: GoalCost
    failed_usd: float = Field(description="Part of the sum that went to calls that failed")
    in_doubt: int = Field(
        description="Calls of all models whose worker stopped before the reply was stored"
    )
    in_doubt_usd: float = Field(description="What they may have cost, beyond the sum")
    budgets: list[Budget] = Field(description="Those that are set")


def _report(call: Call[CostWindow, Empty]) -> Answer:
    asked = call.query
    figures = get_cost_report(
        call.rein,
        viewer=call.viewer,
        days=last_days(call.rein, asked.days),
        by=asked.by,
        model=asked.model,
    )
    by_person_of_a_model = (
        asked.by == "user" and asked.model is not None
    )  # people are kept over all models
    return Answer(content=_content(figures, asked, () if by_person_of_a_model else figures.groups))


def _content(figures: Report, asked: CostWindow, groups: tuple[CostRow, ...]) -> CostReport:
    return CostReport(
        days=asked.days,
        since=figures.since,
        until=figures.until,
        by=asked.by,
        model=asked.model,
        totals=_costs(figures.totals),
        groups=[_costs(row) for row in groups],
        per_goal=_goal_cost(figures.goals),
        failed_usd=figures.failed.cost_usd,
        in_doubt=figures.in_doubt.n,
        in_doubt_usd=figures.in_doubt.cost_usd,
        budgets=[_budget(budget) for budget in figures.budgets],
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


OPERATIONS = (
    Operation(
        method="GET",
        path="/v1/costs",
        name="getCosts",
        summary="Get what model calls of the last days cost",
        description="Needs the role of an admin. A call of unknown price is counted apart, never as 0.",
        query=CostWindow,
        body=Empty,
        answers=CostReport,
        problems=(HTTPStatus.FORBIDDEN,),
        answer=_report,
    ),
)
