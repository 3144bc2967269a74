"""The register of progression rules, by the name a playbook gives."""

from collections.abc import Callable, Mapping

from core.goals.kind import GoalKind
from core.offline.playbooks.schema import RuleName
from core.offline.progressions import amounts, ramps
from core.offline.progressions.progression_input import ProgressionInput, Step
from core.offline.progressions.running import running
from core.offline.progressions.strength import strength

Rule = Callable[[ProgressionInput], tuple[Step, ...]]

RULES: Mapping[RuleName, Rule] = {
    "running": running,
    "saving": amounts.saving,
    "debt": amounts.saving,
    "total": amounts.total,
    "weight": amounts.weight,
    "rate": ramps.rate,
    "reduce": ramps.rate,
    "hold": ramps.hold,
    "minutes": ramps.minutes,
    "language": ramps.language,
    "quit": ramps.days_without,
    "exam": ramps.coverage,
    "strength": strength,
    "staged": ramps.staged,
}


def steps_for(inputs: ProgressionInput) -> tuple[Step, ...]:
    """Return one step per week; a rule without the number it needs falls back to minutes."""
    steps = RULES[_rule_of(inputs)](inputs)
    return steps if len(steps) == inputs.weeks else ramps.minutes(inputs)


def _rule_of(inputs: ProgressionInput) -> RuleName:
    """Return the playbook's rule, or "rate" for a target per day or week ("3 beers a week")."""
    rule = inputs.playbook.progression.rule
    if inputs.kind == GoalKind.QUIT and inputs.turning_day is not None:
        return "quit"
    if rule == "staged":
        return rule
    keeps = rule == "hold" or inputs.kind in {GoalKind.ROUTINE, GoalKind.VAGUE}
    if keeps and inputs.unit.endswith((" a week", " a month")) and not inputs.baseline:
        return "hold"
    if inputs.goal.target is not None and " a " in inputs.unit:
        return "rate"
    if rule == "hold" or (rule == "weight" and inputs.unit == "weeks"):
        return "total"
    return rule
