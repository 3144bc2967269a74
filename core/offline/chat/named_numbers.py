"""Answers about a number that a question names: where it stands, and what it leads to."""

import re

from core.chat.reply import CitationDraft, CoachReplyDraft
from core.formats import day as write_day
from core.offline.chat.asked import Asked, cites_tasks, cites_week, milestone_text, named, when_due
from core.offline.reading.facts import Quantity, QuantityKind
from core.offline.reading.quantities import parse_quantities
from core.offline.reading.units import distance_km

_Size = tuple[float, str]
_WANTED = re.compile(r"\b(?:want|wanted|goal|aim|target|need)\b[^.,;?!]{0,30}$", re.IGNORECASE)
_LENGTHS = frozenset({"m", "km", "mi"})
_MOST_NUMBERS = 2


def known_numbers(asked: Asked) -> tuple[Quantity, ...]:
    """Return the numbers of a question if one of them is in the plan or is the target."""
    numbers = [q for q in parse_quantities(asked.question) if q.kind is not QuantityKind.TIME]
    known = any(_place_of(asked, number) is not None for number in numbers)
    return tuple(numbers[:_MOST_NUMBERS]) if known else ()


def about_numbers(asked: Asked) -> CoachReplyDraft:
    """Answer with the place of each number, and say it if the plan leads to another one."""
    parts, citations = list[str](), list[CitationDraft]()
    for number in known_numbers(asked):
        place, cited = _place_of(asked, number) or (_unknown(asked, number), [])
        parts.append(place)
        citations += [each for each in cited if each not in citations]
    parts.append(_fit(asked))
    return CoachReplyDraft(
        answer=" ".join(part for part in parts if part),
        citations=citations or [cites_week(asked.situation.week)],
    )


def _place_of(asked: Asked, number: Quantity) -> tuple[str, list[CitationDraft]] | None:
    """Return where a number stands, with the citations; None if it stands nowhere."""
    now, size, text = asked.situation, _size(number.value, number.unit), _text(number)
    for week in now.plan.weeks:
        milestone = week.milestone
        if milestone is not None and _size(milestone.target, milestone.unit) == size:
            return f"{text} is {milestone_text(milestone, now.today)}.", [cites_week(week)]
    target = now.goal.target
    if target is not None and _size(target.quantity, target.unit) == size:
        return f"{text} is your target.", [cites_week(now.plan.weeks[-1])]
    holding = [
        planned
        for planned in now.tasks
        if any(_size(q.value, q.unit) == size for q in parse_quantities(planned.task.title))
    ]
    if not holding:
        return None
    task = next((planned for planned in holding if planned.open), holding[-1])
    place = f"{text} stands in {named(task)}, {when_due(task, now.today)}."
    later = (w.milestone for w in now.plan.weeks[task.week.number - 1 :] if w.milestone)
    ahead = next(later, None)
    if ahead is not None:
        place += f" It leads to {milestone_text(ahead, now.today)}."
    return place, cites_tasks(task)


def _unknown(asked: Asked, number: Quantity) -> str:
    if _WANTED.search(asked.question[: number.span.start]) is None:
        return f"{_text(number)} is not in your plan."
    return (
        f"{_text(number)} is neither in your plan nor its target: if you want it, set it with "
        "“Correct this”, and the plan is written again."
    )


def _fit(asked: Asked) -> str:
    """Return that the plan ends with another number than the target, or an empty text."""
    now = asked.situation
    target = now.goal.target
    last = now.plan.milestones[-1] if now.plan.milestones else None
    if target is None or last is None:
        return ""
    wanted, reached = _size(target.quantity, target.unit), _size(last.target, last.unit)
    if wanted == reached or wanted[1] != reached[1]:
        return ""
    end = write_day(last.due_on, today=now.today)
    return (
        f"Your target is {target.quantity:,g} {target.unit}, and the plan ends with "
        f"{last.target:,g} {last.unit} on {end}: these do not fit. Set where you stand and what "
        "you want with “Correct this”, and the plan is written again."
    )


def _size(value: float, unit: str) -> _Size:
    """Return a number that can be compared: 1 km and 1,000 m are the same."""
    if unit in _LENGTHS:
        return round(distance_km(value, unit), 4), "km"
    return value, unit.casefold()


def _text(number: Quantity) -> str:
    return f"{number.value:,g} {number.unit}"
