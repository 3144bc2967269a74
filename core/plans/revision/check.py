"""Check a revised plan: it breaks no rule that the plan before followed."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from core.goals.goal import ClarifiedGoal
from core.goals.weeks import days_of, minutes_cap
from core.plans.invariants import check_invariants
from core.plans.loads import find_jumps, largest_step
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
    after = dict(_breaches(plan, subject.goal_of(plan), subject))
    if not _jumps(plan, subject.plan):
        after.pop("loads", None)
    after["hours"] = tuple(_too_long(plan, subject))
    known = Counter({name: len(texts) for name, texts in before.items()})
    return tuple(
        text for name, texts in after.items() if len(texts) > known[name] for text in texts
    )


def _too_long(plan: Plan, subject: Subject) -> Iterator[str]:
    """Yield the weeks to come that take more than the hours; what is over was within its own."""
    for week in plan.weeks[len(subject.standing.past) :]:
        days = days_of(plan.starts_on, week.number, ends_on=plan.ends_on)
        if week.minutes > minutes_cap(plan.hours_per_week, len(days)):
            hours = f"{plan.hours_per_week:g} hours a week"
            yield f"week {week.number} takes {week.minutes} minutes, over {hours}"


def _jumps(plan: Plan, before: Plan) -> bool:
    """Return whether a load increases by more than the plan before might: it may end lower now."""
    loads, earlier = ([w.load for w in p.weeks if w.load is not None] for p in (plan, before))
    return bool(find_jumps(loads, at_most=largest_step(earlier) if earlier else 0.0))


def _breaches(plan: Plan, goal: ClarifiedGoal, subject: Subject) -> Breaches:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for violation in check_invariants(plan, goal):
        found[violation.invariant].append(violation.text)
    for breach in find_breaches(plan, goal, subject.stated):
        found[breach.law].append(breach.text)
    return found
