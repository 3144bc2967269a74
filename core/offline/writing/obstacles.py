"""Find the main obstacle of a goal and the if-then plans for it."""

import re

from core.goals.goal import GoalRequest
from core.offline.playbooks.schema import ObstacleGuide, Playbook
from core.offline.reading.facts import GoalFacts
from core.offline.writing.sentences import to_second_person

_CUE = re.compile(
    r"^(?:but|however|although|though|the problem is(?: that)?|trouble is(?: that)?)\W*",
    re.IGNORECASE,
)


def main_obstacle(request: GoalRequest, facts: GoalFacts, playbook: Playbook) -> str:
    """Return the person's obstacle or constraint, or the playbook's most common obstacle."""
    if facts.obstacle is not None:
        return to_second_person(_CUE.sub("", facts.obstacle.text)).strip(" .")
    if request.circumstances.constraints:
        return request.circumstances.constraints[0].strip(" .")
    if facts.constraints:
        return to_second_person(facts.constraints[0].text).strip(" .")
    return playbook.obstacles[0].obstacle


def find_obstacle_guide(obstacle: str, playbook: Playbook) -> ObstacleGuide | None:
    """Return the playbook's guide for an obstacle in the person's words, or None."""
    lowered = obstacle.lower()
    for guide in playbook.obstacles:
        if guide.obstacle.lower() == lowered:
            return guide
    return next(
        (
            g
            for g in playbook.obstacles
            if any(re.search(rf"\b{re.escape(w)}", lowered) for w in g.words)
        ),
        None,
    )


def if_then_plans(obstacle: str, playbook: Playbook) -> tuple[str, ...]:
    """Return the if-then plan templates for an obstacle."""
    guide = find_obstacle_guide(obstacle, playbook)
    if guide is None:
        first = playbook.obstacles[0]
        return tuple(
            f"If “{obstacle}” gets in the way, then I will {action}." for action in first.actions
        )
    if guide.obstacle.lower() == obstacle.lower():
        return tuple(f"If {guide.situation}, then I will {action}." for action in guide.actions)
    return tuple(
        f"If {guide.situation} (“{obstacle}”), then I will {action}." for action in guide.actions
    )
