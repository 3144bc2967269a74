"""What the readers find, each law with the sentences people write."""

from datetime import date

import pytest

from core.goals.goal import GoalType
from core.offline.reading.dates import parse_deadline
from core.offline.reading.facts import Direction
from core.offline.reading.frequency import parse_frequency, parse_hours
from core.offline.reading.numbers import format_number, parse_number
from core.offline.reading.phrases import split_clauses
from core.offline.reading.quantities import parse_quantities, split_baseline
from tests.factories.coaching import TODAY, parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,500.50", 1500.5),
        ("1,5", 1.5),
        ("1.500,50", 1500.5),
        ("2.500", 2_500),
        ("1 000 000", 1_000_000),
        ("1'000", 1_000),
        ("10 k", 10_000),
        ("10k", 10_000),
        ("twenty five", 25),
        ("two thousand", 2_000),
        ("half a", 0.5),
        ("a couple of", 2),
        ("three hundred", 300),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: float) -> None:
    assert parse_number(text) == value


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


def test_two_numbers_beside_each_other_stay_two() -> None:
    assert [q.value for q in parse_quantities("read 12 books, 3,000 pages")] == [12, 3_000]
    assert [q.value for q in parse_quantities("run 5.5 km")] == [5.5]


def test_a_number_is_written_without_a_needless_decimal() -> None:
    assert (format_number(5.0), format_number(7.5), format_number(1200)) == ("5", "7.5", "1,200")


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("run a 5K by the end of Q1", date(2027, 3, 31)),
        ("in 12 weeks", date(2027, 2, 13)),
        ("before my wedding in June", date(2027, 5, 31)),
        ("this year", date(2026, 12, 31)),
        ("by my 40th birthday on 3 May", date(2027, 5, 3)),
        ("read 24 books in 2027", date(2027, 12, 31)),
        ("by March", date(2027, 3, 1)),
        ("over the next six months", date(2027, 5, 21)),
        ("by Christmas", date(2026, 12, 24)),
        ("20 Bücher lesen bis Ende März", date(2027, 3, 31)),
        ("20 Bücher lesen bis 31.03.2027", date(2027, 3, 31)),
        ("lire 20 livres d'ici fin mars 2028", date(2028, 3, 31)),
        ("by Christmas 2027", date(2027, 12, 24)),
        ("Christmas 2027", date(2027, 12, 24)),
        ("before Easter 2028", date(2028, 4, 16)),
        ("by Thanksgiving 2028", date(2028, 11, 23)),
        ("by summer 2027", date(2027, 5, 31)),
        ("in the summer of 2028", date(2028, 8, 31)),
        ("this winter 2027", date(2027, 12, 31)),
        ("end of 2027", date(2027, 12, 31)),
        ("by the end of 2027", date(2027, 12, 31)),
        ("by end 2027", date(2027, 12, 31)),
        ("by 2027", date(2026, 12, 31)),
        ("by March 2028", date(2028, 3, 1)),
        ("save $500, March 2028", date(2028, 3, 31)),
        ("by the end of next month", date(2026, 12, 31)),
        ("pass it on May 12th", date(2027, 5, 12)),
        ("by Friday", date(2026, 11, 27)),
        ("30-day challenge", date(2026, 12, 21)),
        ("by 2027-02-01", date(2027, 2, 1)),
        ("by 1 March 2020", date(2020, 3, 1)),
        ("before Easter", date(2027, 3, 28)),
        ("in five years", date(2031, 11, 21)),
    ],
)
def test_a_deadline_is_read_against_the_given_day(text: str, on: date) -> None:
    deadline = parse_deadline(text, today=TODAY)

    assert deadline is not None
    assert deadline.on == on
    assert deadline.span.text in text


@pytest.mark.parametrize(
    "text",
    [
        "5k in 25 minutes",
        "exercise 3 days a week",
        "may I run 10 km",
        "I have smoked for 10 years",
        "run",
    ],
)
def test_what_is_no_deadline_is_not_read_as_one(text: str) -> None:
    assert parse_deadline(text, today=TODAY) is None


def test_a_day_that_the_words_leave_open_is_not_called_exact() -> None:
    vague = parse_deadline("before my wedding in June", today=TODAY)
    exact = parse_deadline("on 12 June", today=TODAY)

    assert vague is not None
    assert exact is not None
    assert (vague.exact, exact.exact) == (False, True)


