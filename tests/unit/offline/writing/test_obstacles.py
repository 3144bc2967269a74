"""The main obstacle and its if-then plans."""

import pytest

from core.goals.goal import Circumstances
from core.offline.playbooks.schema import Playbook
from core.offline.writing.obstacles import find_obstacle_guide, if_then_plans, main_obstacle
from tests.factories.coaching import PLAYBOOKS, parse_request

LANGUAGE = PLAYBOOKS.get("language")


@pytest.mark.parametrize(
    ("text", "circumstances", "obstacle"),
    [
        ("learn Spanish but I am shy", Circumstances(constraints=("kids",)), "you are shy"),
        ("learn Spanish", Circumstances(constraints=("two small kids.",)), "two small kids"),
        ("learn Spanish, I work nights", Circumstances(), "you work nights"),
        ("learn Spanish", Circumstances(), LANGUAGE.obstacles[0].obstacle),
        ("learn Spanish, the problem is that I forget", Circumstances(), "you forget"),
    ],
)
def test_the_obstacle_is_stated_constrained_or_the_most_common(
    text: str, circumstances: Circumstances, obstacle: str
) -> None:
    parsed = parse_request(text, circumstances)

    assert main_obstacle(parsed.request, parsed.facts, parsed.playbook) == obstacle


@pytest.mark.parametrize("playbook", PLAYBOOKS.playbooks, ids=PLAYBOOKS.domains)
def test_a_guide_is_found_by_its_name_and_by_each_of_its_words(playbook: Playbook) -> None:
    for guide in playbook.obstacles:
        assert find_obstacle_guide(guide.obstacle.upper(), playbook) == guide
        for word in guide.words:
            found = find_obstacle_guide(f"it is {word}", playbook)
            assert found is not None
            assert any(w in f"it is {word}" for w in found.words)


def test_an_unknown_obstacle_has_no_guide() -> None:
    assert find_obstacle_guide("xyzzy", LANGUAGE) is None


def test_an_unknown_obstacle_is_quoted_in_every_plan() -> None:
    plans = if_then_plans("my xyzzy", LANGUAGE)

    assert len(plans) == len(LANGUAGE.obstacles[0].actions)
    assert all(plan.startswith("If “my xyzzy” gets in the way, then I will ") for plan in plans)


def test_a_common_obstacle_is_met_in_its_situation() -> None:
    guide = LANGUAGE.obstacles[0]

    assert if_then_plans(guide.obstacle, LANGUAGE) == tuple(
        f"If {guide.situation}, then I will {action}." for action in guide.actions
    )


def test_an_obstacle_in_own_words_is_quoted_in_its_situation() -> None:
    guide = next(guide for guide in LANGUAGE.obstacles if guide.words)
    own = f"really {guide.words[0]} today"

    assert all(f"(“{own}”)" in plan for plan in if_then_plans(own, LANGUAGE))
