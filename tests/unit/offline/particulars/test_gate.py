"""A phrase stands in a task only if it is a thing that one can act on there."""

import pytest

from core.goals.kind import GoalKind
from core.offline.particulars.gate import can_be_acted_on
from core.offline.particulars.values import Part, Particular


@pytest.mark.parametrize(
    ("part", "label", "stands"),
    [
        (Part.WEAK, "the bass buttons", True),
        (Part.WEAK, "your spelling", True),
        (Part.WEAK, "your left hand", True),
        (Part.WEAK, "your hearing", False),
        (Part.WEAK, "your sense of rhythm", False),
        (Part.PULL, "the car gone wrong", False),
        (Part.TO_GET, "insurance", True),
        (Part.TO_GET, "your glazes crack", False),
        (Part.TRIED, "stopped", False),
        (Part.TRIED, "lasted 3 days max", False),
        (Part.TRIED, "a budgeting app", True),
    ],
)
def test_a_phrase_stands_only_where_it_can_be_acted_on(
    part: Part, label: str, *, stands: bool
) -> None:
    particular = Particular(label=label, part=part, start=0)
    assert can_be_acted_on(particular, GoalKind.SKILL) is stands


def test_what_is_only_decided_about_may_be_a_strength() -> None:
    temper = Particular(label="your temper", part=Part.WEAK, start=0)
    assert can_be_acted_on(temper, GoalKind.RELATING)
