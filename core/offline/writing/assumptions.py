"""List the assumptions of a goal: facts that the plan needs and the text lacks."""

from core.formats import long_day
from core.goals.draft import AssumptionDraft, TargetDraft
from core.goals.goal import GoalRequest
from core.offline.playbooks.library import GENERAL
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts
from core.offline.reading.roles.own_routine import is_own_routine
from core.offline.reading.target import PlanPeriod
from core.offline.recipes.plan_choice import is_plan_unsure
from core.offline.writing.format_amount import format_amount

_SURE_TOPIC = 0.6
"""A topic that was read less surely than this is marked as only the closest one."""


def list_assumptions(
    request: GoalRequest,
    facts: GoalFacts,
    playbook: Playbook,
    target: TargetDraft | None,
    period: PlanPeriod,
    hours: float | None,
    usual: float,
) -> list[AssumptionDraft]:
    """Return an assumption for each of plan, deadline, weekly hours and baseline not stated."""
    found = _deadline_assumptions(request, facts, playbook, period)
    if playbook.recipe and is_plan_unsure(facts):
        found.append(
            AssumptionDraft(
                about="plan for",
                assumed=playbook.title,
                why="of the plans that we have, it is the closest to your words",
            )
        )
    elif not playbook.recipe and not facts.recipe_set and facts.english:
        found.extend(_loose_match(facts, playbook))
    if hours is None:
        found.append(
            AssumptionDraft(
                about="hours a week",
                assumed=f"{format_amount(usual, 'h')} a week",
                why=f"usual for {playbook.title.lower()}",
            )
        )
    asked = next((q for q in playbook.questions if q.about == "baseline"), None)
    unknown = facts.baseline is None and not (facts.starting_points or facts.background)
    if asked is not None and (target is None or target.baseline is None) and unknown:
        found.append(
            AssumptionDraft(
                about="starting point",
                assumed=asked.assumption,
                why="you did not say where you are today",
            )
        )
    return found


def _loose_match(facts: GoalFacts, playbook: Playbook) -> list[AssumptionDraft]:
    """Return in plain words that no plan of ours surely fits a goal, if that is so."""
    sure = facts.confidence.get("domain")
    if sure is None or sure >= _SURE_TOPIC or is_own_routine(facts, playbook):
        return []
    general = facts.domain == GENERAL
    return [
        AssumptionDraft(
            about="plan for",
            assumed=f"{playbook.title.lower()}, a general plan in your own words",
            why="none of our plans is made for what you wrote, so its steps fit any such goal",
        )
        if general
        else AssumptionDraft(
            about="plan for",
            assumed=playbook.title,
            why="we are not sure that this is your topic; it is the closest one that we know",
        )
    ]


def _deadline_assumptions(
    request: GoalRequest, facts: GoalFacts, playbook: Playbook, period: PlanPeriod
) -> list[AssumptionDraft]:
    found: list[AssumptionDraft] = []
    if not period.stated:
        found.append(
            AssumptionDraft(
                about="deadline",
                assumed=f"{long_day(period.ends_on)}, {period.weeks} weeks",
                why=f"the usual length for {playbook.title.lower()} at your pace",
            )
        )
    elif (
        period.requested_end is None
        and facts.deadline is not None
        and not facts.deadline.exact
        and request.circumstances.weeks is None
    ):
        found.append(
            AssumptionDraft(
                about="deadline",
                assumed=long_day(period.ends_on),
                why=f"“{facts.deadline.span.text}” leaves the day open",
            )
        )
    return found
