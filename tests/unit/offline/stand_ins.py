"""A goal from words to plan, as the pipeline does it without a model."""

from datetime import date

from core.goals.goal import Circumstances, ClarifiedGoal, accept_request
from core.goals.normalize import normalize_goal
from core.offline.coach import draft_goal, draft_plan, draft_resolution
from core.plans.compiler import compile_plan
from core.plans.plan import Plan
from core.resolutions.normalize import normalize_resolution
from core.resolutions.resolution import Resolution

TODAY = date(2026, 11, 21)


def coached(
    text: str, about: Circumstances | None = None
) -> tuple[ClarifiedGoal, Resolution, Plan]:
    request = accept_request(text, about or Circumstances(), today=TODAY)
    goal = normalize_goal(draft_goal(request), request)
    resolution = normalize_resolution(draft_resolution(request, goal), goal)
    return goal, resolution, compile_plan(draft_plan(request, goal, resolution), goal)
