"""Drafts of a goal: unknown keys are ignored, wrong values are refused."""

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from core.goals.draft import GoalDraft, TargetDraft
from core.goals.goal import GoalType

FIELDS = {
    "statement": "I run 5 km.",
    "specific": "Run.",
    "measurable": "5 km.",
    "achievable": "Yes.",
    "relevant": "Health.",
    "time_bound": "By March.",
    "domain": "running",
    "goal_type": "outcome",
}
SMART = ("specific", "measurable", "achievable", "relevant", "time_bound")
INFINITE = ("NaN", "Infinity", "-Infinity")


def test_a_draft_needs_no_more_than_its_texts_domain_and_type() -> None:
    draft = GoalDraft.model_validate(FIELDS)

    assert draft.goal_type is GoalType.OUTCOME
    assert (draft.target, draft.deadline, draft.hours_per_week) == (None, None, None)
    assert (draft.obstacle, draft.assumptions, draft.notes) == ("", [], [])


def test_keys_that_a_model_adds_are_ignored() -> None:
    draft = GoalDraft.model_validate(FIELDS | {"confidence": 0.9, "thoughts": ["hm"]})

    assert draft == GoalDraft.model_validate(FIELDS)
    assert not hasattr(draft, "confidence")


@pytest.mark.parametrize("name", ["statement", *SMART, "domain", "goal_type"])
def test_a_draft_without_a_required_field_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match=name):
        GoalDraft.model_validate({key: value for key, value in FIELDS.items() if key != name})


def test_an_unknown_type_of_goal_is_refused() -> None:
    with pytest.raises(ValidationError, match="goal_type"):
        GoalDraft.model_validate(FIELDS | {"goal_type": "wish"})


def _quantity(number: str) -> object:
    return TargetDraft.model_validate_json(f'{{"metric": "d", "quantity": {number}, "unit": "km"}}')


def _hours(number: str) -> object:
    text = GoalDraft.model_validate(FIELDS).model_dump_json()
    return GoalDraft.model_validate_json(text[:-1] + f', "hours_per_week": {number}}}')


@pytest.mark.parametrize("number", INFINITE)
@pytest.mark.parametrize("parse", [_quantity, _hours])
def test_a_number_that_is_not_finite_is_refused(
    parse: Callable[[str], object], number: str
) -> None:
    """Infinite targets could be neither planned nor stored as JSON."""
    with pytest.raises(ValidationError, match="finite number"):
        parse(number)


def test_a_draft_cannot_be_changed() -> None:
    draft = GoalDraft.model_validate(FIELDS)

    with pytest.raises(ValidationError, match="frozen"):
        draft.statement = "Another."  # type: ignore[misc]
