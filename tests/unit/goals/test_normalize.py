"""Normalization: our rules compute dates and hours, for every author of a draft."""

from datetime import date, timedelta

import pytest

from core.goals.draft import GoalDraft, TargetDraft
from core.goals.goal import (
    Circumstances,
    ClarifiedGoal,
    GoalType,
    Style,
    Target,
    accept_request,
    total_weeks,
)
from core.goals.goal_rules import GoalRules
from core.goals.kind import GoalKind
from core.goals.normalize import normalize_goal

TODAY = date(2026, 11, 21)


def normalized(
    about: Circumstances | None = None, rules: GoalRules | None = None, **changes: object
) -> ClarifiedGoal:
    draft = GoalDraft.model_validate(
        {
            "statement": "I will run 5 km.",
            "specific": "s",
            "measurable": "m",
            "achievable": "a",
            "relevant": "r",
            "time_bound": "t",
            "domain": "running",
            "goal_type": GoalType.OUTCOME,
        }
        | changes
    )
    request = accept_request("run 5 km", about or Circumstances(), today=TODAY)
    return normalize_goal(draft, request, rules)


def test_a_named_deadline_is_used() -> None:
    goal = normalized(deadline="2027-01-31")

    assert (goal.starts_on, goal.deadline, goal.notes) == (TODAY, date(2027, 1, 31), ())


def test_no_deadline_gets_a_usual_length_as_an_assumption() -> None:
    goal = normalized()

    assert goal.deadline == TODAY + timedelta(days=83)
    assert "deadline" in {a.about for a in goal.assumptions}


def test_a_past_deadline_is_replaced_with_a_note() -> None:
    goal = normalized(deadline="2020-03-01")

    assert goal.deadline > TODAY
    assert "2020-03-01" in goal.notes[0]


def test_a_five_year_wish_is_cut_to_its_first_year_with_its_share() -> None:
    goal = normalized(
        deadline="2031-11-20", target=TargetDraft(metric="saved", quantity=50_000, unit="EUR")
    )

    assert (goal.deadline - goal.starts_on).days == 363
    assert goal.target is not None
    assert goal.target.quantity == pytest.approx(10_000, rel=0.01)
    assert len(goal.notes) == 2


def test_a_rate_is_not_shared_out_over_years() -> None:
    goal = normalized(
        deadline="2031-11-20",
        target=TargetDraft(metric="steps", quantity=8_000, unit="steps a day"),
    )

    assert goal.target is not None
    assert goal.target.quantity == 8_000


def test_a_two_day_wish_keeps_its_two_days() -> None:
    goal = normalized(deadline=(TODAY + timedelta(days=1)).isoformat())

    assert (goal.deadline - goal.starts_on).days == 1


@pytest.mark.parametrize("deadline", ["soon", "", "2027-13-45", "3/1/2027"])
def test_an_unreadable_date_counts_as_none(deadline: str) -> None:
    assert "deadline" in {a.about for a in normalized(deadline=deadline).assumptions}


def test_hours_come_from_the_person_before_the_draft() -> None:
    assert normalized(Circumstances(hours_per_week=2), hours_per_week=9).hours_per_week == 2
    assert normalized(hours_per_week=9).hours_per_week == 9
    assert "hours a week" in {a.about for a in normalized().assumptions}


def test_hours_out_of_bounds_are_bounded_with_a_note() -> None:
    goal = normalized(hours_per_week=200)

    assert goal.hours_per_week == 60
    assert "200 hours" in goal.notes[0]


def test_a_start_in_the_past_becomes_today_with_a_note() -> None:
    goal = normalized(Circumstances(start_on=TODAY - timedelta(days=3)))

    assert goal.starts_on == TODAY
    assert "has passed" in goal.notes[0]


def test_weeks_asked_for_win_over_the_text() -> None:
    goal = normalized(Circumstances(weeks=4), deadline="2027-06-30")

    assert (goal.deadline - goal.starts_on).days == 27


def test_a_blank_draft_falls_back_on_the_persons_words() -> None:
    goal = normalized(statement=" ", specific="", obstacle="")

    assert (goal.statement, goal.smart.specific, goal.obstacle) == (
        "run 5 km",
        "run 5 km",
        "not getting started",
    )


