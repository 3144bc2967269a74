"""The words of the section: what was missed, what a way costs, and what changes."""

from collections.abc import Iterator
from datetime import datetime

from markupsafe import Markup

from app.coach.goal.revision.occasion import Occasion
from app.ui.html import EMPTY, join
from core import formats
from core.usecases.revisions.list_revisions import Pause, PlanVersionRow
from core.usecases.revisions.propose_revisions import (
    ABOUT,
    Proposal,
    RevisionOption,
    cost_of,
)

SHOWN = 6
"""Titles that are listed; the others are only counted."""
CHANGE = "Change the plan"


def heading(occasion: Occasion) -> str:
    """Return the name of the open section: the break, or how many weeks were missed."""
    if not occasion.missed_weeks:
        return "A break from this plan"
    weeks = occasion.missed_weeks
    which = "A week" if weeks == 1 else formats.pluralize(weeks, "week")
    return f"{which} did not go as planned? Three ways forward"


def missed(proposal: Proposal) -> str:
    """Return what is open from the weeks before, and whether the reserve is enough."""
    tasks = formats.pluralize(len(proposal.missed), "task")
    open_tasks = f"{tasks} from the weeks before {_are(len(proposal.missed))} still open"
    time = formats.minutes(proposal.missed_minutes)
    left = formats.pluralize(proposal.reserve_left, "reserve day")
    return f"{open_tasks} ({time}). You have {left} left."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def price(option: RevisionOption) -> Markup:
    """Return what an option is about, and its price as a list."""
    if option.price is None:
        return Markup('<p class="coach-meta">Not possible now. {}</p>').format(option.refusal)
    rows = join(
        Markup("<li>{}</li>").format(line[0].upper() + line[1:])
        for line in cost_of(option.kind, option.price)
    )
    return Markup(
        '<p class="coach-meta">{}</p><ul class="coach-list coach-tabular">{}</ul>'
    ).format(ABOUT[option.kind], rows)


def difference(option: RevisionOption) -> Markup:
    """Return what an option adds, leaves out and changes, folded."""
    changes = option.difference
    if changes is None:
        return EMPTY
    parts = join(
        _titles(name, titles)
        for name, titles in (
            ("Added", changes.added),
            ("Left out", changes.removed),
            ("Changed", changes.changed),
        )
    )
    counts = (
        (len(changes.added), "added"),
        (len(changes.removed), "left out"),
        (len(changes.changed), "changed"),
        (changes.unchanged, "as before"),
    )
    count = ", ".join(f"{number} {name}" for number, name in counts if number)
    return Markup('<details class="coach-fold"><summary>Tasks: {}</summary>{}</details>').format(
        count, parts or Markup("<p>Only the dates change.</p>")
    )


def _titles(name: str, titles: tuple[str, ...]) -> Markup:
    distinct = tuple(dict.fromkeys(titles))
    if not distinct:
        return EMPTY
    rows = [Markup("<li>{}</li>").format(title) for title in distinct[:SHOWN]]
    if len(distinct) > SHOWN:
        rows.append(Markup("<li>and {} more</li>").format(len(distinct) - SHOWN))
    return Markup('<h3>{}</h3><ul class="coach-list">{}</ul>').format(name, join(rows))


def paused(pause: Pause) -> str:
    """Return until when the goal is paused."""
    days = formats.date_range(pause.first_day, pause.last_day)
    return f"Paused {days}. Nothing is due in these days."


def history(versions: tuple[PlanVersionRow, ...], *, now: datetime) -> Markup:
    """Return the versions of the plan, newest first: when, by whom, and why."""
    return Markup('<ol class="coach-list" reversed>{}</ol>').format(
        join(_versions(versions, now=now))
    )


def _versions(versions: tuple[PlanVersionRow, ...], *, now: datetime) -> Iterator[Markup]:
    for version in versions:
        yield Markup('<li>{} <span class="coach-meta">{} · by {} · ends {}</span></li>').format(
            version.summary or "The plan as the coach wrote it",
            formats.short_moment(version.created_at, now=now),
            version.author or "the coach",
            formats.day(version.ends_on, year=True),
        )
