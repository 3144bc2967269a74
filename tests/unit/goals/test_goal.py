"""Goals: what is accepted as a goal, and how it is cleaned."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InvalidInput
from core.goals.goal import (
    MAX_CONSTRAINT_CHARACTERS,
    MAX_CONSTRAINTS,
    MAX_GOAL_CHARACTERS,
    MAX_HOURS_PER_WEEK,
    MAX_WEEKS,
    MIN_HOURS_PER_WEEK,
    Circumstances,
    ClarifiedGoal,
    Experience,
    GoalRequest,
    GoalType,
    SmartStatement,
    Style,
    accept_request,
    clean_text,
    total_weeks,
)

TODAY = date(2026, 11, 21)
YEAR = timedelta(days=366)


def accept(text: str = "run 5 km", **about: object) -> GoalRequest:
    return accept_request(text, Circumstances(**about), today=TODAY)  # type: ignore[arg-type]


def refuse(text: str = "run 5 km", **about: object) -> InvalidInput:
    with pytest.raises(InvalidInput) as refusal:
        accept(text, **about)
    return refusal.value


def make_goal(starts_on: date, deadline: date) -> ClarifiedGoal:
    line = "I run."
    smart = SmartStatement(
        specific=line, measurable=line, achievable=line, relevant=line, time_bound=line
    )
    return ClarifiedGoal(
        statement=line,
        smart=smart,
        domain="running",
        goal_type=GoalType.OUTCOME,
        target=None,
        starts_on=starts_on,
        deadline=deadline,
        hours_per_week=3,
        obstacle="rain",
    )


@given(text=st.text())
def test_cleaned_text_is_normal_trimmed_and_has_no_control_characters(text: str) -> None:
    cleaned = clean_text(text)

    assert cleaned == unicodedata.normalize("NFC", cleaned)
    for line in cleaned.split("\n"):
        assert line == " ".join(line.split())
    assert all(c == "\n" or unicodedata.category(c) != "Cc" for c in cleaned)
    assert "\n\n" not in cleaned


@given(text=st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  run\t 5   km ", "run 5 km"),
        ("run\n\n \n5 km", "run\n5 km"),
        ("run\x00 5\x07km", "run 5 km"),
        ("cafe\u0301", "caf\u00e9"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("private \ue000 use", "private use"),
        ("\N{RUNNER} run", "\N{RUNNER} run"),
        ("", ""),
    ],
)
def test_control_characters_and_white_space_are_folded(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


def test_a_goal_is_accepted_cleaned_with_the_day_it_was_submitted() -> None:
    request = accept("  Run \n\n 5 km ")

    assert request == GoalRequest(text="Run\n5 km", circumstances=Circumstances(), today=TODAY)


@pytest.mark.parametrize("text", ["", "   ", "\n", "!!!", "…", "\N{RUNNER}", "\x00"])
def test_a_goal_without_a_letter_or_digit_is_refused(text: str) -> None:
    refusal = refuse(text)

    assert refusal.field == "text"
    assert "no goal in this" in str(refusal)


def test_a_goal_may_be_as_long_as_the_limit_and_no_longer() -> None:
    assert len(accept("x" * MAX_GOAL_CHARACTERS).text) == MAX_GOAL_CHARACTERS

    refusal = refuse("x" * (MAX_GOAL_CHARACTERS + 1))

    assert refusal.field == "text"
    assert "2,001 characters" in str(refusal)
    assert "2,000" in (refusal.advice or "")


@pytest.mark.parametrize("hours", [MIN_HOURS_PER_WEEK, 7.5, MAX_HOURS_PER_WEEK, None])
def test_hours_within_the_bounds_are_accepted(hours: float | None) -> None:
    assert accept(hours_per_week=hours).circumstances.hours_per_week == hours


@pytest.mark.parametrize("hours", [-1, 0, 0.4, 60.5, 168])
def test_hours_out_of_bounds_are_refused_with_the_bounds(hours: float) -> None:
    refusal = refuse(hours_per_week=hours)

    assert refusal.field == "hours_per_week"
    assert f"{hours:g} hours" in str(refusal)
    assert "between 0.5 and 60" in (refusal.advice or "")


@pytest.mark.parametrize("confidence", [0, 7, 10, None])
def test_a_confidence_from_0_to_10_is_accepted(confidence: int | None) -> None:
    assert accept(confidence=confidence).circumstances.confidence == confidence


@pytest.mark.parametrize("confidence", [-1, 11])
def test_another_confidence_is_refused(confidence: int) -> None:
    assert refuse(confidence=confidence).field == "confidence"


@pytest.mark.parametrize("weeks", [1, MAX_WEEKS, None])
def test_a_length_of_up_to_a_year_is_accepted(weeks: int | None) -> None:
    assert accept(weeks=weeks).circumstances.weeks == weeks


@pytest.mark.parametrize("weeks", [0, -4, MAX_WEEKS + 1])
def test_another_length_is_refused(weeks: int) -> None:
    refusal = refuse(weeks=weeks)

    assert refusal.field == "weeks"
    assert "between 1 and 52" in (refusal.advice or "")


@pytest.mark.parametrize("distance", [-YEAR, timedelta(), YEAR])
def test_a_start_within_a_year_of_today_is_accepted(distance: timedelta) -> None:
    assert accept(start_on=TODAY + distance).circumstances.start_on == TODAY + distance


@pytest.mark.parametrize("distance", [-YEAR - timedelta(days=1), YEAR + timedelta(days=1)])
def test_a_start_more_than_a_year_away_is_refused(distance: timedelta) -> None:
    refusal = refuse(start_on=TODAY + distance)

    assert refusal.field == "start_on"
    assert (TODAY + distance).isoformat() in str(refusal)


def test_constraints_are_cleaned_and_empty_ones_are_dropped() -> None:
    about = accept(constraints=("  bad   knee", " ", "\x00", "no gym")).circumstances

    assert about.constraints == ("bad knee", "no gym")


def test_as_many_constraints_as_the_limit_are_accepted_and_no_more() -> None:
    longest = "x" * MAX_CONSTRAINT_CHARACTERS
    assert accept(constraints=(longest,) * MAX_CONSTRAINTS).circumstances.constraints == (
        (longest,) * MAX_CONSTRAINTS
    )

    for constraints in ((longest,) * (MAX_CONSTRAINTS + 1), (f"{longest}x",)):
        refusal = refuse(constraints=constraints)
        assert refusal.field == "constraints"
        assert "at most 10" in (refusal.advice or "")
        assert "300 characters" in (refusal.advice or "")


def test_the_other_circumstances_are_unchanged() -> None:
    about = Circumstances(
        experience=Experience.ADVANCED,
        hours_per_week=4,
        start_on=TODAY + timedelta(days=3),
        confidence=9,
        style=Style.AGGRESSIVE,
        weeks=8,
    )

    assert accept_request("run", about, today=TODAY).circumstances == about


@pytest.mark.parametrize(
    ("days", "weeks"),
    [(1, 1), (7, 1), (8, 1), (9, 1), (10, 2), (14, 2), (16, 2), (17, 3), (364, 52)],
)
def test_a_last_week_of_three_days_or_more_counts_as_a_week(days: int, weeks: int) -> None:
    assert total_weeks(make_goal(TODAY, TODAY + timedelta(days=days - 1))) == weeks


def test_a_request_has_no_answers_until_questions_are_asked() -> None:
    assert accept().answers == ()
