"""A kind of goal with obstacles of its own does not get those of its topic's usual kind."""

import pytest

from core.goals.kind import GoalKind
from tests.factories.coaching import PLAYBOOKS

OWN = [
    ("job_search", GoalKind.PROJECT, "my manager says maybe at the next review"),
    ("job_search", GoalKind.MONEY, "they say there is a pay freeze"),
    ("swimming", GoalKind.FEAR, "I panic when water touches my face"),
    ("language", GoalKind.EXAM, "I never finish the reading part in time"),
]


@pytest.mark.parametrize(("name", "kind", "sentence"), OWN)
def test_a_variant_answers_the_obstacle_of_its_own_kind(
    name: str, kind: GoalKind, sentence: str
) -> None:
    topic, own = PLAYBOOKS.get(name), PLAYBOOKS.for_goal(name, kind)
    found = own.find_obstacle(sentence)

    assert own.obstacles != topic.obstacles
    assert own.questions != topic.questions
    assert found is not None
    assert found in own.obstacles
