"""The sections in which a person lives with the plan of a goal. A new one is a folder and a line.

Each section draws itself folded and as a fragment, so that using one redraws no other.
"""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from app.coach.goal.calendar import section as calendar
from app.coach.goal.chat import section as chat
from app.coach.goal.check_in import section as check_in
from app.coach.goal.progress import section as progress
from app.coach.goal.revision import actions as revision_actions
from app.coach.goal.revision import section as revision
from app.coach.goal.share import section as share
from app.ui import html, notice
from core.usecases.goals.get_goal import GoalView


def _never(_: GoalView) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of the page; it is drawn for the owner of a goal that has a plan."""

    name: str
    show: Callable[[GoalView], None]
    comes_first: Callable[[GoalView], bool] = _never
    """Returns True if the section is what the person needs now, above the plan."""


SECTIONS: tuple[Section, ...] = (
    Section(name="check-in", show=check_in.show, comes_first=check_in.comes_first),
    Section(name="progress", show=progress.show),
    Section(name="revision", show=revision.show, comes_first=revision.comes_first),
    Section(name="chat", show=chat.show),
    Section(name="calendar", show=calendar.show),
    Section(name="share", show=share.show),
)
_ARCHIVED = (Section(name="result", show=check_in.show_result),)
"""What is left of an archived goal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """The sections of one goal, as they stand above and below its plan."""

    first: tuple[Section, ...] = ()
    then: tuple[Section, ...] = ()


def sections_of(view: GoalView, *, mine: bool) -> Sections:
    """Return the sections of a goal of the person's own that has a plan."""
    if not mine or view.plan is None:
        return Sections()
    if view.archived:
        return Sections(then=_ARCHIVED)
    first = tuple(section for section in SECTIONS if section.comes_first(view))
    return Sections(first=first, then=tuple(one for one in SECTIONS if one not in first))


def show_first(sections: tuple[Section, ...], view: GoalView) -> None:
    """Draw the sections above the plan, under a heading that screen readers can jump to."""
    notice.show(revision_actions.FIRST)
    if sections:
        html.draw(Markup('<h2 class="rein-unseen">What comes first</h2>'))
        show(sections, view)


def show(sections: tuple[Section, ...], view: GoalView) -> None:
    """Draw some sections of a goal."""
    for section in sections:
        section.show(view)
