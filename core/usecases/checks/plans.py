"""Checks that the stored plans follow the invariants of a plan."""

from collections import Counter

from core.plans.invariants import check_invariants
from core.store.plans.read import list_newest_plans
from core.usecases.checks.check import Check, CheckContext, CheckResult, CheckStatus

MAX_PLANS = 200
"""Only the newest plans are checked, so that the check takes about a second."""


def _plans(subject: CheckContext) -> CheckResult:
    stored = list_newest_plans(subject.database, limit=MAX_PLANS)
    broken = [
        {violation.invariant for violation in violations}
        for each in stored
        if (violations := check_invariants(each.plan, each.goal))
    ]
    if not broken:
        return CheckResult(
            state=CheckStatus.OK, line=f"The newest plans ({len(stored)}) are valid."
        )
    counts = Counter(name for names in broken for name in names)
    rules = ", ".join(f"{name} ({n})" for name, n in counts.most_common())
    return CheckResult(
        state=CheckStatus.WARNING,
        line=f"{len(broken)} of the newest {len(stored)} plans break a rule: {rules}.",
    )


PLANS = Check(name="plans", run=_plans, reads=True)
