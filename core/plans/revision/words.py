"""The ways to go on in words: their names, and what each costs."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from core import formats
from core.plans.revision.option import Price, RevisionKind

TITLES: Mapping[RevisionKind, str] = MappingProxyType(
    {
        RevisionKind.RESERVE: "Use your reserve",
        RevisionKind.SHRINK: "Do less, same date",
        RevisionKind.SHIFT: "Same plan, later",
        RevisionKind.SWAP: "Same date, catch up",
        RevisionKind.PAUSE: "Paused",
        RevisionKind.RESUME: "Resumed",
        RevisionKind.EDIT: "Edited",
        RevisionKind.END_DATE: "New end date",
        RevisionKind.TITLE: "New title",
        RevisionKind.LIGHTER: "Same date, less",
        RevisionKind.STRETCH: "Same plan, over more weeks",
        RevisionKind.EARLIER: "Same plan, an earlier end",
        RevisionKind.ROOM: "Same plan, more room",
        RevisionKind.LIMIT: "Nothing has to change",
        RevisionKind.DAYS: "Other days",
        RevisionKind.START: "A later start",
        RevisionKind.UNDO: "Undone",
    }
)

ABOUT: Mapping[RevisionKind, str] = MappingProxyType(
    {
        RevisionKind.RESERVE: "That is what it is there for. Your dates stay.",
        RevisionKind.SHRINK: "Drop what you missed; the coming weeks get lighter.",
        RevisionKind.SHIFT: "What you missed comes first, and the later weeks move.",
        RevisionKind.SWAP: "What you missed is spread over the coming weeks, in smaller pieces "
        "where they are full.",
        RevisionKind.LIGHTER: "The weeks to come hold less; the target follows from that.",
        RevisionKind.STRETCH: "What is planned stays; it takes longer.",
        RevisionKind.EARLIER: "What is planned stays; the weeks to come hold more.",
        RevisionKind.ROOM: "Only the limit moves, so that more fits when you need it.",
        RevisionKind.LIMIT: "Your plan fits into these hours already; only the limit is lowered.",
        RevisionKind.DAYS: "Open sessions move to these days; dates that are fixed stay.",
        RevisionKind.START: "Every week moves; nothing else changes.",
    }
)


WISHED = frozenset(
    {
        RevisionKind.LIGHTER,
        RevisionKind.STRETCH,
        RevisionKind.EARLIER,
        RevisionKind.ROOM,
        RevisionKind.LIMIT,
        RevisionKind.DAYS,
        RevisionKind.START,
    }
)
"""Ways that are wished for; what was missed before stays as it is."""


def cost_of(kind: RevisionKind, price: Price) -> tuple[str, ...]:
    """Return what a way to go on costs, one sentence a line."""
    return tuple(_lines(kind, price))


def summary_of(kind: RevisionKind, price: Price) -> str:
    """Return a way to go on in one line, for the history of versions."""
    return f"{TITLES[kind]}: {'; '.join(cost_of(kind, price))}"


def _lines(kind: RevisionKind, price: Price) -> Iterator[str]:
    if kind == RevisionKind.RESERVE:
        yield f"uses {formats.pluralize(price.reserve_used, 'reserve day')}"
    if price.repeats:
        yield f"begins with the level of week {price.repeats} again, the last one you reached"
    lowered = price.target_before and price.target != price.target_before
    if lowered:  # the highest price comes first
        yield _target(price)
    yield _end(price)
    yield _hours(price)
    if price.target_before and not lowered:
        yield _target(price)
    if kind in WISHED:
        if price.left_out:
            yield f"{formats.pluralize(price.left_out, 'later task')} left out"
        return
    if price.planned_again:
        yield f"{formats.pluralize(price.planned_again, 'open task')} planned again"
    if price.let_go and kind != RevisionKind.RESERVE:
        yield f"{formats.pluralize(price.let_go, 'open task')} dropped"
    if price.left_out:
        yield f"{formats.pluralize(price.left_out, 'later task')} left out"


def _end(price: Price) -> str:
    end = formats.day(price.ends_on, year=True)
    weeks = (price.ends_on - price.ends_before).days // 7
    if weeks < 0:
        return f"ends {end}, {formats.pluralize(-weeks, 'week')} earlier"
    if weeks == 0:
        return f"ends as planned, {end}"
    return f"ends {end}, {formats.pluralize(weeks, 'week')} later"


def _hours(price: Price) -> str:
    hours = formats.hours(price.hours)
    if price.hours == price.hours_before:
        return f"{hours} a week, as planned"
    return f"{hours} a week instead of {formats.hours(price.hours_before)}"


def _target(price: Price) -> str:
    if price.target == price.target_before:
        return f"reaches {price.target}, as planned"
    return f"reaches {price.target} instead of {price.target_before}"
