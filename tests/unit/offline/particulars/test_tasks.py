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

    for words in ("the subjunctive", "your flatmate"):
        assert sum(words in title for title in found) == 1, words
    assert not any("radio" in title or "desk" in title for title in found)


def test_only_what_people_share_is_agreed_on() -> None:
    alone = "I want to make three friends by June. I'm introverted, hate bars and don't drink."
    shared = "I want to be more patient with my kids by June. We row about screens and homework."

    assert not any("Agree on one rule" in title for title in titles(alone))
    assert any("Agree on one rule about screens and homework" in title for title in titles(shared))


def test_a_name_in_brackets_is_no_person() -> None:
    found = titles("I sit the Swedish B1 exam (Swedex) on 20 March and I'm at A2 now.")

    assert not any("Tell Swedex" in title for title in found)


def test_what_a_step_of_the_plan_speaks_of_is_not_asked_for_twice() -> None:
    found = titles("Learn to play The Swan on the cello by May. My teacher Ida offered to help me.")

    assert sum("Ida" in title and "plan" in title for title in found) == 0
