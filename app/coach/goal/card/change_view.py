"""What a correction changed in the plan: figures before and after, and the tasks."""

from collections.abc import Iterator

from markupsafe import Markup

from app.ui import html
from app.ui.html import EMPTY, join
from core import formats
from core.usecases.plans.get_plan_change import PlanChange

SHOWN = 8
"""Titles that are listed; the others are only counted."""


def show(change: PlanChange) -> None:
    """Draw what changed, with the tasks folded."""
    facts = list(_facts(change))
    text = " · ".join(facts) or "The dates, the hours and the target are as they were"
    html.draw(
        Markup(
            '<details class="coach coach-fold coach-changed" role="status">'
            "<summary><b>Planned again.</b> {}. {}</summary>{}</details>"
        ).format(text, _count(change), _tasks(change))
    )


def _facts(change: PlanChange) -> Iterator[str]:
    d = change.difference
    if d.ends_before != d.ends_after:
        before = formats.day(d.ends_before, year=True)
        yield f"End {before} → {formats.day(d.ends_after, year=True)}"
    if d.weeks_before != d.weeks_after:
        yield f"{d.weeks_before} → {formats.pluralize(d.weeks_after, 'week')}"
    if d.hours_before != d.hours_after:
        yield f"{d.hours_before:g} → {formats.hours(d.hours_after)} a week"
    if change.target_before != change.target_after:
        yield f"Target {change.target_before or 'none'} → {change.target_after or 'none'}"


def _count(change: PlanChange) -> str:
    d = change.difference
    return (
        f"Tasks: {len(d.added)} added, {len(d.removed)} removed, {len(d.changed)} changed, "
        f"{d.unchanged} as before; your ticks stay."
    )


def _tasks(change: PlanChange) -> Markup:
    d = change.difference
    return join(
        _titles(name, titles)
        for name, titles in (("Added", d.added), ("Removed", d.removed), ("Changed", d.changed))
    )


def _titles(name: str, titles: tuple[str, ...]) -> Markup:
    distinct = tuple(dict.fromkeys(titles))
    if not distinct:
        return EMPTY
    rows = [Markup("<li>{}</li>").format(title) for title in distinct[:SHOWN]]
    if len(distinct) > SHOWN:
        rows.append(Markup("<li>and {} more</li>").format(len(distinct) - SHOWN))
    return Markup('<h3>{}</h3><ul class="coach-list">{}</ul>').format(name, join(rows))
