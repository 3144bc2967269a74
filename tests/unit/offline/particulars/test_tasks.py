"""What a text names beside its aim is in a task of the first two weeks, and only once."""

from tests.unit.offline.test_coached_plans import coached


def titles(text: str) -> list[str]:
    plan = coached(text)[2]
    return [task.title for week in plan.weeks[:2] for task in week.tasks]


def test_weak_points_and_people_are_met_within_two_weeks_and_gear_is_no_task() -> None:
    found = titles(
        "I want to pass my French exam in June. I failed twice on the subjunctive and my flatmate "
        "snores. I've got a pocket radio and there's no desk."
    )

    for words in ("the subjunctive", "your flatmate", "no desk"):
        assert sum(words in title for title in found) == 1, words
    assert not any("radio" in title for title in found)


def test_what_a_step_of_the_plan_speaks_of_is_not_asked_for_twice() -> None:
    found = titles("Learn to play The Swan on the cello by May. My teacher Ida offered to help me.")

    assert sum("Ida" in title and "plan" in title for title in found) == 0
