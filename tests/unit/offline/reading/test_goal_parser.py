"""The goal parser: all facts of a text together, with the playbooks it was given."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.goals.goal import GoalType
from core.offline.playbooks.library import PlaybookLibrary
from core.offline.reading.facts import Direction
from core.offline.reading.goal_parser import GoalParser
from core.offline.reading.phrases import split_clauses
from tests.factories.coaching import PLAYBOOKS, TODAY, parse


def test_a_full_sentence_gives_every_fact() -> None:
    facts = parse(
        "I want to run a 5k twice a week for 3 hours a week by the end of Q1 so that I "
        "feel fresh, but I have a bad knee"
    )

    assert facts.domain == "running"
    assert facts.aim == "run a 5k twice a week for 3 hours a week"
    assert facts.goal_type is GoalType.OUTCOME
    assert facts.direction is Direction.APPROACH
    assert facts.quantity is not None
    assert (facts.quantity.value, facts.quantity.unit) == (5, "km")
    assert facts.frequency is not None
    assert facts.frequency.per_week == 2
    assert facts.deadline is not None
    assert facts.deadline.on == date(2027, 3, 31)
    assert facts.hours is not None
    assert facts.hours.per_week == 3
    assert facts.reason is not None
    assert facts.reason.text.startswith("so that I feel")
    assert facts.obstacle is not None
    assert facts.obstacle.text == "but I have a bad knee"
    assert [span.text for span in facts.constraints] == ["I have a bad knee"]


def test_an_empty_aim_has_no_facts() -> None:
    facts = parse("be kind")

    assert facts.domain_span is None
    assert (facts.quantity, facts.baseline, facts.deadline, facts.frequency) == (None,) * 4
    assert (facts.hours, facts.event, facts.obstacle, facts.reason) == (None,) * 4
    assert facts.constraints == ()


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("read more, but I am always on my phone", "reading"),
        ("save 500 € on a salary of 2000 €", "saving"),
        ("run 10 km. Currently I read a lot of books", "running"),
    ],
)
def test_obstacles_income_and_statements_do_not_decide_the_domain(text: str, domain: str) -> None:
    assert parse(text).domain == domain


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("run 5k and save 1000 dollars", ["run 5k", "save 1000 dollars"]),
        ("run 5k, learn Spanish and read 12 books", 3),
        ("learn to cook rice and beans", 1),
        ("run 5k and then run 10k", 1),
        ("run 5k. Currently I read books", 1),
    ],
)
def test_clauses_of_different_domains_are_separate_goals(text: str, goals: list[str] | int) -> None:
    found = [span.text for span in parse(text).goals]

    assert found == goals or len(found) == goals


def test_facts_of_the_second_goal_are_not_those_of_the_first() -> None:
    facts = parse("run 5k and save 1000 dollars by June")

    assert facts.quantity is not None
    assert facts.quantity.unit == "km"
    assert [q.unit for q in facts.quantities] == ["km"]


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("Today I weigh 90 kg and want to get to 80 kg", None),
        ("Run 10K. Currently 6 km by 1 April", date(2027, 4, 1)),
        ("Today I weigh 90 kg, get to 80 kg by 1 May", date(2027, 5, 1)),
    ],
)
def test_a_day_in_a_statement_is_a_deadline_only_in_the_future(
    text: str, deadline: date | None
) -> None:
    found = parse(text).deadline

    assert (None if found is None else found.on) == deadline


def test_a_text_in_another_language_is_marked() -> None:
    assert not parse("Quiero correr para mi salud").english
    assert parse("run 5 km").english


def test_the_same_text_is_parsed_once() -> None:
    parser = GoalParser(PLAYBOOKS)

    first = parser.parse("run 5 km", today=TODAY)

    assert parser.parse("run 5 km", today=TODAY) is first
    assert parser.parse("run 5 km", today=date(2027, 1, 1)) is not first


def test_two_parsers_share_no_result() -> None:
    general = PlaybookLibrary((PLAYBOOKS.get("general"),))

    assert GoalParser(PLAYBOOKS).parse("run 5 km", today=TODAY).domain == "running"
    assert GoalParser(general).parse("run 5 km", today=TODAY).domain == "general"
    assert GoalParser(PLAYBOOKS).parse("run 5 km", today=TODAY).domain == "running"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_parsed_and_every_span_lies_in_it(text: str) -> None:
    facts = parse(text)
    spans = [facts.domain_span, facts.event, facts.obstacle, facts.reason, *facts.goals]
    spans += [found.span for found in (facts.deadline, facts.frequency, facts.hours) if found]

    assert facts.goals
    assert all(0 <= span.start <= span.end <= len(text) for span in spans if span is not None)


@pytest.mark.parametrize(
    "number", ["1,000,000", "1.000.000", "1 000 000", "1'000'000", "1\u00a0000\u00a0000"]
)
@pytest.mark.parametrize("pattern", ["Save {} €", "Save €{}", "Save €{},50", "Save {} euros"])
def test_a_grouped_number_is_one_number_everywhere(number: str, pattern: str) -> None:
    text = pattern.format(number)
    if ",000" in number:
        text = text.replace(",50", ".50")

    facts = parse(f"{text} by the end of this month")

    assert facts.quantity is not None
    assert (round(facts.quantity.value), len(facts.quantities)) == (1_000_000, 1)
    assert facts.aim == " ".join(text.split())
    assert len(facts.goals) == len(split_clauses(text)) == 1


def test_every_fact_keeps_the_words_it_came_from() -> None:
    text = (
        "Run a 5k twice a week by the end of Q1 so that I can keep up with my kids, "
        "but I have a bad knee"
    )

    facts = parse(text)

    assert facts.quantity is not None
    assert facts.frequency is not None
    assert facts.deadline is not None
    assert facts.obstacle is not None
    assert facts.reason is not None
    spans = (
        facts.quantity.span,
        facts.frequency.span,
        facts.deadline.span,
        facts.obstacle,
        facts.reason,
    )
    assert all(text[span.start : span.end].strip(" ,") == span.text for span in spans)


def test_two_clauses_of_different_domains_are_two_goals() -> None:
    facts = parse("run 5k and save 1000 dollars by June")

    assert [goal.text for goal in facts.goals] == ["run 5k", "save 1000 dollars by June"]
    assert facts.aim == "run 5k"


def test_an_and_within_a_domain_does_not_split_a_goal() -> None:
    assert len(parse("learn to cook rice and beans").goals) == 1


def test_the_aim_has_no_introduction_date_or_aside() -> None:
    facts = parse("I want to get to 80 kg by Christmas, I weigh 92 kg")

    assert facts.aim == "get to 80 kg"
    assert facts.baseline is not None
    assert facts.baseline.value == 92


@pytest.mark.parametrize(
    ("text", "goal_type"),
    [
        ("run a marathon", GoalType.OUTCOME),
        ("meditate every morning", GoalType.BEHAVIOUR),
        ("learn Spanish", GoalType.LEARNING),
        ("be more present", GoalType.OPEN),
    ],
)
def test_the_type_of_a_goal_is_parsed(text: str, goal_type: GoalType) -> None:
    assert parse(text).goal_type == goal_type


def test_avoidance_and_approach_are_distinguished() -> None:
    assert parse("stop eating sweets").direction == Direction.AVOIDANCE
    assert parse("eat more fruit").direction == Direction.APPROACH


def test_a_lone_number_of_a_habit_to_quit_is_the_baseline() -> None:
    facts = parse("quit smoking, I smoke 20 cigarettes a day")

    assert facts.quantity is None
    assert facts.baseline is not None
    assert facts.baseline.value == 20


@pytest.mark.parametrize(
    ("text", "wish", "target", "baseline"),
    [
        (
            "Run 10 km in under 55 minutes by April. Currently 6 km in 38 minutes",
            "Run 10 km in under 55 minutes",
            10,
            6,
        ),
        ("Run 10 km. Currently I ran 6 km, in 38 minutes, which was hard", "Run 10 km", 10, 6),
        ("I ran 6 km in 38 minutes and want 10K under 55 by April", "10K under 55", 10, 6),
        (
            "Run a half marathon under 1:45, I already run 12 km",
            "Run a half marathon under 1:45",
            21.1,
            12,
        ),
        ("Right now I weigh 90 kg, I want to get to 80 kg by June", "get to 80 kg", 80, 90),
        ("I can do 10 push-ups and want to do 50 push-ups", "do 50 push-ups", 50, 10),
        ("Save 5000 €. So far I have 200 €", "Save 5000 €", 5_000, 200),
    ],
)
def test_a_current_value_is_the_baseline_and_not_a_second_goal(
    text: str, wish: str, target: float, baseline: float
) -> None:
    facts = parse(text)

    assert facts.quantity is not None
    assert facts.baseline is not None
    assert (facts.aim, facts.quantity.value, facts.baseline.value) == (wish, target, baseline)
    assert len(facts.goals) == 1
    assert "baseline" not in facts.missing


def test_a_date_in_a_statement_counts_only_if_it_is_later() -> None:
    weighed = parse("Today I weigh 90 kg and want to get to 80 kg")
    answered = parse("Run 10K. Currently 6 km by 1 April")

    assert weighed.deadline is None
    assert answered.deadline is not None
    assert answered.deadline.on == date(2027, 4, 1)


def test_a_present_tense_sentence_with_a_deadline_is_a_goal() -> None:
    facts = parse("I read 20 books by June and run 5 km by May")

    assert len(facts.goals) == 2


def test_income_is_neither_target_nor_baseline() -> None:
    texts = (
        "Save 500 € by the end of this month on a salary of 2,000 €",
        "On a salary of 2,000 € save 500 € by June",
        "I earn 3000 € a month and want to save 500 €",
    )
    for text in texts:
        facts = parse(text)

        assert facts.domain == "saving"
        assert facts.quantity is not None
        assert (facts.quantity.value, facts.baseline) == (500, None)


def test_a_debt_is_the_target_and_part_of_the_aim() -> None:
    facts = parse("I owe 5,000 € and want to pay it off by June")

    assert facts.quantity is not None
    assert facts.quantity.value == 5_000
    assert "5,000 €" in facts.aim
