"""Reading goals line by line, for pipes: one JSON object in, one out, in input order."""

from collections.abc import Mapping
from datetime import date

from core.goals.goal import MAX_GOAL_CHARACTERS, clean_text
from core.offline.reading.facts import GoalFacts, Quantity
from core.offline.reading.goal_parser import read_goal
from core.offline.safety.gate import check_goal

Json = dict[str, object]


def read_line(line: Mapping[str, object], *, today: date) -> Json:
    """Return what the reader finds in `line["text"]`; `line["today"]` may name another day. Never raises."""
    given = line.get("text")
    text = clean_text(given) if isinstance(given, str) else ""
    if not any(c.isalnum() for c in text):
        return _nothing("There is no text in this line; write the goal into “text”.")
    if len(text) > MAX_GOAL_CHARACTERS:
        return _nothing(
            f"A goal has at most {MAX_GOAL_CHARACTERS:,} characters; this text has {len(text):,}."
        )
    day = _day(line.get("today"), today)
    if day is None:
        return _nothing(
            f"“today” is no day: {line['today']!r}. Write it like {today.isoformat()}, or leave it out."
        )
    facts = read_goal(text, today=day)
    gate = check_goal(facts)
    told: Json = {"is_goal": gate.is_goal}
    if not gate.is_goal:
        told["why_not"] = gate.note
    return told | _facts(facts)


def _day(given: object, today: date) -> date | None:
    """Return the line's own day, today where it names none, None where what it names is no day."""
    if given is None:
        return today
    try:
        return date.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        return None


def _nothing(why_not: str) -> Json:
    return {
        "is_goal": False,
        "why_not": why_not,
        "domain": "general",
        "goal_type": "open",
        "goals": [],
        "missing": [],
    }


def _facts(facts: GoalFacts) -> Json:
    told: Json = {
        "domain": facts.domain,
        "goal_type": facts.goal_type.value,
        "direction": facts.direction.value,
    }
    if facts.quantity is not None:
        told["quantity"] = _number(facts.quantity)
        told["unit"] = _unit(facts.quantity)
    if facts.baseline is not None:
        told["baseline"] = facts.baseline.value
    if facts.deadline is not None:
        told["deadline"] = facts.deadline.on.isoformat()
    if facts.frequency is not None:
        told["frequency"] = {
            "times": facts.frequency.times,
            "per": facts.frequency.per,
            "days": list(facts.frequency.days),
        }
    if facts.hours is not None:
        told["hours_per_week"] = facts.hours.per_week
    if facts.event is not None:
        told["event"] = facts.event.text
    if facts.obstacle is not None:
        told["obstacle"] = facts.obstacle.text
    told["constraints"] = [span.text for span in facts.constraints]
    told["goals"] = [span.text for span in facts.goals]
    told["missing"] = list(facts.missing)
    told["spans"] = _spans(facts)
    return told


def _number(quantity: Quantity) -> float | int:
    value = quantity.high if quantity.high is not None else quantity.value
    return int(value) if value == int(value) else value


def _unit(quantity: Quantity) -> str:
    return quantity.unit if quantity.per is None else f"{quantity.unit} a {quantity.per}"


def _spans(facts: GoalFacts) -> Json:
    """Return where each fact stands in the text, as [start, end]."""
    found = {
        "domain": facts.domain_span,
        "quantity": facts.quantity.span if facts.quantity else None,
        "baseline": facts.baseline.span if facts.baseline else None,
        "deadline": facts.deadline.span if facts.deadline else None,
        "frequency": facts.frequency.span if facts.frequency else None,
        "hours": facts.hours.span if facts.hours else None,
        "event": facts.event,
        "obstacle": facts.obstacle,
        "reason": facts.reason,
    }
    return {name: [span.start, span.end] for name, span in found.items() if span is not None}
