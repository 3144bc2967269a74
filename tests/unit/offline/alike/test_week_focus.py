"""The focus of a week fits what the week asks for."""

from core.offline.alike.week_focus import week_focus
from core.offline.progressions.progression_input import Step
from tests.factories.coaching import PLAYBOOKS

GUIDE = PLAYBOOKS.get("running").phases[-1]


def test_only_a_week_with_less_is_told_to_do_less() -> None:
    steps = [Step(load=8), Step(load=9), Step(load=5)]

    assert not week_focus(GUIDE, {}, steps, 2, 0).startswith("Run less")
    assert week_focus(GUIDE, {}, steps, 3, 0).startswith("Run less")
