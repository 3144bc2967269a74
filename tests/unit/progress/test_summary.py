"""The summary of a goal and its words: one sentence that says what was done and where it leads."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.progress.forecast import Forecast
from core.progress.sentences import distance, progress_in_words, skipped_in_words, strength_in_words
from core.progress.summary import Finished, Progress, Record, summarize
from core.progress.task_state import SkipReason, TaskState, TaskStates
from tests.factories.stored import FIRST_DAY, make_plan

PLAN = make_plan(weeks=12)
AUCKLAND, HONOLULU = ZoneInfo("Pacific/Auckland"), ZoneInfo("Pacific/Honolulu")
UTC = ZoneInfo("UTC")


def day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def at(number: int) -> TaskState:
    return TaskState(done_at=datetime.combine(day(number), datetime.min.time(), UTC))


def states(weeks: int, *, each: int = 2) -> dict[str, TaskState]:
    return {
        task.id: at((week.starts_on - FIRST_DAY).days + 1)
        for week in PLAN.weeks[:weeks]
        for task in week.tasks[:each]
    }


def progress(found: TaskStates, *, today: date, zone: ZoneInfo = UTC) -> Progress:
    record = Record(goal_id="g", goal=None, plan=PLAN, states=found)
    return summarize(record, today=today, zone=zone)


def test_the_sentence_says_done_due_the_day_and_its_band() -> None:
    found = progress(states(6, each=1), today=day(41))

    assert isinstance(found.outlook, Forecast)
    said = progress_in_words(found)
    assert said.startswith("You did 6 of 12 tasks so far; at this pace you finish on ")
    assert " weeks after your date (most likely between " in said


def test_a_date_inside_the_band_is_neither_late_nor_early() -> None:
    found = replace(
        progress(states(6, each=1), today=day(41)),
        outlook=Forecast(on=day(110), low=day(70), high=day(250)),
    )

    for ends_on in (day(70), day(83), day(110), day(250)):
        said = progress_in_words(replace(found, ends_on=ends_on))
        assert "is within what is likely for the end (most likely between " in said
        assert "after your date" not in said
        assert "before your date" not in said

    assert "after your date" in progress_in_words(replace(found, ends_on=day(69)))
    assert "before your date" in progress_in_words(replace(found, ends_on=day(251)))


def test_a_date_inside_a_band_without_an_end_is_neither_late_nor_too_far() -> None:
    found = replace(
        progress(states(6, each=1), today=day(41)),
        outlook=Forecast(on=None, low=day(70), high=None),
        ends_on=day(83),
    )

    assert "is within what is likely" in progress_in_words(found)
    assert "more than two years away" in progress_in_words(replace(found, ends_on=day(60)))


def test_a_task_done_ahead_of_time_is_never_more_than_was_due() -> None:
    found = progress({"w9t1": at(1)}, today=day(1))

    assert (found.done.tasks, found.due.tasks) == (1, 2)


def test_a_moved_task_is_due_on_its_new_day() -> None:
    moved = {"w1t1": TaskState(day=day(20))}

    assert progress(moved, today=day(6)).due.tasks == 1
    assert progress(moved, today=day(20)).due.tasks == 6


def test_skipped_tasks_are_told_apart() -> None:
    found = progress(states(1, each=1) | {"w1t2": TaskState(skipped=SkipReason.ILL)}, today=day(6))

    assert (found.skipped.tasks, found.due.tasks, found.planned.tasks) == (1, 1, 23)
    assert skipped_in_words(found).startswith("1 task skipped")
    assert skipped_in_words(progress({}, today=day(6))) == ""


def test_all_done_is_finished_and_names_the_distance() -> None:
    found = progress(states(12), today=day(100))

    assert found.outlook == Finished(on=day(78))
    assert "five days before your date" in progress_in_words(found)


def test_a_plan_of_skipped_tasks_only_is_finished_without_a_day() -> None:
    skipped = {
        task.id: TaskState(skipped=SkipReason.OTHER) for week in PLAN.weeks for task in week.tasks
    }

    assert progress_in_words(progress(skipped, today=day(9))).startswith("Nothing is left")


def test_with_nothing_done_it_offers_a_start_and_no_date() -> None:
    said = progress_in_words(progress({}, today=day(9)))

    assert (
        said == "3 tasks were due so far, and none is ticked yet. The shortest one is a good start."
    )


def test_before_the_first_day_nothing_is_due() -> None:
    assert progress_in_words(progress({}, today=day(-3))).startswith("Nothing is due yet")


def test_with_too_little_it_says_so_instead_of_a_date() -> None:
    said = progress_in_words(progress(states(1), today=day(8)))

    assert "After two weeks" in said
    assert "finish on" not in said


def test_a_task_is_done_on_the_day_of_the_person() -> None:
    late = {"w1t1": at(7)}  # midnight UTC of the second Monday

    weeks = [
        next(w.number for w in progress(late, today=day(8), zone=zone).weeks if w.done.tasks)
        for zone in (HONOLULU, AUCKLAND)
    ]

    assert weeks == [1, 2]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "on your date"),
        (1, "one day after your date"),
        (-5, "five days before your date"),
        (14, "two weeks after your date"),
        (-21, "three weeks before your date"),
        (100, "14 weeks after your date"),
    ],
)
def test_distances_are_said_in_days_or_weeks(days: int, words: str) -> None:
    assert distance(FIRST_DAY + timedelta(days=days), FIRST_DAY) == words


def test_strength_is_explained_without_a_streak() -> None:
    said = strength_in_words(0.4)

    assert "lowers it only a little" in said
    assert "streak" not in said
