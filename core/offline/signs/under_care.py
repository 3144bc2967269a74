"""Plan a goal with its signs: the professional first, and another playbook where it must be."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from core.errors import ConfigurationError
from core.offline.clarifying.number_sides import body_direction
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.schema import Playbook, parse_playbook
from core.offline.reading.facts import Direction, GoalFacts
from core.offline.signs.care_guide import PLAN_FOLDER, Effect, care_of, guide_of
from core.offline.signs.sign import FoundSign, Sign

_MOST = 3
"""Signs that a plan answers; more first tasks than these are no beginning."""
_SURE_OF_EATING = 0.8
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
    plan = _PLANS.plans[name].model_copy(update={"everyday": parsed.playbook.everyday})
    latest = parsed.request.today + _EARLIEST
    day = parsed.facts.deadline
    return replace(
        parsed,
        care=care,
        playbook=plan,
        facts=_without_aims(parsed.facts, plan, latest),
        fixed_day=day.on if day is not None and day.on < latest else None,
    )


def effects_on(facts: GoalFacts, playbook: Playbook) -> dict[Sign, Effect]:
    """Return the signs that matter for a goal, each with its effect, the gravest first."""
    found: dict[Sign, Effect] = {}
    for each in facts.signs:
        effect = guide_of(each.sign).effect_on(facts.domain, playbook.kinds[0])
        if effect is not None and len(found) < _MOST and not _is_thin_and_gains(each, facts):
            found[each.sign] = effect
    return found


def _is_thin_and_gains(found: FoundSign, facts: GoalFacts) -> bool:
    """Return whether an unsure sign of an eating disorder is a body that is to gain weight.

    Thin people write "big meals make me feel sick"; their plan to gain begins at the doctor.
    """
    unsure = found.sign == Sign.EATING and found.confidence < _SURE_OF_EATING
    return unsure and body_direction(facts) > 0


def load_care_plans(folder: Path = PLAN_FOLDER) -> dict[str, Playbook]:
    """Return the playbooks of signs, by name. Raises ConfigurationError on an invalid one."""
    try:
        texts = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))}
    except OSError as fault:
        raise ConfigurationError(f"The plans in {folder} cannot be read: {fault}.") from fault
    found = [parse_playbook(text, origin=name) for name, text in texts.items()]
    return {playbook.name: playbook for playbook in found}


class CarePlanFolder:
    """The playbooks of signs, read when they are first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def plans(self) -> dict[str, Playbook]:
        return load_care_plans(self._folder)


_PLANS = CarePlanFolder(PLAN_FOLDER)


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
