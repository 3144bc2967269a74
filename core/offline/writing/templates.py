"""Filling a playbook's templates with the person's own numbers and words."""

import re

from core.goals.goal import ClarifiedGoal
from core.goals.weeks import count_weeks
from core.offline.playbooks.schema import Playbook
from core.offline.progressions.progression_input import MONEY_RULES
from core.offline.reading.facts import GoalFacts
from core.offline.reading.units import MONEY
from core.offline.writing.format_amount import amount
from core.offline.writing.sentences import item_of, short_wish

_NAMED = re.compile(r"\{(amount|target|subject|item|minutes|small|left)\}")


def words_of(goal: ClarifiedGoal, facts: GoalFacts, book: Playbook) -> dict[str, str]:
    """Return what every template of this goal is filled with; a week adds its amount."""
    target = goal.target
    small = _small_sum(goal, book)
    reached = (
        amount(target.quantity, target.unit) if target else "every planned session in 3 weeks of 4"
    )
    return {
        "target": reached,
        "amount": reached,
        "subject": short_wish(facts),
        "item": item_of(facts, book),
        "small": small or "10 minutes",
        "minutes": small or "20",
        "left": reached,
    }


def _small_sum(goal: ClarifiedGoal, book: Playbook) -> str | None:
    """Return a quarter of a week's sum where a session is a payment; nobody transfers minutes."""
    if book.progression.rule not in MONEY_RULES:
        return None
    target = goal.target
    currency = target.unit.split(" ", maxsplit=1)[0] if target else ""
    if target is None or currency not in MONEY:
        return "a small sum"
    if " a " in target.unit:
        return amount(max(1.0, float(round(target.quantity / 20))), currency)
    weekly = abs(target.quantity - (target.baseline or 0.0)) / count_weeks(
        goal.starts_on, goal.deadline
    )
    return amount(max(1.0, float(round(weekly / 4))), currency)


def fill(template: str, words: dict[str, str]) -> str:
    """Return a template with its placeholders filled. The words themselves are never read as templates."""
    return _NAMED.sub(lambda match: words[match.group(1)], template)
