"""Many rated traces with comments, written in one transaction."""

from collections.abc import Iterable
from datetime import UTC, datetime, time

from core.quality.themes.comment import Comment
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import add_goal, add_rating, add_trace, close_trace

COMPLAINT, PRAISE = "The timeline is too tight for my shifts.", "Clear steps, I start today."
LOW, HIGH = 15, 25


def contrasting_comments(day: datetime) -> list[Comment]:
    """Return forty comments of one day in which everybody agrees what is bad and what is good."""
    low = [(2.0, COMPLAINT)] * LOW
    return [
        Comment(key=(str(place), ""), stars=stars, text=text, day=day.date())
        for place, (stars, text) in enumerate(low + [(5.0, PRAISE)] * HIGH)
    ]


def write_comments(
    work: UnitOfWork, comments: Iterable[Comment], **changes: object
) -> list[tuple[str, str]]:
    """Write a trace of one goal and its rating for each comment; return their keys."""
    goal = add_goal(work, sample=bool(changes.get("sample", False)))
    keys = []
    for place, comment in enumerate(comments):
        trace_id = add_trace(work, goal)
        close_trace(work, trace_id)
        now = datetime.combine(comment.day, time(9, place // 60 % 60, place % 60), UTC)
        add_rating(work, trace_id, goal.user_id, now=now, stars=comment.stars, comment=comment.text)
        keys.append((trace_id, goal.user_id))
    return keys
