"""Quality scores over HTTP, day by day."""

from datetime import date
from http import HTTPStatus
from typing import Annotated

from pydantic import BaseModel, Field

from app.api.feedback import Window
from app.api.operation import Answer, Call, Empty, Operation
from core.store.scores.read import GroupBy
from core.usecases.scores.get_score_report import get_score_report
from core.usecases.utc_days import last_days


class TrendWindow(Window):
    """The last days, all together or apart."""

    by: Annotated[GroupBy, Field(description="Keep prompt versions, models or judges apart")] = (
        "none"
    )


class ScoredDay(BaseModel):
    """One dimension on one day. `n` counts the scored ones only."""

    day: date
    dimension: str
    group: str = Field(
        description="The prompt version, model or judge; empty where nothing is kept apart"
    )
    n: int
    mean: float | None
    unscored: int


class ScoredWindow(BaseModel):
    """One dimension over the whole window."""

    dimension: str
    group: str
    n: int
    mean: float | None
    variance: float | None = Field(description="Sample variance; null below two scores")
    unscored: int


class ScoreTrend(BaseModel):
    """The scores of a window: overall and the four dimensions, 0-10."""

    days: int
    since: date
    until: date
    totals: list[ScoredWindow]
    points: list[ScoredDay] = Field(description="Oldest first; days without scores are left out")


def _trend(call: Call[TrendWindow, Empty]) -> Answer:
    asked = call.query
    figures = get_score_report(
        call.rein,
        viewer=call.viewer,
        days=last_days(call.rein, asked.days),
        by=asked.by,
        sample=asked.sample,
    )
    return Answer(
        content=ScoreTrend(
            days=asked.days,
            since=figures.since,
            until=figures.until,
            totals=[
                ScoredWindow(
                    dimension=totals.dimension,
                    group=totals.group,
                    n=totals.n,
                    mean=totals.mean,
                    variance=totals.variance,
                    unscored=totals.unscored,
                )
                for totals in figures.totals
            ],
            points=[
                ScoredDay(
                    day=point.day,
                    dimension=point.dimension,
                    group=point.group,
                    n=point.n,
                    mean=point.mean,
                    unscored=point.unscored,
                )
                for point in figures.trend
            ],
        )
    )


OPERATIONS = (
    Operation(
        method="GET",
        path="/v1/evaluations/trend",
        name="getScoreTrend",
        summary="Get the quality scores of the last days",
        description="Needs the role of a reviewer. An evaluation that failed is counted as unscored, never as 0.",
        query=TrendWindow,
        body=Empty,
        answers=ScoreTrend,
        problems=(HTTPStatus.FORBIDDEN,),
        answer=_trend,
    ),
)
