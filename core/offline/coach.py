"""The rule-based coach: needs no API key, is deterministic, and is the fallback of every model."""

from core.offline.writing.goal_writer import draft_goal
from core.offline.writing.plan_writer import draft_plan
from core.offline.writing.resolution_writer import draft_resolution

__all__ = ["draft_goal", "draft_plan", "draft_resolution"]
