"""Facts of a goal from a text with marks, as a perfect reader would return them.

"[aim finish [thing my thesis] [by by 31 March]]": roles and slots as in data/training/README.md. The numbers
and dates inside a mark are read by the product's own rules.
"""

import re
from dataclasses import replace
from datetime import date

from core.goals.goal import Circumstances, ClarifiedGoal, GoalRequest, GoalType
from core.goals.kind import GoalKind
from core.goals.normalize import normalize_goal
from core.offline.kinds.choose import choose_playbook
from core.offline.parsed_goal import ParsedGoal
from core.offline.reading.constraints import WEEK
from core.offline.reading.dates import parse_deadline
from core.offline.reading.facts import Direction, GoalFacts, Quantity, QuantityKind, Span
from core.offline.reading.frequency import parse_frequency, parse_hours
from core.offline.reading.numbers import parse_number
from core.offline.reading.quantities import parse_quantities
from core.offline.writing.goal_writer import draft_goal
from core.offline.writing.plan_writer import draft_plan
from core.offline.writing.resolution_writer import draft_resolution
from core.plans.compiler import compile_plan
from core.plans.plan import Plan
from core.resolutions.normalize import normalize_resolution
from core.resolutions.resolution import Resolution
from tests.factories.coaching import PLAYBOOKS, TODAY

_TOKEN = re.compile(r"\[(\w+) |\]")
_MINUTES = re.compile(r"(\d+|an|half an|one)\s*(min|hour|h\b)", re.IGNORECASE)


def parse_marks(marked: str) -> tuple[str, dict[str, list[Span]]]:
    """Return the plain text and the spans of each mark."""
    plain, stack, found, at = "", [], {}, 0
    for match in _TOKEN.finditer(marked):
        plain += marked[at : match.start()]
        if match.group(1):
            stack.append((match.group(1), len(plain)))
        else:
            name, start = stack.pop()
            found.setdefault(name, []).append(Span(start=start, end=len(plain), text=plain[start:]))
        at = match.end()
    return plain + marked[at:], found


def marked_facts(
    marked: str, *, kind: GoalKind, domain: str = "general", today: date = TODAY
) -> GoalFacts:
    """Return the facts that the marks of a text say, sure of everything."""
    text, marks = parse_marks(marked)
    spans = {name: tuple(found) for name, found in marks.items()}

    def first(*names: str) -> Span | None:
        return next((s for name in names for s in spans.get(name, ())), None)

    target, start = first("to"), first("from")
    quantity = _quantity(target) if target else None
    when = first("by", "event", "span")
    deadline = parse_deadline(_dated(when), today=today) if when else None
    rate, hours = first("rate"), first("hours")
    frequency = parse_frequency(rate.text) if rate else None
    pay = first("pay")
    days = first("days")
    aim = first("aim")
    if aim is None:
        aim = Span(start=0, end=len(text), text=text)
    return GoalFacts(
        text=text,
        aim=_without(aim, [s for s in (when, hours, rate) if s]),
        domain=domain,
        domain_span=None,
        direction=Direction.AVOIDANCE if kind == GoalKind.QUIT else Direction.APPROACH,
        goal_type=GoalType.OUTCOME,
        quantity=quantity,
        baseline=_quantity(start, like=quantity) if start else None,
        quantities=parse_quantities(text),
        frequency=frequency,
        deadline=replace(deadline, span=when) if deadline and when else None,
        event=first("event"),
        hours=parse_hours(hours.text) if hours else None,
        constraints=spans.get("limit", ()),
        obstacle=first("block"),
        reason=first("why"),
        goals=(Span(start=0, end=len(text), text=text),),
        missing=(),
        kind=kind,
        thing=first("thing"),
        starting_points=spans.get("start", ()),
        methods=spans.get("how", ()),
        obstacles=spans.get("block", ()),
        background=spans.get("ctx", ()),
        further_aims=spans.get("more", ()),
        questions=spans.get("ask", ()),
        days=_days(days.text) if days else (),
        session_minutes=_minutes(hours.text) if hours and not rate_of(hours.text) else None,
        payment=_quantity(pay, like=quantity) if pay else None,
        length=first("span"),
        confidence={"kind": 0.95, "domain": 0.95, "aim": 0.9},
    )


def rate_of(text: str) -> bool:
    return bool(re.search(r"\b(?:a|per|each|every) week\b", text))


def _quantity(span: Span, like: Quantity | None = None) -> Quantity | None:
    found = parse_quantities(span.text)
    per = re.search(r"\b(?:a|per|each|every) (day|week|month|year)\b", span.text)
    if found:
        return replace(found[0], span=span, per=found[0].per or (per.group(1) if per else None))
    number = re.search(r"\d[\d,.]*\d|\d", span.text)
    if number is None:
        return None
    return Quantity(
        value=parse_number(number.group()),
        unit=like.unit if like else "",
        kind=like.kind if like else QuantityKind.COUNT,
        span=span,
        per=per.group(1) if per else None,
    )


def _dated(span: Span) -> str:
    text = span.text
    return text if re.match(r"(?:by|until|before|in|on|for|this)\b", text) else f"for {text}"


def _without(aim: Span, cut: list[Span]) -> str:
    text = aim.text
    for span in sorted(cut, key=lambda s: -s.start):
        if aim.start <= span.start and span.end <= aim.end:
            text = text[: span.start - aim.start] + text[span.end - aim.start :]
    text = " ".join(text.split()).strip(" .,!-:")
    return re.sub(r"^(?:i(?:'d like| want| would like|'m going)? to|to)\s+", "", text, flags=re.I)


def _minutes(text: str) -> float | None:
    found = _MINUTES.search(text)
    if found is None:
        return None
    number = {"an": 1.0, "one": 1.0, "half an": 0.5}.get(found.group(1).lower())
    value = number if number is not None else float(found.group(1))
    return value if found.group(2).lower().startswith("min") else value * 60


def _days(text: str) -> tuple[str, ...]:
    lowered = text.lower()
    if "weekday" in lowered:
        return WEEK[:5]
    if "weekend" in lowered:
        return WEEK[5:]
    return tuple(day for day in WEEK if day.lower() in lowered)


def marked_goal(
    marked: str,
    *,
    kind: GoalKind,
    domain: str = "general",
    today: date = TODAY,
    circumstances: Circumstances | None = None,
) -> ParsedGoal:
    """Return the input of the writers for a marked text."""
    facts = marked_facts(marked, kind=kind, domain=domain, today=today)
    return ParsedGoal(
        request=GoalRequest(
            text=facts.text, circumstances=circumstances or Circumstances(), today=today
        ),
        facts=facts,
        playbook=choose_playbook(PLAYBOOKS, facts, domain),
    )


def write_all(parsed: ParsedGoal) -> tuple[ClarifiedGoal, Resolution, Plan]:
    """Return goal, resolution and plan of a parsed goal, as the pipeline makes them."""
    goal = normalize_goal(draft_goal(parsed), parsed.request)
    resolution = normalize_resolution(draft_resolution(parsed, goal), goal)
    return goal, resolution, compile_plan(draft_plan(parsed, goal, resolution), goal)