def test_a_statement_and_smart_lines_are_one_clean_line_each() -> None:
    goal = normalized(statement="  I run \x00 5 km. ", specific="Run\n\nslowly.")

    assert goal.statement == "I run 5 km."
    assert goal.smart.specific == "Run slowly."


def test_a_domain_is_in_lower_case_and_general_if_blank() -> None:
    assert normalized(domain=" Running ").domain == "running"
    assert normalized(domain=" ").domain == "general"


def test_notes_are_cleaned_and_none_is_repeated() -> None:
    assert normalized(notes=["Ask a doctor.", " ", "Ask  a doctor."]).notes == ("Ask a doctor.",)


def test_assumptions_of_the_draft_come_first() -> None:
    drafted = {"about": "starting point", "assumed": "no running yet", "why": "usual"}

    assumptions = normalized(assumptions=[drafted]).assumptions

    assert [a.about for a in assumptions] == ["starting point", "deadline", "hours a week"]


@pytest.mark.parametrize(
    ("style", "weeks", "hours"),
    [(Style.CONSERVATIVE, 14, 2.0), (Style.BALANCED, 12, 3.0), (Style.AGGRESSIVE, 10, 4.0)],
)
def test_the_style_decides_what_is_assumed(style: Style, weeks: int, hours: float) -> None:
    goal = normalized(Circumstances(style=style))

    assert total_weeks(goal) == weeks
    assert goal.hours_per_week == hours


@pytest.mark.parametrize("hours", [0, -3])
def test_hours_that_are_not_positive_count_as_not_stated(hours: float) -> None:
    goal = normalized(hours_per_week=hours)

    assert goal.hours_per_week == 3.0
    assert "hours a week" in {a.about for a in goal.assumptions}


def test_a_start_that_is_named_moves_the_deadline_of_a_length_in_weeks() -> None:
    start = TODAY + timedelta(days=10)
    goal = normalized(Circumstances(start_on=start, weeks=2))

    assert (goal.starts_on, goal.deadline) == (start, start + timedelta(days=13))


def test_a_target_without_unit_and_metric_counts_times() -> None:
    goal = normalized(target={"metric": " ", "quantity": 9, "unit": ""})

    assert goal.target == Target(metric="times", quantity=9, unit="times")


def test_the_first_years_share_of_a_falling_target_falls() -> None:
    goal = normalized(
        deadline=(TODAY + timedelta(days=2 * 364 - 1)).isoformat(),
        target={"metric": "weight", "quantity": 80, "unit": "kg", "baseline": 100},
    )

    assert goal.target is not None
    assert goal.target.quantity == 90


def test_a_small_share_has_one_decimal() -> None:
    goal = normalized(
        deadline=(TODAY + timedelta(days=3 * 364 - 1)).isoformat(),
        target={"metric": "distance", "quantity": 10, "unit": "km"},
    )

    assert goal.target is not None
    assert goal.target.quantity == 3.3
    assert "The first year's share is 3.3 of 10 km." in goal.notes


def test_a_large_share_is_written_without_an_exponent() -> None:
    goal = normalized(
        deadline=(TODAY + timedelta(days=2 * 364 - 1)).isoformat(),
        target={"metric": "savings", "quantity": 5_000_000, "unit": "euros"},
    )

    assert "The first year's share is 2,500,000 of 5,000,000 euros." in goal.notes


@pytest.mark.parametrize("unit", ["km a week", "pages per day", "km/h", "reps each day"])
def test_every_form_of_a_rate_is_recognised(unit: str) -> None:
    goal = normalized(
        deadline=(TODAY + timedelta(days=800)).isoformat(),
        target={"metric": "rate", "quantity": 10, "unit": unit},
    )

    assert goal.target is not None
    assert goal.target.quantity == 10


def about(goal: ClarifiedGoal) -> list[str]:
    return [assumption.about for assumption in goal.assumptions]


