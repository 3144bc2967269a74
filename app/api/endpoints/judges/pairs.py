"""The pairs of a judge's score and what a person says of the same result, over HTTP."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import ReviewReader
from app.api.endpoints.judges.agreement_schema import AgreementWindow
from app.api.problem import problem_responses
from core.precision import Figure
from core.quality.agreement.report import gap
from core.quality.rubric import DIMENSIONS
from core.usecases.scores.get_judge_agreement import (
    MAX_PAIRS,
    JudgeAgreement,
    Pair,
    get_judge_agreement,
)
from core.usecases.utc_days import last_days


class PairWindow(AgreementWindow):
    """The last days, what is compared, and how many pairs are wanted."""

    limit: Annotated[int, Field(ge=1, le=MAX_PAIRS)] = 500


class PairJson(BaseModel):
    """One pair. It does not say who the person is."""

    trace_id: str
    goal_id: str | None
    writer: str
    prompt_version: str
    at: datetime = Field(description="When the person gave the value")
    scored_at: datetime
    overall: Figure
    dimensions: dict[str, Figure | None] = Field(description="null where one is unscored")
    value: Figure = Field(description="Of the person, on the scale of `source`")
    gap: Figure = Field(description="Judge less person, as shares of their scales, -1 to 1")
    words: int | None = Field(description="Of the judged text; null if unknown")


class PairsJson(BaseModel):
    """The pairs of one judge, the newest first."""

    days: int
    since: date
    until: date
    source: str
    judge: str = Field(description="Empty without pairs")
    n: int = Field(description="Pairs of this judge; `pairs` has the newest `limit` of them")
    newest_only: bool = Field(description="true if the window has more values than were read")
    pairs: list[PairJson]


router = APIRouter(prefix="/api/v1", tags=["evaluations"], route_class=ApiRoute)


@router.get(
    "/evaluations/pairs",
    operation_id="listJudgePairs",
    summary="List the pairs of a judge's score and a person's value",
    responses=problem_responses(HTTPStatus.FORBIDDEN),
)
def list_pairs(window: Annotated[PairWindow, Query()], viewer: ReviewReader) -> PairsJson:
    """Needs the role of a reviewer. These are the pairs behind `/evaluations/agreement`."""
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
    return PairsJson(
        days=window.days,
        since=days.since,
        until=days.until,
        source=found.scale.name,
        judge=found.judge,
        n=len(found.pairs),
        newest_only=found.cut,
        pairs=[_pair(pair, found) for pair in found.pairs[: window.limit]],
    )


def _pair(pair: Pair, found: JudgeAgreement) -> PairJson:
    judged = pair.judged
    return PairJson(
        trace_id=pair.trace_id,
        goal_id=pair.goal_id,
        writer=pair.writer,
        prompt_version=pair.prompt_version,
        at=pair.at,
        scored_at=pair.scored_at,
        overall=judged.overall,
        dimensions=dict(zip(map(str, DIMENSIONS), judged.dimensions, strict=True)),
        value=judged.value,
        gap=gap(judged.overall, judged.value, found.scale),
        words=judged.words,
    )
