"""A story of which neither topic nor kind is sure is planned as work in its own words."""

import pytest

from core.goals.kind import GoalKind
from core.offline.kinds.choose import choose_playbook
from core.offline.playbooks.library import GENERAL
from tests.factories.coaching import PLAYBOOKS, parse


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        (
            (
                "I run a nursery school with 11 staff and four have been off with stress since Easter. "
                "The survey says it's the rota. The trustees want absence halved by the end of June."
            ),
            "get absence halved",
        ),
        (
            (
                "I manage a kitchen in a care home, three of six staff left. Exit chats say it's the "
                "rota. My boss Priscilla wants turnover sorted by end of March."
            ),
            "get turnover sorted",
        ),
    ],
)
def test_what_others_ask_for_is_planned_as_work_not_as_the_nearest_topic(
    text: str, aim: str
) -> None:
    facts = parse(text)
    found = choose_playbook(PLAYBOOKS, facts, facts.domain)

    assert facts.aim == aim
    assert (found.name, found.kinds[0]) == (GENERAL, GoalKind.PROJECT)
