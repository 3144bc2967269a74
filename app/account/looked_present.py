"""What the list of readers of a person's words says."""

from collections.abc import Iterable
from datetime import tzinfo
from itertools import groupby

from app.ui.table import Cell, Column
from core import formats
from core.accounts.user import Role
from core.usecases.audit.list_readings import Reading

COLUMNS = (
    Column(title="When"),
    Column(title="Who"),
    Column(title="What", line=True),
    Column(title="Your goal", wide=True),
)
LEAD = (
    "Reviewers look at results to make the coach better, and admins keep Rein running. Reviewers "
    "see your words without names, addresses and numbers, unless an admin shows them in full for a "
    "time, which the list says."
)
UNREAD = "Nobody has looked at what you wrote."
_ROLES = {Role.USER: "coach", Role.REVIEWER: "reviewer", Role.ADMIN: "admin"}
WHAT = {
    "calls": "Calls of models",
    "coaches": "Plan, progress and check-ins",
    "datasets": "Cases of a dataset",
    "drafts": "A step, tried again",
    "evaluation_runs": "A case of an evaluation run",
    "everything": "A file with everything about you",
    "labels": "Answers to label",
    "overview": "The overview",
    "prompts": "Complaints and failed questions, for a new prompt",
    "ratings": "Ratings and comments",
    "records": "A file of records",
    "scores": "Scores with their quotes",
    "traces": "Records of steps",
}
"""By the noun of what was read."""


def to_rows(readings: Iterable[Reading], zone: tzinfo | None) -> tuple[tuple[Cell, ...], ...]:
    """Return a row for each day, reader and goal, newest first, in the person's time zone."""
    cells = []
    for (day, *_), group in groupby(readings, key=lambda one: _same(one, zone)):
        several = tuple(group)
        first, last = several[-1].at.astimezone(zone), several[0].at.astimezone(zone)
        begin, end = formats.clock_time(first), formats.clock_time(last)
        until = f"–{end}" if end != begin else ""
        one = several[0]
        cells.append(
            (
                Cell(text=f"{day} {begin}{until}"),
                Cell(text=reader(one)),
                Cell(text=f"{WHAT[one.what]}, {seen(one)}"),
                Cell(text=goal(one), to=f"goal?id={one.goal_id}" if one.title else ""),
            )
        )
    return tuple(cells)


def reader(reading: Reading) -> str:
    """Return who read: the name with the role."""
    role = "" if reading.role is None else _ROLES[reading.role]
    role = "coach" if reading.what == "coaches" else role
    if reading.reader is None:
        return f"A deleted account ({role})" if role else "A deleted account"
    return f"{reading.reader} ({role})" if role else reading.reader


def seen(reading: Reading) -> str:
    """Return whether personal data was left out."""
    return "without personal data" if reading.masked else "in full"


def goal(reading: Reading) -> str:
    """Return which goal was opened."""
    if reading.goal_id is None:
        return "All" if reading.what == "everything" else "In a list"
    return reading.title or "A deleted goal"


def _same(one: Reading, zone: tzinfo | None) -> tuple[str, str, str, str, bool]:
    day = one.at.astimezone(zone).date().isoformat()
    return (day, reader(one), one.what, one.goal_id or "", one.masked)
