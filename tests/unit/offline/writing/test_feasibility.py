"""Goals that do not fit their time get two choices."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.formats import long_day
from core.goals.goal import Circumstances, Experience, Style
from core.offline.reading.target import find_target, first_year_target, plan_period_for
from core.offline.writing.feasibility import check_feasibility
from core.offline.writing.two_choices import FeasibleTarget, date_after_weeks
from tests.factories.coaching import TODAY, parse_request


def check(text: str, circumstances: Circumstances | None = None) -> FeasibleTarget | None:
    parsed = parse_request(text, circumstances)
    period = plan_period_for(parsed.request, parsed.facts, parsed.playbook)
    target, _ = find_target(parsed.facts, parsed.playbook, weeks=period.weeks)
    target = first_year_target(parsed.facts, target, period)
    return check_feasibility(parsed.request, parsed.facts, parsed.playbook, target, period)


def quantity(found: FeasibleTarget | None) -> float:
    assert found is not None
    assert found.target is not None
    return found.target.quantity


@pytest.mark.parametrize(
    "text",
    [
        "run 5 km in 12 weeks",
        "run more",
        "run 10 km, I can run 12 km now",
        "lose 2 kg in 10 weeks",
        "read 12 books in 52 weeks",
        "learn Spanish",
        "B1 Spanish in 52 weeks, 8 hours a week",
        "walk 9000 steps a day",
        "be kind",
    ],
)
def test_a_goal_that_fits_has_no_choices(text: str) -> None:
    assert check(text) is None


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("run a marathon in 3 weeks", 0.4),
        ("run a marathon in 12 weeks", 5.0),
        ("run a half marathon in 10 weeks, I can run 5 km now", 15.0),
        ("run 10 miles in 2 weeks, I can run 2 miles now", 3.2),
    ],
)
def test_the_distance_that_can_be_reached_is_planned(text: str, possible: float) -> None:
    assert quantity(check(text)) == pytest.approx(possible, abs=0.31)


@pytest.mark.parametrize("style", Style)
def test_weight_loss_is_cut_to_the_safe_range(style: Style) -> None:
    found = check("lose 20 kg in 10 weeks", Circumstances(style=style))
    allowed = {Style.CONSERVATIVE: 4.5, Style.BALANCED: 7.0, Style.AGGRESSIVE: 9.0}

    assert quantity(found) == allowed[style]


def test_weight_gain_is_cut_in_the_other_direction() -> None:
    assert quantity(check("weigh 90 kg in 10 weeks, currently my weight is 70 kg")) == 77


def test_books_are_limited_by_the_hours() -> None:
    found = check("read 52 books in 10 weeks, 3 hours a week")

    assert quantity(found) == 5
    assert found is not None
    assert "312 hours" in found.notes[0]
    assert "3 hours a week give 30" in found.notes[0]


def test_a_few_more_books_than_the_hours_hold_are_tolerated() -> None:
    assert check("read 5 books in 10 weeks, 3 hours a week") is None
    assert check("read 6 books in 10 weeks, 3 hours a week") is not None


def test_a_level_is_limited_by_the_study_hours() -> None:
    found = check("fluent in Japanese in 10 weeks", Circumstances(hours_per_week=5))

    assert quantity(found) == 50
    assert found is not None
    assert found.weeks_needed == 440
    assert "2,200 hours" in found.notes[1]


def test_a_distance_is_limited_by_the_weekly_hours() -> None:
    about = Circumstances(hours_per_week=1, experience=Experience.INTERMEDIATE)
    found = check("run a half marathon in 30 weeks, I can run 5 km now", about)

    assert 5 <= quantity(found) < 21.1
    assert found is not None
    assert found.weeks_needed == 0
    assert "1 hours a week" in found.notes[0]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(
        ["run a marathon", "lose 30 kg", "read 90 books", "fluent in Arabic", "run 20 miles"]
    ),
    st.integers(1, 20),
    st.sampled_from(Style),
)
def test_every_pair_of_choices_is_smaller_now_or_longer(
    text: str, weeks: int, style: Style
) -> None:
    found = check(text, Circumstances(weeks=weeks, style=style))

    if found is None:
        return
    assert [note[:8] for note in found.notes] == ["Choice 1", "Choice 2"]
    assert found.target is not None
    assert found.target.quantity >= 0
    assert found.weeks_needed == 0 or found.weeks_needed > weeks


def test_the_second_choice_names_the_date_it_takes() -> None:
    found = check("lose 20 kg in 10 weeks")

    assert found is not None
    assert long_day(date_after_weeks(TODAY, found.weeks_needed)) in found.notes[1]


def test_a_choice_beyond_a_year_says_so() -> None:
    found = check("lose 60 kg in 10 weeks")

    assert found is not None
    assert "a plan covers a year at a time" in found.notes[1]


@given(st.integers(1, 2_000))
def test_a_number_of_weeks_ends_the_day_before_the_next_would_start(weeks: int) -> None:
    assert date_after_weeks(TODAY, weeks) + timedelta(days=1) == TODAY + timedelta(weeks=weeks)
