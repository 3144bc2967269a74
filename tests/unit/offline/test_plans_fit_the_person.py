"""What a person wrote shows up in their plan: one law for each thing that was once lost."""

import pytest

from core.goals.weeks import Day
from core.plans.plan import Plan
from tests.factories.coaching import coached, parse


def titles(plan: Plan) -> list[str]:
    return [task.title for week in plan.weeks for task in week.tasks]


@pytest.mark.parametrize(
    "text",
    [
        "I have to give the best man's speech on 12 June. I froze last time, couldn't read it. Read?",
        "I've to hold my aunt's eulogy. My voice shook, I couldn't read the page. Should I read it?",
    ],
)
def test_a_verb_of_an_obstacle_or_a_question_is_no_topic(text: str) -> None:
    assert parse(text).domain != "reading"


def test_who_cannot_swim_yet_gets_a_plan_for_the_swim_of_a_triathlon() -> None:
    goal, _, plan = coached(
        "Relay triathlon in June with two mates: I do the 500 m swim and 20 km on the bike. I ride "
        "to work, but I never really learned to swim."
    )

    assert goal.domain == "swimming"
    assert not [title for title in titles(plan) if title.startswith("Run ")]


def test_weeks_of_a_running_plan_that_are_done_are_not_done_again() -> None:
    plan = coached(
        "I've just finished the third week of a beginner running plan, at 58, and I'd like to get "
        "to the end of it."
    )[2]

    assert "Couch to 5K, week 4" in plan.weeks[0].focus


def test_a_sum_that_is_too_much_is_halved_and_the_arithmetic_is_said() -> None:
    goal = coached(
        "Save 40,000 in 80 weeks. That would be 500 a week, which is more than we have."
    )[0]

    assert any("500 a week is too much" in note for note in goal.notes)
    assert any("250 a week" in note for note in goal.notes)


def test_payments_in_squares_are_whole_squares_and_milestones_are_sums() -> None:
    plan = coached(
        "I owe 1,500 on a card. Every 25 I pay I tick one box on a list. All done by the end of June."
    )[2]

    assert any("Pay " in title and " boxes" in title for title in titles(plan))
    paid = [m.target for m in plan.milestones if m.unit == "sum"]
    assert paid == sorted(paid)
    assert all(value % 25 == 0 for value in paid)
    assert paid[-1] == 1500


def test_nobody_sets_a_quit_day_that_they_named() -> None:
    named = titles(coached("My last cigarette will be on 31 January")[2])
    open_day = titles(coached("Quit smoking, I smoke 20 a day and set a quit day soon")[2])

    assert not [title for title in named if title.startswith("Set the quit day")]
    assert any(title.startswith(("Set the quit day", "Choose")) for title in open_day)


def test_a_rating_that_nobody_gains_in_the_time_is_a_first_stage() -> None:
    goal, resolution, _ = coached("Raise my chess rating from 1400 to 1800 by March")

    assert goal.target is not None
    assert 1400 < goal.target.quantity < 1800
    assert resolution.title.endswith("as a first stage")
    assert any("most people gain" in note for note in goal.notes)


def test_measurable_says_what_the_last_stage_shows() -> None:
    goal = coached("I want to become an electrician, I have driven trucks for years")[0]

    assert "phases passed" not in goal.smart.measurable
    assert "stage" in goal.smart.measurable


def test_a_stage_without_a_number_of_the_result_has_none() -> None:
    plan = coached("Swim 600 m in open water by August, I can swim one length")[2]

    for milestone in plan.milestones:
        assert ("length" in milestone.title) <= (milestone.unit == "phases")


def test_an_assumed_obstacle_gets_no_more_weeks_than_the_others() -> None:
    plan = coached("learn to play the ukulele")[2]
    said = [week.if_then for week in plan.weeks]

    assert max(said.count(one) for one in said) <= -(-len(said) // len(set(said))) + 1


def test_a_skill_leads_to_the_piece_it_is_wanted_for() -> None:
    plan = coached("Learn Python so I can work in hydrology. One hour a day for 90 days.")[2]

    assert any("hydrology" in task.title for week in plan.weeks[-4:] for task in week.tasks)


def test_a_count_in_words_is_the_target() -> None:
    quantity = parse("Learn the ukulele and play two songs at my sister's party").quantity

    assert quantity is not None
    assert quantity.value == 2


def test_since_when_is_no_reason() -> None:
    goal = coached("I've smoked since I was 16. I want to stop because I lose my breath.")[0]

    assert "16" not in goal.smart.relevant


@pytest.mark.parametrize("words", ["My resolution? Drink more water.", "The plan? Tidy up daily."])
def test_a_heading_with_a_mark_is_no_question(words: str) -> None:
    assert coached(words)[0].replies == ()


WEEKS = {
    "I work in a bakery Wed to Sun. Want to knit an Aran jumper by my sister's birthday on 4 May: "
    "Monday mornings 9 till 12 and 40 min on Tuesday nights.": {"Mon": 180, "Tue": 40},
    "Retraining as a bookkeeper, exam on 17 April. I'm free Thursdays 7-8.30pm, plus half an hour "
    "on Mondays and Saturday 2 hours.": {"Mon": 30, "Thu": 90, "Sat": 120},
    "I can practise the banjo 25 minutes on Wednesdays and every other Sunday from 10 till 12, "
    "want three tunes by my brother's wedding on 20 March.": {"Wed": 25, "Sun": 120},
}


@pytest.mark.parametrize("text", WEEKS)
def test_tasks_lie_on_the_persons_days_and_are_no_longer_than_their_time(text: str) -> None:
    times, plan = WEEKS[text], coached(text)[2]
    for week in plan.weeks:
        taken: dict[str, int] = {}
        for task in week.tasks:
            assert task.day is not None or task.minutes <= 20, task.title
            if task.day is not None:
                taken[task.day.value] = taken.get(task.day.value, 0) + task.minutes
        assert all(minutes <= times[day] for day, minutes in taken.items()), (week.number, taken)


def test_every_other_week_leaves_the_day_of_the_weeks_between_free() -> None:
    plan = coached(list(WEEKS)[2])[2]
    sundays = [w.number for w in plan.weeks if any(t.day == Day.SUN for t in w.tasks)]

    assert sundays
    assert all(number % 2 for number in sundays)
