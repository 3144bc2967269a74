"""Quality scores over HTTP, day by day."""

from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import ReviewReader
from app.api.parameters import SliceWindow
from app.api.problem import problem_responses
from core.precision import Figure
from core.usecases.scores.get_score_report import (
    GroupBy,
    ScorePoint,
    ScoreTotals,
    get_score_report,
)
from core.usecases.utc_days import last_days


class TrendWindow(SliceWindow):
    """The last days, all scores together or in groups."""

    by: Annotated[
        GroupBy, Field(description="Group by prompt version, model, judge or kind of goal")
    ] = "none"


class ScoredDay(BaseModel):
    """One dimension on one day. `n` counts scored ones only."""

    day: date
    dimension: str
    group: str = Field(description="The prompt version, model or judge; empty without groups")
    n: int
    mean: Figure | None
    unscored: int
    rubric: str = Field(description="Version of the rubric; versions are not comparable")


class ScoredWindow(BaseModel):
    """One dimension over the whole window."""

    dimension: str
    group: str
    n: int
    mean: Figure | None
    variance: Figure | None = Field(description="Sample variance; null below two scores")
    unscored: int
    rubric: str = Field(description="Version of the rubric; the newest one of the window")


class ScoreTrend(BaseModel):
    """The scores of a window: overall and the four dimensions, 0-10."""

    days: int
    since: date
    until: date
    totals: list[ScoredWindow]
    points: list[ScoredDay] = Field(description="Oldest first; days without scores are left out")


router = APIRouter(prefix="/api/v1", tags=["evaluations"], route_class=ApiRoute)


@router.get(
    "/evaluations/trend",
    operation_id="getScoreTrend",
    summary="Get the quality scores of the last days",
    responses=problem_responses(HTTPStatus.FORBIDDEN),
)
def get_score_trend(window: Annotated[TrendWindow, Query()], viewer: ReviewReader) -> ScoreTrend:
    """Needs the role of a reviewer. An evaluation that failed counts as unscored, never as 0."""
    rein = services.rein()
    report = get_score_report(
        rein,
        viewer=viewer,
        days=last_days(rein, window.days),
        by=window.by,
        sample=window.sample,
        within=window.slice(),
    )
    return ScoreTrend(
        days=window.days,
        since=report.since,
        until=report.until,
        totals=[_window(totals) for totals in report.totals],
        points=[_day(point) for point in report.trend],
    )


def _window(totals: ScoreTotals) -> ScoredWindow:
    return ScoredWindow(
        dimension=totals.dimension,
        group=totals.group,
        n=totals.n,
        mean=totals.mean,
        variance=totals.variance,
        unscored=totals.unscored,
        rubric=totals.rubric,
    )


def _day(point: ScorePoint) -> ScoredDay:
    return ScoredDay(
        day=point.day,
        dimension=point.dimension,
        group=point.group,
        n=point.n,
        mean=point.mean,
        unscored=point.unscored,
        rubric=point.rubric,
    )
