"""Parse goals from JSON lines: one object in, one object out, in input order."""

from collections.abc import Mapping
from datetime import date

from core.goals.goal import MAX_GOAL_CHARACTERS, clean_text
from core.offline.coach import OfflineCoach
from core.offline.reading.facts import GoalFacts, Quantity

Json = dict[str, object]


def read_line(line: Mapping[str, object], *, coach: OfflineCoach, today: date) -> Json:
    """Return the facts in `line["text"]` as JSON values. Never raises.

    `line["today"]` overrides the reference date.
    """
    given = line.get("text")
    text = clean_text(given) if isinstance(given, str) else ""
    if not any(c.isalnum() for c in text):
        return _rejected("There is no text in this line; write the goal into “text”.")
    if len(text) > MAX_GOAL_CHARACTERS:
        return _rejected(
            f"A goal has at most {MAX_GOAL_CHARACTERS:,} characters; this text has {len(text):,}."
        )
    day = _parse_day(line.get("today"), today)
    if day is None:
        return _rejected(
            f"“today” is no day: {line['today']!r}. Write it like {today.isoformat()}, or leave "
            "it out."
        )
    facts = coach.parse_goal(text, today=day)
    gate = coach.check_goal(text, today=day)
    facts_json: Json = {"is_goal": gate.is_goal}
    if not gate.is_goal:
        facts_json["why_not"] = gate.note
    return facts_json | _facts_to_json(facts)


def _parse_day(given: object, today: date) -> date | None:
    """Return the line's reference date, `today` if it has none, or None if it is not a date."""
    if given is None:
        return today
    try:
        return date.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        return None


def _rejected(why_not: str) -> Json:
    return {
        "is_goal": False,
        "why_not": why_not,
        "domain": "general",
        "goal_type": "open",
        "goals": [],
        "missing": [],
    }


def _facts_to_json(facts: GoalFacts) -> Json:
    facts_json: Json = {
        "domain": facts.domain,
        "goal_type": facts.goal_type.value,
        "direction": facts.direction.value,
    }
    if facts.quantity is not None:
        facts_json["quantity"] = _number(facts.quantity)
        facts_json["unit"] = _unit(facts.quantity)
    if facts.baseline is not None:
        facts_json["baseline"] = facts.baseline.value
    if facts.deadline is not None:
        facts_json["deadline"] = facts.deadline.on.isoformat()
    if facts.frequency is not None:
        facts_json["frequency"] = {
            "times": facts.frequency.times,
            "per": facts.frequency.per,
            "days": list(facts.frequency.days),
        }
    if facts.hours is not None:
        facts_json["hours_per_week"] = facts.hours.per_week
    if facts.event is not None:
        facts_json["event"] = facts.event.text
    if facts.obstacle is not None:
        facts_json["obstacle"] = facts.obstacle.text
    facts_json |= _roles_to_json(facts)
    facts_json["constraints"] = [span.text for span in facts.constraints]
    facts_json["goals"] = [span.text for span in facts.goals]
    facts_json["missing"] = list(facts.missing)
    facts_json["spans"] = _spans_to_json(facts)
    return facts_json


def _roles_to_json(facts: GoalFacts) -> Json:
    """Return kind, aim and what the clauses say, with how sure the reading is of each field."""
    found: Json = {
        "kind": facts.kind.value,
        "aim": facts.aim,
        "days": list(facts.days),
        "method": [span.text for span in facts.methods],
        "obstacles": [span.text for span in facts.obstacles],
        "start": [span.text for span in facts.starting_points],
        "background": [span.text for span in facts.background],
        "further_aims": [span.text for span in facts.further_aims],
        "questions": [span.text for span in facts.questions],
        "confidence": dict(facts.confidence),
    }
    if facts.thing is not None:
        found["thing"] = facts.thing.text
    if facts.session_minutes is not None:
        found["session_minutes"] = facts.session_minutes
    if facts.payment is not None:
        found["payment"] = {
            "amount": _number(facts.payment),
            "unit": facts.payment.unit,
            "per": facts.payment.per,
        }
    return found


def _number(quantity: Quantity) -> float | int:
    value = quantity.high if quantity.high is not None else quantity.value
    return int(value) if value == int(value) else value


def _unit(quantity: Quantity) -> str:
    return quantity.unit if quantity.per is None else f"{quantity.unit} a {quantity.per}"


def _spans_to_json(facts: GoalFacts) -> Json:
    """Return the [start, end] offsets of each fact in the text."""
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
