"""Strength: it grows with what is done, one miss costs little, and a week under way costs nothing."""

from datetime import date, timedelta

import pytest

from core.progress.strength import routine_strength
from core.progress.weekly import Amount, WeekOfWork

FIRST = date(2027, 1, 4)
NONE = Amount(tasks=0, minutes=0)


def weeks(*done: int, planned: int = 4) -> list[WeekOfWork]:
    return [
        WeekOfWork(
            number=place + 1,
            starts_on=FIRST + timedelta(days=7 * place),
            ends_on=FIRST + timedelta(days=7 * place + 6),
            planned=Amount(tasks=planned, minutes=30 * planned),
            done=Amount(tasks=tasks, minutes=30 * tasks),
            skipped=NONE,
        )
        for place, tasks in enumerate(done)
    ]


def strength(*done: int, planned: int = 4) -> float:
    after = FIRST + timedelta(days=7 * len(done))
    found = routine_strength(weeks(*done, planned=planned), today=after)
    assert found is not None
    return found


def test_before_the_first_week_there_is_no_strength() -> None:
    assert routine_strength(weeks(0), today=FIRST - timedelta(days=1)) is None


def test_on_the_first_days_an_untouched_plan_has_no_strength_yet() -> None:
    assert routine_strength(weeks(0), today=FIRST + timedelta(days=2)) is None
    assert routine_strength(weeks(0), today=FIRST + timedelta(days=7)) == 0


def test_strength_follows_the_smoothing_of_loop() -> None:
    # One task a day for a week: seven repetitions with m = 0.5 ^ (1 / 13).
    assert strength(7, planned=7) == pytest.approx(1 - 0.5 ** (7 / 13))


def test_one_missed_task_after_a_long_run_costs_almost_nothing() -> None:
    assert strength(*[4] * 12, 3) > 0.95 * strength(*[4] * 12)


def test_one_missed_week_after_a_long_run_leaves_most_of_it() -> None:
    assert strength(*[4] * 12, 0) > 0.8 * strength(*[4] * 12)


def test_strength_never_leaves_its_scale_when_more_is_done_than_planned() -> None:
    assert strength(*[9] * 40) <= 1


def test_the_week_under_way_does_not_lower_the_strength() -> None:
    lived = weeks(4, 4, 0)

    assert routine_strength(lived, today=FIRST + timedelta(days=15)) == routine_strength(
        lived[:2], today=FIRST + timedelta(days=14)
    )


def test_what_is_done_this_week_counts_at_once() -> None:
    today = FIRST + timedelta(days=15)
    before, after = (routine_strength(weeks(4, 4, n), today=today) for n in (0, 4))

    assert before is not None
    assert after is not None
    assert after > before


def test_a_week_whose_tasks_were_all_skipped_changes_nothing() -> None:
    lived = weeks(4, 4)
    empty = weeks(4, 4, 0, planned=0)[2]

    assert routine_strength([*lived, empty], today=FIRST + timedelta(days=21)) == routine_strength(
        lived, today=FIRST + timedelta(days=14)
    )
