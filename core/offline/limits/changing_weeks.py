"""Leave the days of the week open to a person whose weeks are not alike."""

from core.offline.reading.clauses.asides import find_asides
from core.offline.reading.facts import GoalFacts
from core.plans.draft import PlanDraft


def with_open_days(plan: PlanDraft, facts: GoalFacts) -> PlanDraft:
    """Return the plan without weekdays if the person works rotating shifts and named no days.

    A task without a weekday may be done on any day of its week.
    """
    if facts.days or not find_asides(facts.text).shifts:
        return plan
    weeks = [
        week.model_copy(
            update={"tasks": [task.model_copy(update={"day": None}) for task in week.tasks]}
        )
        for week in plan.weeks
    ]
    return plan.model_copy(update={"weeks": weeks})
