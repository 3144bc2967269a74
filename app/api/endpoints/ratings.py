"""Ratings over HTTP: submit one, and read their summary."""

from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import Rater, ReviewReader
from app.api.json_body import JsonBody
from app.api.parameters import NO_PARAMETERS, SliceWindow
from app.api.problem import BODY_PROBLEMS, problem_responses
from core.precision import Figure
from core.quality.rating import MAX_COMMENT_CHARACTERS, RATING_DIMENSIONS, Rating, accept_rating
from core.usecases.ratings.get_rating_report import RatingReport, get_rating_report
from core.usecases.ratings.get_themes import Theme, ThemeReport, get_themes
from core.usecases.ratings.rate import rate
from core.usecases.utc_days import last_days

ID_PATTERN = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"

Answered = Annotated[
    bool | None, Field(description="null if it was not answered, which is not a no")
]


class RatingAnswersJson(BaseModel):
    """The fields of `RatingAnswers`, described for the API; a test compares the two."""

    usefulness: Answered = None
    clarity: Answered = None
    motivation: Answered = None
    personalization: Answered = None


class NewRating(JsonBody, RatingAnswersJson):
    """A person's rating of one result."""

    trace_id: Annotated[str, Field(pattern=ID_PATTERN)]
    rating: Annotated[float, Field(ge=0.5, le=5, multiple_of=0.5, description="Stars, in halves")]
    comment: Annotated[str | None, Field(max_length=MAX_COMMENT_CHARACTERS)] = None


class GivenRating(RatingAnswersJson):
    """The rating as it is stored; a later one by the same person replaces it."""

    trace_id: str
    rating: Figure
    comment: str


class YesCount(BaseModel):
    """How many answered yes, of those who answered."""

    yes: int
    n: int
    share: Figure | None


class RatedDay(BaseModel):
    """The ratings of one day; days without any are left out."""

    day: date
    n: int
    mean: Figure


class FoundTheme(BaseModel):
    """Words that set low ratings apart from high ones."""

    label: str
    phrases: list[str]
    is_complaint: bool = Field(description="true if it goes with ratings below 4 stars")
    is_certain: bool = Field(description="false if, among so many phrases, it could be chance")
    z: Figure = Field(description="Of the log-odds ratio with an informative prior")
    n: int
    of: int = Field(description="Comments that were read: the newest 5,000 at most")
    share: Figure
    mean_stars: Figure
    share_before: Figure | None = Field(description="Of the comments of the first half")
    share_after: Figure | None = Field(description="Of the comments of the second half")
    quotes: list[str]


class ThemeWithRatings(FoundTheme):
    """A theme with the ratings it was found in."""

    trace_ids: list[str] = Field(description="Of the rated results, the newest rating first")


class ThemesJson(BaseModel):
    """What the comments of a window say."""

    days: int
    since: date
    until: date
    low: int = Field(description="Comments with fewer than 4 stars that were read")
    high: int = Field(description="Comments with 4 stars or more that were read")
    newest_only: bool = Field(description="true if the window has more comments than were read")
    themes: list[ThemeWithRatings] = Field(description="The most distinctive first")


class RatingSummary(BaseModel):
    """All ratings of a window; every figure with its n."""

    days: int
    since: date
    until: date
    n: int
    mean: Figure | None
    variance: Figure | None = Field(description="Sample variance; null below two ratings")
    histogram: dict[str, int] = Field(description="Number of ratings by stars, from 0.5 to 5.0")
    dimensions: dict[str, YesCount]
    trend: list[RatedDay]
    themes: list[FoundTheme] = Field(description="What comments say, the most distinctive first")


router = APIRouter(prefix="/api/v1", tags=["feedback"], route_class=ApiRoute)
unversioned = APIRouter(prefix="/api", tags=["feedback"], route_class=ApiRoute)

_RATING_PROBLEMS = problem_responses(HTTPStatus.NOT_FOUND, *BODY_PROBLEMS)


@unversioned.post(
    "/feedback",
    operation_id="giveRatingUnversioned",
    summary="The same as POST /api/v1/feedback",
    status_code=HTTPStatus.CREATED,
    responses=_RATING_PROBLEMS,
    dependencies=[NO_PARAMETERS],
)
@router.post(
    "/feedback",
    operation_id="giveRating",
    summary="Rate a result, or change your rating of it",
    status_code=HTTPStatus.CREATED,
    responses=_RATING_PROBLEMS,
    dependencies=[NO_PARAMETERS],
)
def give_rating(new: NewRating, viewer: Rater) -> GivenRating:
    """Store the rating, in place of an earlier one by you."""
    rating = accept_rating(
        Rating(
            stars=new.rating,
            comment=new.comment or "",
            **new.model_dump(include=set(RATING_DIMENSIONS)),
        )
    )
    rate(services.rein(), viewer=viewer, trace_id=new.trace_id, rating=rating)
    return GivenRating(
        trace_id=new.trace_id,
        rating=rating.stars,
        comment=rating.comment,
        **rating.answers(),
    )


@router.get(
    "/feedback/summary",
    operation_id="summariseRatings",
    summary="Sum up all ratings of the last days",
    responses=problem_responses(HTTPStatus.FORBIDDEN),
)
def summarize_ratings(
    window: Annotated[SliceWindow, Query()], viewer: ReviewReader
) -> RatingSummary:
    """Needs the role of a reviewer."""
    rein = services.rein()
    days, within = last_days(rein, window.days), window.slice()
    report = get_rating_report(rein, viewer=viewer, days=days, sample=window.sample, within=within)
    themes = get_themes(rein, viewer=viewer, days=days, sample=window.sample, within=within)
    return _summary(report, themes, days=window.days)


@router.get(
    "/feedback/themes",
    operation_id="listThemes",
    summary="List what comments say, with the ratings of each theme",
    responses=problem_responses(HTTPStatus.FORBIDDEN),
)
def list_themes(window: Annotated[SliceWindow, Query()], viewer: ReviewReader) -> ThemesJson:
    """Needs the role of a reviewer. No model is called."""
    rein = services.rein()
    days = last_days(rein, window.days)
    report = get_themes(rein, viewer=viewer, days=days, sample=window.sample, within=window.slice())
    return ThemesJson(
        days=window.days,
        since=days.since,
        until=days.until,
        low=report.found.low,
        high=report.found.high,
        newest_only=report.is_cut,
        themes=[
            ThemeWithRatings(
                **_theme(theme).model_dump(),
                trace_ids=[trace_id for trace_id, _ in theme.members],
            )
            for theme in report.found.themes
        ],
    )


def _summary(report: RatingReport, themes: ThemeReport, *, days: int) -> RatingSummary:
    totals = report.totals
    return RatingSummary(
        days=days,
        since=totals.since,
        until=totals.until,
        n=totals.n,
        mean=totals.mean,
        variance=totals.variance,
        histogram={f"{half / 2:.1f}": count for half, count in enumerate(totals.histogram, 1)},
        dimensions={
            name: YesCount(yes=answers.yes, n=answers.n, share=answers.share)
            for name, answers in totals.dimensions.items()
        },
        trend=[RatedDay(day=point.day, n=point.n, mean=point.mean) for point in report.trend],
        themes=[_theme(theme) for theme in themes.found.themes],
    )


def _theme(theme: Theme) -> FoundTheme:
    same = ("label", "is_complaint", "is_certain", "z", "n", "of", "share", "mean_stars")
    return FoundTheme(
        **{name: getattr(theme, name) for name in same},
        phrases=list(theme.phrases),
        share_before=theme.earlier.share,
        share_after=theme.later.share,
        quotes=list(theme.quotes),
    )
