"""The facts of a goal that a recipe plans."""

from dataclasses import replace

from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts


def planned_by(recipe: Playbook, facts: GoalFacts, *, domain: str, sure: float) -> GoalFacts:
    """Return the facts of a goal that a recipe plans, and how sure it is that it is the one."""
    sure = round(sure, 3)
    of_domain = max(sure, facts.confidence.get("domain", 0.0))
    return replace(
        facts,
        recipe=recipe.recipe,
        domain=domain,
        kind=recipe.kinds[0],
        confidence={**facts.confidence, "recipe": sure, "kind": sure, "domain": of_domain},
    )