def test_hours_that_a_model_assumed_are_the_hours_and_are_assumed_once() -> None:
    drafted = {"about": "hours", "assumed": "15 a week", "field": "hours_per_week"}

    goal = normalized(
        hours_per_week=15, hours_stated=False, assumptions=[drafted], deadline="2027-01-31"
    )

    assert (goal.hours_per_week, goal.hours_stated) == (15, False)
    assert about(goal) == ["hours"]


def test_assumed_hours_that_no_assumption_names_are_named() -> None:
    goal = normalized(hours_per_week=15, hours_stated=False, deadline="2027-01-31")

    assert about(goal) == ["hours a week"]
    assert goal.assumptions[0].assumed == "15 hours a week"


def test_hours_that_only_an_assumption_speaks_of_are_the_hours() -> None:
    """An older prompt asks for no hours unless told, and for the assumption beside it."""
    drafted = {"about": "hours a week", "assumed": "about 15 hours a week"}
    rules = GoalRules(read_hours=lambda text: 15.0 if "15 hours" in text else None)

    goal = normalized(rules=rules, assumptions=[drafted], deadline="2027-01-31")

    assert (goal.hours_per_week, goal.hours_stated) == (15, False)
    assert about(goal) == ["hours a week"]


def test_without_any_hours_the_rules_own_feasible_hours_are_assumed() -> None:
    goal = normalized(rules=GoalRules(feasible_hours=6.5), deadline="2027-01-31")

    assert (goal.hours_per_week, goal.hours_stated) == (6.5, False)


def test_told_hours_are_told() -> None:
    assert normalized(Circumstances(hours_per_week=2)).hours_stated
    assert normalized(hours_per_week=9).hours_stated


def test_a_length_that_a_model_assumed_is_the_length_and_is_assumed_once() -> None:
    drafted = {"about": "the length", "assumed": "eight weeks", "field": "deadline"}

    goal = normalized(
        deadline="2027-01-15", deadline_stated=False, assumptions=[drafted], hours_per_week=3
    )

    assert (goal.deadline, goal.deadline_stated) == (date(2027, 1, 15), False)
    assert about(goal) == ["the length"]


def test_a_length_that_only_an_assumption_holds_is_the_length() -> None:
    drafted = {"about": "the length", "assumed": "2027-01-15", "field": "deadline"}

    goal = normalized(assumptions=[drafted], hours_per_week=3)

    assert (goal.deadline, goal.deadline_stated) == (date(2027, 1, 15), False)
    assert about(goal) == ["the length"]


@pytest.mark.parametrize(
    "deadline",
    ["2027-3-31", "31 March 2027", "2027/03/31", "March 31, 2027", "31.03.2027"],
)
def test_a_deadline_in_another_form_is_that_deadline(deadline: str) -> None:
    words = GoalRules(read_date=lambda text: date(2027, 3, 31) if "March" in text else None)

    goal = normalized(rules=words, deadline=deadline)

    assert goal.deadline == date(2027, 3, 31)
    assert "deadline" not in about(goal)


def test_a_past_date_that_the_model_assumed_is_not_called_the_persons() -> None:
    goal = normalized(deadline="2020-03-01", deadline_stated=False)

    assert goal.deadline > TODAY
    assert not goal.notes


def test_the_day_of_an_event_is_not_the_end_of_the_plan() -> None:
    goal = normalized(deadline="2027-02-28", event_on="2027-01-01", kind="quit")

    assert (goal.event_on, goal.deadline) == (date(2027, 1, 1), date(2027, 2, 28))
    assert goal.kind is GoalKind.QUIT


def test_an_event_before_the_start_is_none() -> None:
    assert normalized(deadline="2027-02-28", event_on="2020-01-01").event_on is None


def test_constraints_of_the_words_are_kept() -> None:
    goal = normalized(constraints=["at most an hour on weekdays", " "])

    assert goal.constraints == ("at most an hour on weekdays",)


def test_no_english_assumption_stands_in_a_german_goal() -> None:
    line = "Du läufst fünf Kilometer am Stück, ohne zu gehen, und schreibst die Zeit auf."

    goal = normalized(statement=line, specific=line, achievable=line, obstacle="müde am Abend")

    assert goal.assumptions == ()
    assert not goal.hours_stated
    assert not goal.deadline_stated
