"""Normalization of a resolution: dates of the goal, contiguous phases, valid if-then plans."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.goals.goal import ClarifiedGoal, GoalType, SmartStatement
from core.resolutions.draft import PhaseDraft, ResolutionDraft
from core.resolutions.normalize import normalize_resolution
from core.resolutions.resolution import Challenge, Metric, Resolution, Strategy

TODAY = date(2026, 11, 21)


def make_goal(weeks: int = 12) -> ClarifiedGoal:
    line = "I run."
    smart = SmartStatement(
        specific=line, measurable=line, achievable=line, relevant=line, time_bound=line
    )
    return ClarifiedGoal(
        statement="I run 5 km.",
        smart=smart,
        domain="running",
        goal_type=GoalType.OUTCOME,
        target=None,
        starts_on=TODAY,
        deadline=TODAY + timedelta(days=7 * weeks - 1),
        hours_per_week=3,
        obstacle="rain",
    )


def phase(first_week: int, last_week: int, name: str = "Base") -> PhaseDraft:
    return PhaseDraft(name=name, first_week=first_week, last_week=last_week, aim="Habit")


def normalized(weeks: int = 12, **changes: object) -> Resolution:
    drafted = {
        "title": " Run  5 km ",
        "description": "Run.\x00",
        "rationale": "It\n\nholds.",
        "smart_statement": "I run.",
        "metrics": [{"name": "distance", "target": "5 km", "how": "weekly"}],
        "timeline": [phase(1, 12).model_dump()],
        "challenges": [{"obstacle": "rain", "if_then": "If it rains, then I will climb."}],
        "strategies": [{"name": "Small", "description": "Start small."}],
    }
    draft = ResolutionDraft.model_validate(drafted | changes)
    return normalize_resolution(draft, make_goal(weeks))


def spans(*phases: PhaseDraft, weeks: int = 12) -> list[tuple[str, int, int]]:
    timeline = normalized(weeks, timeline=[each.model_dump() for each in phases]).timeline
    return [(each.name, each.first_week, each.last_week) for each in timeline]


def test_a_resolution_has_the_dates_of_its_goal_and_clean_texts() -> None:
    resolution = normalized()

    assert (resolution.starts_on, resolution.ends_on) == (TODAY, make_goal().deadline)
    assert resolution.title == "Run 5 km"
    assert resolution.description == "Run."
    assert resolution.rationale == "It\nholds."
    assert resolution.metrics == (Metric(name="distance", target="5 km", how="weekly"),)
    assert resolution.strategies == (Strategy(name="Small", description="Start small."),)


@pytest.mark.parametrize("name", ["title", "description", "smart_statement"])
def test_a_blank_text_becomes_the_statement_of_the_goal(name: str) -> None:
    assert getattr(normalized(**{name: " \x00"}), name) == "I run 5 km."


def test_lists_have_a_maximum_length_and_keep_their_order() -> None:
    resolution = normalized(
        metrics=[{"name": f"m{n}", "target": "1", "how": "h"} for n in range(9)],
        challenges=[{"obstacle": f"c{n}", "if_then": "If a b, then I will c d."} for n in range(9)],
        strategies=[{"name": f"s{n}", "description": "Do."} for n in range(12)],
    )

    assert [each.name for each in resolution.metrics] == ["m0", "m1", "m2", "m3", "m4"]
    assert [each.obstacle for each in resolution.challenges] == ["c0", "c1", "c2", "c3", "c4"]
    assert [each.name for each in resolution.strategies] == [f"s{n}" for n in range(8)]


def test_a_challenge_without_an_if_then_plan_gets_one_for_its_obstacle() -> None:
    resolution = normalized(challenges=[{"obstacle": "rain", "if_then": "Climb the stairs"}])

    assert resolution.challenges == (
        Challenge(
            obstacle="rain",
            if_then="If “rain” gets in the way, then I will climb the stairs.",
        ),
    )


def test_contiguous_phases_are_not_changed() -> None:
    assert spans(phase(1, 4, "Base"), phase(5, 12, "Build")) == [
        ("Base", 1, 4),
        ("Build", 5, 12),
    ]


def test_phases_are_put_in_order() -> None:
    assert spans(phase(7, 12, "Build"), phase(1, 6, "Base")) == [
        ("Base", 1, 6),
        ("Build", 7, 12),
    ]


def test_phases_of_another_length_keep_their_share() -> None:
    assert spans(phase(1, 2, "Base"), phase(3, 6, "Build")) == [
        ("Base", 1, 4),
        ("Build", 5, 12),
    ]


def test_a_phase_that_ends_before_it_begins_counts_as_one_week() -> None:
    assert spans(phase(5, 2, "Base"), phase(6, 8, "Build"), weeks=4) == [
        ("Base", 1, 1),
        ("Build", 2, 4),
    ]


def test_there_are_no_more_phases_than_weeks() -> None:
    assert spans(phase(1, 1, "A"), phase(2, 2, "B"), phase(3, 3, "C"), weeks=2) == [
        ("A", 1, 1),
        ("B", 2, 2),
    ]


@given(
    phases=st.lists(
        st.builds(phase, st.integers(1, 60), st.integers(1, 60)), min_size=1, max_size=9
    ),
    weeks=st.integers(1, 52),
)
def test_phases_lie_end_to_end_over_all_weeks(phases: list[PhaseDraft], weeks: int) -> None:
    timeline = spans(*phases, weeks=weeks)

    assert timeline[0][1] == 1
    assert timeline[-1][2] == weeks
    assert all(first <= last for _, first, last in timeline)
    assert all(b[1] == a[2] + 1 for a, b in itertools.pairwise(timeline))
    assert len(timeline) == min(len(phases), weeks)
