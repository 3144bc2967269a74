"""A run whose worker stopped and that another one continued, in words."""

from datetime import datetime

from app.ui import labels
from core import formats
from core.usecases.goals.get_goal import GoalView, RunStatus, Takeover


def describe(view: GoalView, *, now: datetime) -> str:
    """Return a note that the run's worker stopped, or "" if it did not."""
    if view.status is RunStatus.RUNNING and view.lease_until is not None and view.lease_until < now:
        return (
            "The worker of this run has stopped. Another one takes it over by itself; nothing "
            "finished is lost."
        )
    if view.takeover is None:
        return ""
    title = labels.STAGES[view.takeover.stage][0]
    when = formats.short_moment(view.takeover.at, now=now)
    return (
        f"A worker stopped during “{title}”; another one took this over: {when}. Nothing "
        "finished is lost. The time of that step counts from its first start."
    )


def in_doubt_note(found: Takeover, *, full_page: bool) -> str:
    """Return how many calls may have been paid for when the worker stopped, or ""."""
    if not found.in_doubt:
        return ""
    calls = formats.pluralize(found.in_doubt, "model call was", "model calls were")
    where = "" if full_page else " The trace at the end of this page says more."
    return f"{calls} under way then and may have been paid for.{where}"
