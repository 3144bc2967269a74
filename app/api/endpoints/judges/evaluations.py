"""Agreement of judge and people, and failed rubric questions, over HTTP."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import ReviewReader
from app.api.endpoints.judges.agreement_schema import (
    AgreementJson,
    AgreementWindow,
    agreement_json,
)
from app.api.parameters import SliceWindow
from app.api.problem import problem_responses
from core.precision import Figure
from core.usecases.scores.get_item_report import (
    ItemGroup,
    ItemTotals,
    get_item_report,
    question_of,
)
from core.usecases.scores.get_judge_agreement import get_judge_agreement
from core.usecases.scores.get_score_report import Scorer
from core.usecases.utc_days import last_days


class ItemWindow(SliceWindow):
    """The last days, all answers together or in groups."""

    by: Annotated[ItemGroup, Field(description="Group by prompt version or model")] = "none"
    scorer: Annotated[
        Scorer | None, Field(description="Answers of models or of rules; by default both")
    ] = None


class ItemJson(BaseModel):
    """The answers to one question. `share` is that of no among known answers."""

    item: str
    question: str
    dimension: str
    group: str
    rubric: str
    asked: int
    known: int
    no: int
    share: Figure | None
    low: Figure | None
    high: Figure | None


class ItemsJson(BaseModel):
    """The questions of the rubric, by the lower end of the interval of `share`."""

    days: int
    items: list[ItemJson]


router = APIRouter(prefix="/api/v1", tags=["evaluations"], route_class=ApiRoute)


@router.get(
    "/evaluations/agreement",
    operation_id="getJudgeAgreement",
    summary="Say whether a judge's scores agree with people",
    responses=problem_responses(HTTPStatus.FORBIDDEN),
)
def get_agreement(
    window: Annotated[AgreementWindow, Query()], viewer: ReviewReader
) -> AgreementJson:
    """Needs the role of a reviewer. What the records cannot tell is null with a reason, never 0."""
    rein = services.rein()
    days = last_days(rein, window.days)
    found = get_judge_agreement(
        rein,
        viewer=viewer,
        days=days,
        sample=window.sample,
        within=window.slice(),
        source=window.source,
        judge=window.judge,
    )
    return agreement_json(found, days=window.days, since=days.since, until=days.until)


@router.get(
    "/evaluations/items",
    operation_id="listFailedItems",
    summary="List the questions of the rubric by how often they fail",
    responses=problem_responses(HTTPStatus.FORBIDDEN),
)
def list_items(window: Annotated[ItemWindow, Query()], viewer: ReviewReader) -> ItemsJson:
    """Needs the role of a reviewer. An answer that could not be known does not count."""
    rein = services.rein()
    report = get_item_report(
        rein,
        viewer=viewer,
        days=last_days(rein, window.days),
        sample=window.sample,
        within=window.slice(),
        by=window.by,
        scorer=window.scorer,
    )
    return ItemsJson(days=window.days, items=[_item(totals) for totals in report.totals])


def _item(totals: ItemTotals) -> ItemJson:
    interval = totals.interval
    return ItemJson(
        item=totals.item,
        question=question_of(totals.item),
        dimension=totals.dimension,
        group=totals.group,
        rubric=totals.rubric,
        asked=totals.n,
        known=totals.known,
        no=totals.no,
        share=totals.share,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
    )
