"""The rule-based coach: it needs no key, answers the same way every time, and is every model's fallback."""

from core.offline.writing.goal_writer import draft_goal
from core.offline.writing.plan_writer import draft_plan
from core.offline.writing.resolution_writer import draft_resolution

__all__ = ["draft_goal", "draft_plan", "draft_resolution"]
