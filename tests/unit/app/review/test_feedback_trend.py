"""Stars over time: weeks where days are thin, with nothing lost."""

from datetime import date, timedelta

from app.review.feedback.weeks import by_week, is_thin, to_series
from core.usecases.ratings.get_rating_report import RatingTrendPoint

UNTIL = date(2026, 11, 26)


def day(ago: int, *stars: float) -> RatingTrendPoint:
    return RatingTrendPoint(
        day=UNTIL - timedelta(days=ago),
        n=len(stars),
        sum=sum(stars),
        sumsq=sum(each * each for each in stars),
    )


def test_weeks_hold_every_rating_of_their_days() -> None:
    days = (day(13, 2.0), day(7, 4.0, 5.0), day(6, 3.0), day(0, 1.0))

    weeks = by_week(days, until=UNTIL)

    assert [(w.day, w.n, w.sum, w.sumsq) for w in weeks] == [
        (UNTIL - timedelta(days=7), 3, 11.0, 45.0),
        (UNTIL, 2, 4.0, 10.0),
    ]


def test_days_are_shown_once_they_have_ratings_enough() -> None:
    since = UNTIL - timedelta(days=9)

    assert is_thin((day(0, *[4.0] * 49),), since=since, until=UNTIL)
    assert not is_thin((day(0, *[4.0] * 50),), since=since, until=UNTIL)


def test_a_single_rating_has_a_wide_interval_and_no_line_of_its_own() -> None:
    (point,) = to_series((day(0, 5.0),)).points

    assert point.n == 1
    assert point.interval is not None
    assert point.interval.low < 3
