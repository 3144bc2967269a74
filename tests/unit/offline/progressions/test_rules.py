"""The rule table: every rule of a playbook exists and gives one step per week."""

from typing import get_args

import pytest

from core.goals.goal import Circumstances
from core.offline.playbooks.schema import Playbook, RuleName
from core.offline.progressions.rules import steps_for
from tests.factories.coaching import PLAYBOOKS, make_input

TEXTS = {
    "running": "run 10 km",
    "strength": "bench press 100 kg",
    "weight": "get to 80 kg, currently 85 kg",
    "saving": "save 500 €",
    "debt": "pay off 500 € of debt",
    "total": "read 12 books",
    "rate": "walk 9000 steps a day",
    "hold": "meditate 4 times a week",
    "minutes": "be kind",
    "quit": "quit smoking",
    "reduce": "less screen time",
    "exam": "pass my biology exam",
    "language": "learn Spanish",
}
"""A goal for each rule of a topic; "staged" belongs to the recipes."""


def test_every_rule_is_used_by_a_playbook() -> None:
    assert {playbook.progression.rule for playbook in PLAYBOOKS} <= set(get_args(RuleName))
    assert {*TEXTS, "staged"} == set(get_args(RuleName))


@pytest.mark.parametrize("rule", TEXTS)
@pytest.mark.parametrize("weeks", [2, 9, 26, 52])
def test_every_rule_gives_one_step_per_week(rule: str, weeks: int) -> None:
    inputs = make_input(TEXTS[rule], Circumstances(weeks=weeks))
    steps = steps_for(inputs)

    assert len(steps) == weeks
    assert all(step.load is None or step.load >= 0 for step in steps)


@pytest.mark.parametrize("playbook", PLAYBOOKS.playbooks, ids=PLAYBOOKS.domains)
def test_a_goal_without_a_number_gets_steps_in_every_domain(playbook: Playbook) -> None:
    word = (playbook.recognise.strong or ("be kind",))[0]
    inputs = make_input(f"improve {word}", Circumstances(weeks=8))

    assert len(steps_for(inputs)) == 8


def test_a_target_per_week_is_a_rate_in_any_domain() -> None:
    steps = steps_for(make_input("at most 3 drinks a week", Circumstances(weeks=8)))

    assert steps[-1].load == 3
