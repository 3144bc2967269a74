"""Turn a rule into a checked change: what it would break is an error, and nothing is lost."""

from collections.abc import Callable

from core.errors import InvalidInput
from core.plans.plan import Plan
from core.plans.revision.check import broken_rules
from core.plans.revision.subject import Refusal, Subject
from core.runs.revision_run import Change

Rule = Callable[[Subject], Plan | Refusal]


def checked_change(rule: Rule, *, field: str) -> Change:
    """Return the change of a rule. It raises InvalidInput if the rule or a law of plans says no."""

    def change(subject: Subject) -> Plan:
        plan = rule(subject)
        if isinstance(plan, Refusal):
            raise InvalidInput(plan.text, field=field)
        broken = broken_rules(plan, subject)
        if broken:
            raise InvalidInput(
                f"This would break a rule of your plan: {broken[0]}.",
                field=field,
                advice="Nothing was changed. Try a smaller step.",
            )
        return plan

    return change
