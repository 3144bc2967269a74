"""Normalization: our rules compute dates and hours, for every author of a draft."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.goals.draft import GoalDraft, TargetDraft
from core.goals.goal import Circumstances, ClarifiedGoal, GoalType, accept_request
from core.goals.normalize import normalize_goal
from core.goals.weeks import check_in_weeks
from core.resolutions.draft import PhaseDraft, ResolutionDraft
from core.resolutions.if_then import ensure_if_then, is_if_then
from core.resolutions.normalize import normalize_resolution

TODAY = date(2026, 11, 21)


def normalized(about: Circumstances | None = None, **changes: object) -> ClarifiedGoal:
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
    return normalize_goal(draft, accept_request("run 5 km", about or Circumstances(), today=TODAY))


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


@pytest.mark.parametrize("deadline", ["soon", "", "2027-13-45", "31/01/2027"])
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


def resolution_of(
    phases: list[PhaseDraft], if_then: str = "If tired, then I will rest."
) -> ResolutionDraft:
    return ResolutionDraft.model_validate(
        {
            "title": "t",
            "description": "d",
            "rationale": "r",
            "smart_statement": "s",
            "metrics": [{"name": "n", "target": "5", "how": "h"}] * 7,
            "timeline": [p.model_dump() for p in phases],
            "challenges": [{"obstacle": "rain", "if_then": if_then}],
            "strategies": [{"name": "n", "description": "Do it"}],
        }
    )


@given(
    phases=st.lists(
        st.builds(
            PhaseDraft,
            name=st.just("p"),
            first_week=st.integers(1, 60),
            last_week=st.integers(1, 60),
            aim=st.just("a"),
        ),
        min_size=1,
        max_size=9,
    ),
    weeks=st.integers(1, 52),
)
def test_phases_lie_end_to_end_over_all_weeks(phases: list[PhaseDraft], weeks: int) -> None:
    timeline = normalize_resolution(
        resolution_of(phases), normalized(Circumstances(weeks=weeks))
    ).timeline

    assert timeline[0].first_week == 1
    assert timeline[-1].last_week == weeks
    assert all(b.first_week == a.last_week + 1 for a, b in itertools.pairwise(timeline))


def test_a_resolution_has_at_most_five_metrics() -> None:
    phase = PhaseDraft(name="p", first_week=1, last_week=2, aim="a")

    assert len(normalize_resolution(resolution_of([phase]), normalized()).metrics) == 5


@pytest.mark.parametrize(
    "text",
    ["", "rest", "I will rest", "When it rains, run inside", "if it rains then I will stay in"],
)
def test_any_text_becomes_an_if_then_plan(text: str) -> None:
    assert is_if_then(ensure_if_then(text, obstacle="rain"))


@given(st.integers(2, 52))
def test_check_ins_come_every_two_to_four_weeks_and_at_the_end(total: int) -> None:
    weeks = check_in_weeks(total)

    assert weeks[-1] == total
    assert all(2 <= b - a <= 4 for a, b in zip((0, *weeks), weeks, strict=False))
