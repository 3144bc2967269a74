"""Fill a playbook's templates with the person's numbers and words."""

import re

from core.goals.goal import ClarifiedGoal
from core.goals.weeks import count_weeks
from core.offline.playbooks.schema import Playbook
from core.offline.progressions.progression_input import MONEY_RULES
from core.offline.reading.facts import GoalFacts
from core.offline.reading.units import MONEY
from core.offline.writing.format_amount import format_amount
from core.offline.writing.sentences import item_name, short_aim

_PLACEHOLDER = re.compile(r"\{(amount|target|subject|item|minutes|small|left)\}")


def template_values(goal: ClarifiedGoal, facts: GoalFacts, playbook: Playbook) -> dict[str, str]:
    """Return the placeholder values of a goal; each week overrides its amount."""
    target = goal.target
    small = _small_payment(goal, playbook)
    reached = (
        format_amount(target.quantity, target.unit)
        if target
        else "every planned session in 3 weeks of 4"
    )
    return {
        "target": reached,
        "amount": reached,
        "subject": short_aim(facts),
        "item": item_name(facts, playbook),
        "small": small or "10 minutes",
        "minutes": small or "20",
        "left": reached,
    }


def _small_payment(goal: ClarifiedGoal, playbook: Playbook) -> str | None:
    """Return a quarter of the weekly sum if a session is a payment, else None."""
    if playbook.progression.rule not in MONEY_RULES:
        return None
    target = goal.target
    currency = target.unit.split(" ", maxsplit=1)[0] if target else ""
    if target is None or currency not in MONEY:
        return "a small sum"
    if " a " in target.unit:
        return format_amount(max(1.0, float(round(target.quantity / 20))), currency)
    weekly = abs(target.quantity - (target.baseline or 0.0)) / count_weeks(
        goal.starts_on, goal.deadline
    )
    return format_amount(max(1.0, float(round(weekly / 4))), currency)


def fill_template(template: str, values: dict[str, str]) -> str:
    """Return a template with its placeholders filled; the values are not expanded again."""
    return _PLACEHOLDER.sub(lambda match: values[match.group(1)], template)
