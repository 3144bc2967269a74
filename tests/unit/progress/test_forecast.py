"""The forecast: none with too little to go on, the same for the same goal, wider with less known."""

from datetime import date, timedelta

import pytest

from core.plans.plan import Plan
from core.progress.forecast import (
    HIGHEST,
    LOWEST,
    Forecast,
    Unknown,
    band_of,
    forecast_end,
)
from core.progress.futures import ENOUGH
from core.progress.weekly import Work, week_by_week
from tests.factories.stored import FIRST_DAY, make_plan

PLAN = make_plan(weeks=12)


def day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def done(weeks: int, *, each: int = 2, plan: Plan = PLAN) -> dict[str, date]:
    """Return the first tasks of each week, done within it."""
    return {
        task.id: week.starts_on + timedelta(days=1)
        for week in plan.weeks[:weeks]
        for task in week.tasks[:each]
    }


def forecast(
    days: dict[str, date], *, today: date, seed: int = 7, skipped: frozenset[str] = frozenset()
) -> Forecast | Unknown:
    work = Work(done_on=days, skipped=skipped)
    weeks = week_by_week(PLAN, work, today=today)
    return forecast_end(PLAN, work, weeks, today=today, seed=seed)


def expected(
    days: dict[str, date], *, today: date, seed: int = 7, skipped: frozenset[str] = frozenset()
) -> tuple[date, date, date]:
    """Return the day, and the band around it."""
    found = forecast(days, today=today, seed=seed, skipped=skipped)
    assert isinstance(found, Forecast)
    assert found.on is not None
    assert found.low is not None
    assert found.high is not None
    return found.on, found.low, found.high


def test_before_two_weeks_it_says_that_it_is_too_early() -> None:
    assert forecast(done(1), today=day(10)) is Unknown.TOO_LITTLE


def test_two_tasks_are_no_pace() -> None:
    assert forecast({"w1t1": day(1), "w2t1": day(8)}, today=day(21)) is Unknown.TOO_LITTLE


def test_with_nothing_done_there_is_no_date() -> None:
    assert forecast({}, today=day(40)) is Unknown.NOTHING_DONE
    assert forecast({}, today=FIRST_DAY - timedelta(days=1)) is Unknown.NOT_BEGUN


def test_the_same_goal_gets_the_same_forecast() -> None:
    days = done(4, each=1)

    assert forecast(days, today=day(28)) == forecast(days, today=day(28))


def test_a_person_who_does_everything_ends_on_their_date() -> None:
    on, low, _ = expected(done(8), today=day(56))

    assert abs((on - PLAN.ends_on).days) <= 7
    assert low >= PLAN.ends_on - timedelta(days=7)


def test_doing_half_ends_later_than_doing_all() -> None:
    half, _, _ = expected(done(6, each=1), today=day(42))
    whole, _, _ = expected(done(6), today=day(42))

    assert half > whole + timedelta(days=14)


def test_the_day_is_inside_its_band_and_not_in_the_past() -> None:
    for weeks in range(3, 13):
        today = day(7 * weeks)
        on, low, high = expected(done(weeks, each=1), today=today)

        assert today <= low <= on <= high


def test_a_short_history_gives_a_wider_band_than_a_long_one() -> None:
    _, low, high = expected(done(3, each=1), today=day(21))
    _, later_low, later_high = expected(done(10, each=1), today=day(70))

    assert high - low > later_high - later_low


def test_skipped_tasks_are_no_work_that_is_left() -> None:
    days = done(6, each=1)
    late = frozenset(week.tasks[1].id for week in PLAN.weeks[:6])

    open_, _, _ = expected(days, today=day(42))
    skipped, _, _ = expected(days, today=day(42), skipped=late)

    assert skipped < open_


def test_a_person_who_stopped_is_expected_later_but_not_never() -> None:
    days = done(4)
    going, _, _ = expected(done(6), today=day(42))
    stopped, _, _ = expected(days, today=day(42))

    assert going < stopped < day(7 * 52)


@pytest.mark.parametrize("late", [0, 3, 30, 400, 3_000])
def test_long_after_the_plan_there_is_still_an_answer(late: int) -> None:
    found = forecast(done(6, each=1), today=PLAN.ends_on + timedelta(days=late))

    assert isinstance(found, Forecast)


def test_the_band_ends_earlier_after_an_absence_and_for_uneven_weeks() -> None:
    even, away = [0.9] * 8, [0.9, 0.9, 0.9, 0.0, 0.0, 0.9, 0.9, 0.9]
    uneven = [1.6, 0.3] * 4
    highest = {
        name: band_of(paces, over=False)[1]
        for name, paces in {"even": even, "away": away, "uneven": uneven}.items()
    }

    assert highest["away"] < highest["uneven"] < highest["even"]
    for paces in (even, away, uneven, [0.0] * 30):
        for over in (False, True):
            low, high = band_of(paces, over=over)
            assert LOWEST[0] <= low <= LOWEST[1] < HIGHEST[0] <= high <= HIGHEST[1] <= ENOUGH
