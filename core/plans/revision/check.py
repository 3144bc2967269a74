"""Check a revised plan: it breaks no rule that the plan before followed."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from core.goals.goal import ClarifiedGoal
from core.plans.invariants import check_invariants
from core.plans.plan import Plan
from core.plans.revision.subject import Subject
from core.plans.sense.laws import find_breaches

Breaches = Mapping[str, Sequence[str]]
"""The sentences of what is broken, by the name of the rule."""


def breaches_before(subject: Subject) -> Breaches:
    """Return what the plan breaks as it is: a revision is not refused for that."""
    return _breaches(subject.plan, subject.goal_until(subject.plan.ends_on), subject)


def broken_rules(
    plan: Plan, subject: Subject, *, before: Breaches | None = None
) -> tuple[str, ...]:
    """Return a sentence for each rule that the revised plan breaks and the plan before did not.

    `before` is what `breaches_before` returned, if it is known already.
    """
    before = breaches_before(subject) if before is None else before
    after = _breaches(plan, subject.goal_until(plan.ends_on), subject)
    known = Counter({name: len(texts) for name, texts in before.items()})
    return tuple(
        text for name, texts in after.items() if len(texts) > known[name] for text in texts
    )


def _breaches(plan: Plan, goal: ClarifiedGoal, subject: Subject) -> Breaches:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for violation in check_invariants(plan, goal):
        found[violation.invariant].append(violation.text)
    for breach in find_breaches(plan, goal, subject.stated):
        found[breach.law].append(breach.text)
    return found
