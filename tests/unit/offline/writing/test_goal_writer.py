"""The draft of a clarified goal."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.goals.draft import GoalDraft
from core.goals.goal import Circumstances, Experience, GoalType
from tests.factories.coaching import COACH, PLAYBOOKS, TODAY, make_request


def draft(text: str, circumstances: Circumstances | None = None) -> GoalDraft:
    return COACH.draft_goal(make_request(text, circumstances))


def test_the_statement_is_the_aim_with_its_date() -> None:
    assert draft("I want to learn Spanish by 1 June").statement == (
        "I will learn Spanish by 1 June 2027."
    )


def test_a_partly_planned_goal_states_its_part() -> None:
    goal = draft("run a marathon in 3 weeks")

    assert goal.statement.startswith("I will run ")
    assert goal.statement.endswith(" of 42.2 km by 11 December 2026.")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "run 10 km by 1 June because I promised it",
            {
                "specific": "Run 10 km, through regular runs.",
                "relevant": "Your reason: you promised it.",
                "time_bound": "From 21 November 2026 to 1 June 2027.",
            },
        ),
        (
            "be kind",
            {
                "relevant": "People who wanted to change a trait only changed if they carried out "
                "small acts that showed it."
            },
        ),
    ],
)
def test_the_smart_lines(text: str, lines: dict[str, str]) -> None:
    goal = draft(text)

    assert {name: getattr(goal, name) for name in lines} == lines


def test_the_measure_is_the_target_or_the_steps() -> None:
    assert "is 10 km" in draft("run 10 km by June").measurable
    assert "small act done" in draft("be kind").measurable


@pytest.mark.parametrize(
    ("experience", "words"),
    [
        (Experience.BEGINNER, ""),
        (Experience.INTERMEDIATE, "you have done this before"),
        (Experience.ADVANCED, "you know this well"),
    ],
)
def test_a_chosen_experience_is_part_of_what_makes_it_achievable(
    experience: Experience, words: str
) -> None:
    achievable = draft("learn to juggle", Circumstances(experience=experience)).achievable

    assert words in achievable
    assert ("you " in achievable) is bool(words)


def test_payments_stay_level_and_practice_grows() -> None:
    assert "the payments stay level" in draft("save 500 €").achievable
    assert "it grows in small steps" in draft("learn to juggle").achievable


def test_the_baseline_is_part_of_what_makes_it_achievable() -> None:
    assert "from 4 km today" in draft("run 10 km by June, I can run 4 km now").achievable


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("be kind", {"deadline", "hours a week"}),
        ("run 10 km by 1 June", {"hours a week", "starting point"}),
        ("run 10 km by June", {"deadline", "hours a week", "starting point"}),
        ("run 10 km by 1 June, 3 hours a week", {"starting point"}),
        ("run 10 km by 1 June, 3 hours a week, I can run 4 km now", set()),
        ("walk 9000 steps a day by 1 June, 3 hours a week", {"starting point"}),
        ("save 50 € a week by 1 June, 1 hour a week", {"target"}),
    ],
)
def test_everything_that_is_not_stated_is_an_assumption(text: str, about: set[str]) -> None:
    assert about <= {assumption.about for assumption in draft(text).assumptions}


@pytest.mark.parametrize(
    ("circumstances", "about"),
    [(Circumstances(weeks=10), "deadline"), (Circumstances(hours_per_week=4), "hours a week")],
)
def test_stated_circumstances_are_no_assumption(circumstances: Circumstances, about: str) -> None:
    assert about in {a.about for a in draft("be kind").assumptions}
    assert about not in {a.about for a in draft("be kind", circumstances).assumptions}


def test_an_open_date_is_quoted_as_an_assumption() -> None:
    assumption = next(a for a in draft("run 10 km by June").assumptions if a.about == "deadline")

    assert "“by June”" in assumption.why


@pytest.mark.parametrize(
    ("text", "circumstances", "goal_type"),
    [
        ("run a race", Circumstances(experience=Experience.ADVANCED), GoalType.OUTCOME),
        ("run a race", Circumstances(experience=Experience.BEGINNER), GoalType.LEARNING),
        (
            "run a race",
            Circumstances(experience=Experience.ADVANCED, confidence=3),
            GoalType.LEARNING,
        ),
        ("run 10 km", Circumstances(confidence=3), GoalType.OUTCOME),
    ],
)
def test_a_beginner_or_an_unsure_person_without_a_number_learns(
    text: str, circumstances: Circumstances, goal_type: GoalType
) -> None:
    assert draft(text, circumstances).goal_type is goal_type


def test_a_date_in_the_past_is_explained() -> None:
    goal = draft("run 5 km by 1 March 2024")

    assert goal.notes[0].startswith("The date you named, 1 March 2024, has passed.")
    assert date.fromisoformat(goal.deadline) > TODAY


def test_a_date_beyond_a_year_is_explained_with_its_share() -> None:
    note = draft("save 4000 € by 21 November 2030").notes[0]

    assert "21 November 2030" in note
    assert "first part" in note
    assert "of €4,000" in note


@pytest.mark.parametrize(
    ("text", "circumstances", "words"),
    [
        ("Quiero correr para mi salud", Circumstances(), "not in English"),
        ("run 5k and save 1000 dollars", Circumstances(), "start another for “save 1000 dollars”"),
        ("stop shouting at the news", Circumstances(), "what to do instead"),
        ("learn to juggle", Circumstances(confidence=3), "the first weeks are smaller"),
    ],
)
def test_each_circumstance_has_its_note(
    text: str, circumstances: Circumstances, words: str
) -> None:
    assert any(words in note for note in draft(text, circumstances).notes)
    assert not any(words in note for note in draft("be kind").notes)


def test_low_confidence_has_no_note_for_payments() -> None:
    assert not any("smaller" in n for n in draft("save 500 €", Circumstances(confidence=3)).notes)


@pytest.mark.parametrize("domain", ["weight_and_eating", "quitting", "running"])
def test_the_safety_lines_of_the_playbook_are_notes(domain: str) -> None:
    texts = {"weight_and_eating": "lose 3 kg", "quitting": "quit smoking", "running": "run 5 km"}

    assert set(PLAYBOOKS.get(domain).safety) <= set(draft(texts[domain]).notes)


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=80).filter(lambda text: any(c.isalnum() for c in text)))
@example("1²")  # a digit, and no decimal number
def test_any_text_gets_a_complete_draft(text: str) -> None:
    goal = draft(text)

    assert goal.statement.startswith("I will ")
    assert date.fromisoformat(goal.deadline) >= TODAY
    assert goal.hours_per_week > 0
    assert goal.obstacle
    assert all((goal.specific, goal.measurable, goal.achievable, goal.relevant, goal.time_bound))
