"""The sections in which a person lives with the plan of a goal. A new one is a folder and a line.

Each section draws itself folded and as a fragment, so that using one redraws no other.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.coach.goal.calendar import section as calendar
from app.coach.goal.chat import section as chat
from app.coach.goal.check_in import section as check_in
from app.coach.goal.progress import section as progress
from app.coach.goal.revision import section as revision
from app.coach.goal.share import section as share
from core.usecases.goals.get_goal import GoalView


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of the page; it is drawn for the owner of a goal that has a plan."""

    name: str
    show: Callable[[GoalView], None]


SECTIONS: tuple[Section, ...] = (
    Section(name="check-in", show=check_in.show),
    Section(name="progress", show=progress.show),
    Section(name="revision", show=revision.show),
    Section(name="chat", show=chat.show),
    Section(name="calendar", show=calendar.show),
    Section(name="share", show=share.show),
)


def show(view: GoalView, *, mine: bool) -> None:
    """Draw the sections of a goal of the person's own; of an archived one, only its result."""
    if not mine or view.plan is None:
        return
    if view.archived:
        check_in.show_result(view)
        return
    for section in SECTIONS:
        section.show(view)
