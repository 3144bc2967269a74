"""Schemas on the wire: strict for the model, whatever our own validation forgives."""

from typing import Any

import pytest
from pydantic import BaseModel

from core.goals.draft import GoalDraft
from core.llm.reply.wire_schema import wire_schema
from core.plans.draft import PlanDraft
from core.quality.verdict import VerdictsDraft
from core.resolutions.draft import ResolutionDraft


def objects(node: Any) -> list[dict[str, Any]]:
    found = [node] if isinstance(node, dict) and "properties" in node else []
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return found + [deeper for child in children for deeper in objects(child)]


@pytest.mark.parametrize("draft", [GoalDraft, ResolutionDraft, VerdictsDraft, PlanDraft])
def test_a_model_must_fill_in_every_field(draft: type[BaseModel]) -> None:
    nodes = objects(wire_schema(draft, closed=True))

    assert nodes
    for node in nodes:
        assert node["required"] == list(node["properties"])
        assert node["additionalProperties"] is False


def test_no_default_invites_a_model_to_leave_a_field_out() -> None:
    assert "'default'" not in str(wire_schema(GoalDraft))


def test_a_field_called_title_is_not_mistaken_for_a_title() -> None:
    assert "title" in wire_schema(ResolutionDraft)["properties"]


def test_a_judge_quotes_before_it_answers() -> None:
    assert list(wire_schema(VerdictsDraft)["$defs"]["ItemDraft"]["properties"]) == [
        "id",
        "asked",
        "evidence",
        "yes",
    ]
