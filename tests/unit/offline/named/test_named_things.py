"""What a person names is in the tasks: pieces, tools, languages and the living people they mean."""

from dataclasses import replace

import pytest

from core.offline.named.aids import method_label, used_tools
from core.offline.named.people import people_in
from core.offline.named.works import works_in
from core.plans.plan import Plan
from core.plans.sense.goal_context import GoalContext, Named
from core.plans.sense.laws import find_breaches
from core.plans.sense.mending import sensible_plan
from core.plans.sense.named import speaks_of
from tests.factories.coaching import coached


def titles(plan: Plan, *numbers: int) -> list[str]:
    return [task.title for n in numbers for task in plan.weeks[n - 1].tasks]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("I want to ring my aunt more, and our neighbour too.", ["your aunt", "your neighbour"]),
        (
            "My nan is gone, well, my grandma died in May; my sister Ruth helps.",
            ["your sister Ruth"],
        ),
        ("A picture of my late uncle for mum.", ["your mum"]),
        ("My 9yo and I argue over a hamster called Pip.", ["your 9-year-old", "Pip"]),
        ("My colleague Ben is loud. When Ben talks I stop.", ["your colleague Ben"]),
        ("Run 5 km by May", []),
    ],
)
def test_people_are_found_by_what_they_are_and_the_dead_are_left_in_peace(
    text: str, labels: list[str]
) -> None:
    assert [person.label for person in people_in(text)] == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("I would like to play Clair de Lune by June.", ["Clair de Lune"]),
        ("Sing “Ave Maria” at the wedding on Sunday", ["Ave Maria"]),
        ("On Mondays I practise with Duolingo on the bus from Leeds.", ["Duolingo"]),
        ("We moved to Spain in March. I write it all in a Leuchtturm.", ["the Leuchtturm"]),
        ("I use a kitchen timer for every round and my old metronome", ["the kitchen timer"]),
        (
            "I have a Memrise deck; Elixir is new to me, I need Elixir.",
            ["the Memrise deck", "Elixir"],
        ),
        ("Lose 5 kg by Easter. I am busy on Fridays.", []),
        ("I also use stretchers at work and I use my planner for the rota at work.", []),
        ("Paid 90 on a Barclay card. We rent in a Sheffield terrace, on Boxing Day.", []),
        ("Does one use a timer? I want to use the lift again, using a logbook.", ["the logbook"]),
    ],
)
def test_works_and_tools_are_found_by_the_words_around_their_names(
    text: str, labels: list[str]
) -> None:
    assert [thing.label for thing in (*works_in(text), *used_tools(text))] == labels


@pytest.mark.parametrize(
    ("clause", "label"),
    [
        ("My neighbour has a bandsaw I may borrow", None),
        ("I have moved the bottle to the cellar", None),
        ("my nutritionist looks at it every month", "your nutritionist"),
        ("there is a wall chart in the hall", "the wall chart"),
    ],
)
def test_a_way_of_ones_own_names_a_tool_only_if_it_helps_with_practice(
    clause: str, label: str | None
) -> None:
    assert method_label(clause) == label


def test_a_named_piece_is_what_the_plan_works_on_from_its_first_week() -> None:
    plan = coached(
        "I had trumpet lessons for eight years and stopped at university. My grandfather died and "
        "we would like me to play Danny Boy at the service on 20 March."
    )[2]

    for number in (1, 2, 3, len(plan.weeks)):
        assert any("Danny Boy" in title for title in titles(plan, number))
    of_the_piece = [t for t in titles(plan, 1, 2, 3, 4) if "Danny Boy" in t]
    assert len(set(of_the_piece)) == len(of_the_piece)
    assert "as on the day" in " ".join(titles(plan, len(plan.weeks)))


def test_the_language_and_the_own_tool_are_in_the_tasks_of_the_first_weeks() -> None:
    plan = coached(
        "Greek for my wife's parents, I have got a Quizlet deck on the phone and 20 minutes a day. "
        "Her mum asks me things and I smile."
    )[2]

    assert any("Quizlet" in title for title in titles(plan, 1, 2))
    of_the_deck = [t for t in titles(plan, *range(1, len(plan.weeks) + 1)) if "Quizlet" in t]
    assert sum(title.startswith("Put ten whole sentences") for title in of_the_deck) == 1
    assert any("Greek" in title for title in titles(plan, 1, 2))


def test_a_wish_about_a_person_names_that_person_in_each_of_the_first_weeks() -> None:
    plan = coached("be a better brother. my sister has a new baby and I never call her.")[2]

    for number in (1, 2, 3):
        assert any("your sister" in title for title in titles(plan, number))


def test_who_offers_help_is_asked_for_it_and_who_is_only_spoken_of_is_not() -> None:
    plan = coached(
        "I'm afraid of driving over bridges. My cousin Lea offered to sit beside me on Sundays. "
        "My boss thinks it is funny."
    )[2]

    first = titles(plan, 1, 2, 3)
    assert any("Lea" in title for title in first)
    assert not any("your boss" in title for title in first)


def test_who_says_that_they_help_and_does_not_come_is_no_helper() -> None:
    plan = coached(
        "I want to learn the banjo by May. My uncle Ray says he'll come along and then doesn't. My "
        "aunt Bo offered to help me."
    )[2]

    first = titles(plan, 1, 2, 3)
    assert any("aunt Bo" in title for title in first)
    assert not any("Ray" in title for title in first)


def test_a_named_thing_that_a_plan_forgot_is_put_in() -> None:
    goal, _, plan = coached("Play the piano by June, I know some chords")
    named = Named(label="the Yousician app", tasks=("Use the Yousician app for ten minutes",))
    stated = replace(GoalContext(text=""), named=(named,))

    breaches = [b for b in find_breaches(plan, goal, stated) if b.law == "named_things_are_used"]
    mended = sensible_plan(plan, goal, stated)

    assert [breach.week for breach in breaches] == [1, 2, 3]
    assert mended is not None
    assert all(any("Yousician" in t for t in titles(mended, n)) for n in (1, 2, 3))
    assert not find_breaches(mended, goal, stated)


def test_a_person_is_named_by_any_of_the_words_for_them() -> None:
    assert speaks_of("Ring your sister on Sunday", "your little sister")
    assert not speaks_of("Practise the assistance call", "your sister")
