"""Ratings over HTTP: give one, and see what all of them say."""

from datetime import date
from http import HTTPStatus
from typing import Annotated

from pydantic import BaseModel, Field

from app.api.operation import Answer, Body, Call, Empty, Nothing, Operation, Query
from core.quality.rating import MAX_COMMENT_CHARACTERS, Rating, accept_rating
from core.usecases.ratings.get_rating_report import get_rating_report
from core.usecases.ratings.rate import rate
from core.usecases.utc_days import last_days

MAX_DAYS = 3_660
ID_PATTERN = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"

Answered = Annotated[
    bool | None, Field(description="null where it was not answered, which is not a no")
]


class NewRating(Body):
    """What a person says about one result."""

    trace_id: Annotated[str, Field(pattern=ID_PATTERN)]
    rating: Annotated[float, Field(ge=0.5, le=5, multiple_of=0.5, description="Stars, in halves")]
    usefulness: Answered = None
    clarity: Answered = None
    motivation: Answered = None
    personalization: Answered = None
    comment: Annotated[str | None, Field(max_length=MAX_COMMENT_CHARACTERS)] = None


class GivenRating(BaseModel):
    """The rating as it was stored; a later one by the same person replaces it."""

    trace_id: str
    rating: float
    usefulness: bool | None
    clarity: bool | None
    motivation: bool | None
    personalization: bool | None
    comment: str


class Window(Query):
    """The last days, today included; a day begins at midnight UTC."""

    days: Annotated[int, Field(ge=1, le=MAX_DAYS)] = 30
    sample: Annotated[bool, Field(description="The made-up sample instead of real people")] = False


class YesCount(BaseModel):
    """How many said yes, of those who answered."""

    yes: int
    n: int
    share: float | None


class RatedDay(BaseModel):
    """The ratings of one day; days without any are left out."""

    day: date
    n: int
    mean: float


class RatingSummary(BaseModel):
    """All ratings of a window; every figure with its n."""

    days: int
    since: date
    until: date
    n: int
    mean: float | None
    variance: float | None = Field(description="Sample variance; null below two ratings")
    histogram: dict[str, int] = Field(description="Number of ratings by stars, from 0.5 to 5.0")
    dimensions: dict[str, YesCount]
    trend: list[RatedDay]


def _give(call: Call[Nothing, NewRating]) -> Answer:
    new = call.body
    rating = accept_rating(
        Rating(
            stars=new.rating,
            usefulness=new.usefulness,
            clarity=new.clarity,
            motivation=new.motivation,
            personalization=new.personalization,
            comment=new.comment or "",
        )
    )
    rate(call.rein, viewer=call.viewer, trace_id=new.trace_id, rating=rating)
    return Answer(
        content=GivenRating(
            trace_id=new.trace_id,
            rating=rating.stars,
            usefulness=rating.usefulness,
            clarity=rating.clarity,
            motivation=rating.motivation,
            personalization=rating.personalization,
            comment=rating.comment,
        )
    )


def _summarise(call: Call[Window, Empty]) -> Answer:
    figures = get_rating_report(
        call.rein,
        viewer=call.viewer,
        days=last_days(call.rein, call.query.days),
        sample=call.query.sample,
    )
    totals = figures.totals
    return Answer(
        content=RatingSummary(
            days=call.query.days,
            since=totals.since,
            until=totals.until,
            n=totals.n,
            mean=totals.mean,
            variance=totals.variance,
            histogram={
                f"{half / 2:.1f}": count for half, count in enumerate(totals.histogram, start=1)
            },
            dimensions={
                name: YesCount(yes=answers.yes, n=answers.n, share=answers.share)
                for name, answers in totals.dimensions.items()
            },
            trend=[RatedDay(day=point.day, n=point.n, mean=point.mean) for point in figures.trend],
        )
    )


def _rating_operation(path: str, name: str, summary: str) -> Operation[Nothing, NewRating]:
    return Operation(
        method="POST",
        path=path,
        name=name,
        summary=summary,
        query=Nothing,
        body=NewRating,
        answers=GivenRating,
        status=HTTPStatus.CREATED,
        problems=(HTTPStatus.NOT_FOUND,),
        answer=_give,
    )


OPERATIONS = (
    _rating_operation("/v1/feedback", "giveRating", "Rate a result, or change your rating of it"),
    _rating_operation("/feedback", "giveRatingUnversioned", "The same as POST /api/v1/feedback"),
    Operation(
        method="GET",
        path="/v1/feedback/summary",
        name="summariseRatings",
        summary="Sum up all ratings of the last days",
        description="Needs the role of a reviewer.",
        query=Window,
        body=Empty,
        answers=RatingSummary,
        problems=(HTTPStatus.FORBIDDEN,),
        answer=_summarise,
    ),
)
