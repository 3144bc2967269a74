"""Plan a goal with its signs: the professional first, and another playbook where it must be."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from core.errors import ConfigurationError
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.schema import Playbook, parse_playbook
from core.offline.reading.facts import Direction, GoalFacts
from core.offline.signs.care_guide import PLAN_FOLDER, Effect, care_of, load_guides
from core.offline.signs.sign import Sign

_MOST = 3
"""Signs that a plan answers; more first tasks than these are no beginning."""
_EARLIEST = timedelta(weeks=8)
"""An earlier date is too early if a professional sets the pace."""


def under_care(parsed: ParsedGoal) -> ParsedGoal:
    """Return a goal with what its signs ask, and with their playbook if they have one."""
    effects = effects_on(parsed.facts, parsed.playbook)
    if not effects:
        return parsed
    care = tuple(care_of(sign, effect) for sign, effect in effects.items())
    name = next((effect.plan for effect in effects.values() if effect.plan), None)
    if name is None:
        return replace(parsed, care=care)
    plan = load_care_plan(name).model_copy(update={"everyday": parsed.playbook.everyday})
    latest = parsed.request.today + _EARLIEST
    return replace(
        parsed, care=care, playbook=plan, facts=_without_aims(parsed.facts, plan, latest)
    )


def effects_on(facts: GoalFacts, playbook: Playbook) -> dict[Sign, Effect]:
    """Return the signs that matter for a goal, each with its effect, the gravest first."""
    found: dict[Sign, Effect] = {}
    for each in facts.signs:
        effect = load_guides()[each.sign].effect_on(facts.domain, playbook.kinds[0])
        if effect is not None and len(found) < _MOST:
            found[each.sign] = effect
    return found


@cache
def load_care_plan(name: str) -> Playbook:
    """Return a playbook of data/safety/plans. Raises ConfigurationError if it cannot be read."""
    path = PLAN_FOLDER / f"{name}.yaml"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as fault:
        raise ConfigurationError(f"The plan {path} cannot be read: {fault}.") from fault
    return parse_playbook(text, origin=path.name)


def _without_aims(facts: GoalFacts, plan: Playbook, latest: date) -> GoalFacts:
    """Return the facts with the plan's aim, without the numbers and methods that it replaces."""
    soon = facts.deadline is not None and facts.deadline.on < latest
    return replace(
        facts,
        aim=plan.goal,
        thing=None,
        kind=plan.kinds[0],
        direction=Direction.APPROACH,
        goal_type=plan.goal_type,
        quantity=None,
        baseline=None,
        quantities=(),
        frequency=None,
        payment=None,
        event=None,
        length=None,
        deadline=None if soon else facts.deadline,
        methods=(),
        goals=facts.goals[:1],
        further_aims=(),
        confidence={**facts.confidence, "kind": 1.0},
    )