@pytest.mark.parametrize(
    ("text", "per_week"),
    [
        ("twice a week", 2),
        ("3x/week", 3),
        ("every morning", 7),
        ("3-4 times per week", 4),
        ("every other day", 3.5),
        ("on Mondays and Thursdays", 2),
        ("10 pages a day", 7),
        ("take it everyday", 7),
    ],
)
def test_a_rhythm_is_read_as_times_a_week(text: str, per_week: float) -> None:
    frequency = parse_frequency(text)

    assert frequency is not None
    assert frequency.per_week == pytest.approx(per_week, rel=0.01)


def test_named_weekdays_are_kept() -> None:
    frequency = parse_frequency("swim on Mondays and Thursdays")

    assert frequency is not None
    assert frequency.days == ("Mon", "Thu")


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("5 hours a week", 5),
        ("an hour a day", 7),
        ("30 minutes a day", 3.5),
        ("45 min every day", 5.25),
    ],
)
def test_time_given_to_a_goal_is_read_as_hours_a_week(text: str, hours: float) -> None:
    found = parse_hours(text)

    assert found is not None
    assert found.per_week == hours


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("run a 5K", 5, "km"),
        ("run a half marathon", 21.1, "km"),
        ("save $5,000", 5_000, "USD"),
        ("save 10k euros", 10_000, "EUR"),
        ("save 300 pounds", 300, "GBP"),
        ("lose 20 pounds", 20, "lb"),
        ("read two books", 2, "books"),
        ("meet 5 new people", 5, "people"),
        ("20 Bücher lesen", 20, "books"),
        ("get an IELTS band of 7.5", 7.5, "points"),
        ("walk 10k steps", 10_000, "steps"),
    ],
)
def test_a_quantity_is_read_with_its_unit(text: str, value: float, unit: str) -> None:
    quantities = parse_quantities(text)

    assert [(q.value, q.unit) for q in quantities] == [(value, unit)]
    assert quantities[0].span.text in text


@pytest.mark.parametrize(
    ("text", "baseline", "target"),
    [
        ("go from 5 km to 10 km", 5, 10),
        ("get to 80 kg, currently 92 kg", 92, 80),
        ("cut from 20 cigarettes a day to zero", 20, 0),
    ],
)
def test_where_somebody_stands_is_told_from_where_they_go(
    text: str, baseline: float, target: float
) -> None:
    now, others = split_baseline(text, parse_quantities(text))

    assert now is not None
    assert (now.value, others[0].value) == (baseline, target)


def test_every_fact_keeps_the_words_it_came_from() -> None:
    text = "Run a 5k twice a week by the end of Q1 so that I can keep up with my kids, but I have a bad knee"

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


def test_two_goals_of_different_fields_are_two_goals() -> None:
    facts = parse("run 5k and save 1000 dollars by June")

    assert [goal.text for goal in facts.goals] == ["run 5k", "save 1000 dollars by June"]
    assert facts.aim == "run 5k"


def test_one_goal_with_an_and_in_it_stays_one() -> None:
    assert len(parse("learn to cook rice and beans").goals) == 1


def test_the_wish_is_left_without_lead_date_and_asides() -> None:
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
def test_the_type_of_a_goal_is_read(text: str, goal_type: GoalType) -> None:
    assert parse(text).goal_type == goal_type


def test_moving_away_is_told_from_moving_towards() -> None:
    assert parse("stop eating sweets").direction == Direction.AVOIDANCE
    assert parse("eat more fruit").direction == Direction.APPROACH


def test_a_lone_number_of_a_habit_to_quit_is_where_they_stand() -> None:
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
def test_what_is_true_today_is_the_start_and_no_second_goal(
    text: str, wish: str, target: float, baseline: float
) -> None:
    facts = parse(text)

    assert facts.quantity is not None
    assert facts.baseline is not None
    assert (facts.aim, facts.quantity.value, facts.baseline.value) == (wish, target, baseline)
    assert len(facts.goals) == 1
    assert "baseline" not in facts.missing


def test_today_in_a_fact_is_no_deadline_and_a_day_after_it_is_one() -> None:
    weighed = parse("Today I weigh 90 kg and want to get to 80 kg")
    answered = parse("Run 10K. Currently 6 km by 1 April")

    assert weighed.deadline is None
    assert answered.deadline is not None
    assert answered.deadline.on == date(2027, 4, 1)


def test_a_sentence_in_the_present_with_a_day_stays_a_goal() -> None:
    facts = parse("I read 20 books by June and run 5 km by May")

    assert len(facts.goals) == 2


def test_what_somebody_lives_on_is_neither_target_nor_start() -> None:
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


def test_a_debt_that_is_owed_is_the_target_and_stays_in_the_wish() -> None:
    facts = parse("I owe 5,000 € and want to pay it off by June")

    assert facts.quantity is not None
    assert facts.quantity.value == 5_000
    assert "5,000 €" in facts.aim
