"""A goal from words to plan, as the pipeline does it without a model."""

from datetime import date

from core.coaching.goal import Circumstances, ClarifiedGoal, accept_request
from core.coaching.plan import Plan
from core.coaching.plan_compiler import compile_plan
from core.coaching.resolution import Resolution
from core.coaching.settle import settle_goal, settle_resolution
from core.offline.coach import draft_goal, draft_plan, draft_resolution

TODAY = date(2026, 11, 21)


def coached(text: str, about: Circumstances | None = None) -> tuple[ClarifiedGoal, Resolution, Plan]:
    request = accept_request(text, about or Circumstances(), today=TODAY)
    goal = settle_goal(draft_goal(request), request)
    resolution = settle_resolution(draft_resolution(request, goal), goal)
    return goal, resolution, compile_plan(draft_plan(request, goal, resolution), goal)
