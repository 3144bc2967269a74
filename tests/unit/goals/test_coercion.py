"""Coercion: a value whose meaning is clear is no reason to ask a model again."""

from typing import Any

import pytest
from pydantic import ValidationError

from core.goals.coercion import number_in
from core.goals.draft import GoalDraft
from core.goals.goal import GoalType
from core.plans.draft import MilestoneDraft, PlanDraft, TaskDraft, WeekDraft
from core.quality.verdict import ItemDraft, VerdictsDraft
from core.resolutions.draft import MetricDraft, PhaseDraft

GOAL: dict[str, Any] = {
    "statement": "Run 5 km.",
    "specific": "s",
    "measurable": "m",
    "achievable": "a",
    "relevant": "r",
    "time_bound": "t",
    "domain": "running",
    "goal_type": "outcome",
}
WEEK: dict[str, Any] = {"phase": "Base", "focus": "Go", "tasks": []}
MILESTONE: dict[str, Any] = {"title": "t", "metric": "m", "target": 5, "unit": "km"}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,640", 1640),
        ("1 640", 1640),
        ("1\u202f640,5", 1640.5),
        ("12,345,678.5", 12345678.5),
        ("22,5", 22.5),
        ("22.5", 22.5),
        ("about 5 km", 5),
        ("-3", -3),
        ("−3", -3),
        ("30-45 min", 30),
        ("none", None),
        ("", None),
    ],
)
def test_the_first_number_of_a_text_is_read(text: str, number: float | None) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("written", "minutes"),
    [(22.5, 23), ("20", 20), ("20 min", 20), ("1 h", 60), ("1.5 hours", 90), (0, 1), ("0", 1)],
)
def test_minutes_in_other_forms_are_minutes(written: object, minutes: int) -> None:
    assert TaskDraft.model_validate({"title": "Run", "minutes": written}).minutes == minutes


@pytest.mark.parametrize("written", [-5, "soon", [20], 5_000])
def test_minutes_that_are_none_are_named(written: object) -> None:
    with pytest.raises(ValidationError):
        TaskDraft.model_validate({"title": "Run", "minutes": written})


@pytest.mark.parametrize(
    "empty",
    [
        None,
        {},
        "none",
        {"title": None, "metric": None, "target": None, "unit": None},
        MILESTONE | {"target": None},
        MILESTONE | {"target": ""},
    ],
)
def test_a_milestone_without_a_number_is_none(empty: object) -> None:
    assert WeekDraft.model_validate(WEEK | {"milestone": empty}).milestone is None


def test_a_target_of_nulls_is_none() -> None:
    nulls = {"metric": None, "quantity": None, "unit": None, "baseline": None}

    assert GoalDraft.model_validate(GOAL | {"target": nulls}).target is None


def test_numbers_with_units_and_groups_are_numbers() -> None:
    milestone = MilestoneDraft.model_validate(MILESTONE | {"target": "1,640"})
    week = WeekDraft.model_validate(WEEK | {"load": "5 km"})
    goal = GoalDraft.model_validate(GOAL | {"hours_per_week": "5 hours"})

    assert (milestone.target, week.load, goal.hours_per_week) == (1640, 5, 5)


def test_null_texts_are_empty_and_null_lists_have_nothing_in_them() -> None:
    goal = GoalDraft.model_validate(GOAL | {"obstacle": None, "notes": None, "assumptions": None})
    week = WeekDraft.model_validate(WEEK | {"if_then": None, "tasks": None})
    plan = PlanDraft.model_validate({"weeks": [WEEK], "resources": None, "check_in_weeks": None})
    verdicts = VerdictsDraft.model_validate(
        {"items": [{"id": "x", "evidence": None, "yes": "Yes."}], "suggestions": None}
    )

    assert (goal.obstacle, goal.notes, goal.assumptions) == ("", [], [])
    assert (week.if_then, week.tasks) == ("", [])
    assert (plan.resources, plan.check_in_weeks) == ([], [])
    assert verdicts.items == [ItemDraft(id="x", evidence="", yes=True)]


@pytest.mark.parametrize(
    ("written", "kind"),
    [("behavior", GoalType.BEHAVIOUR), ("Outcome", GoalType.OUTCOME), ("OPEN.", GoalType.OPEN)],
)
def test_a_choice_in_another_spelling_is_the_choice(written: str, kind: GoalType) -> None:
    assert GoalDraft.model_validate(GOAL | {"goal_type": written}).goal_type is kind


def test_an_unknown_choice_is_named() -> None:
    with pytest.raises(ValidationError, match="goal_type"):
        GoalDraft.model_validate(GOAL | {"goal_type": "dream"})


@pytest.mark.parametrize(("written", "first"), [(0, 1), (1.5, 2), ("3", 3)])
def test_a_first_week_is_a_whole_week_from_one_on(written: object, first: int) -> None:
    phase = PhaseDraft.model_validate(
        {"name": "n", "first_week": written, "last_week": 4, "aim": "a"}
    )

    assert phase.first_week == first


def test_a_single_text_is_a_list_of_one() -> None:
    assert GoalDraft.model_validate(GOAL | {"notes": "Ask a doctor."}).notes == ["Ask a doctor."]


def test_a_metric_target_that_is_a_number_is_text() -> None:
    metric = MetricDraft.model_validate({"name": "n", "target": 2000, "how": "h"})

    assert metric.target == "2000"
