"""Apply what the person set on the card to the facts, so that every later stage uses it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from core.goals.clarification import Answer
from core.goals.goal import clean_text
from core.goals.kind import GoalKind
from core.goals.reading import SlotName
from core.offline.clarifying.amount_answers import quantity_of
from core.offline.clarifying.correction import Correction, SlotContext
from core.offline.clarifying.slot_values import parse_slot
from core.offline.reading.facts import Deadline, Frequency, GoalFacts, Hours, Quantity, Span
from core.offline.reading.units import convert
from core.offline.signs.sign_reader import find_signs

SLOT_OF_EARLIER_QUESTION = {
    "deadline": SlotName.BY,
    "quantity": SlotName.TO,
    "baseline": SlotName.FROM,
    "frequency": SlotName.DAYS,
}
"""Slots that questions of earlier versions asked about, by the ids under which they are stored."""

_READ_FIRST = (SlotName.DOMAIN, SlotName.UNIT, SlotName.TO)
"""The other amounts take their unit from these."""
_FACTS_OF = {
    SlotName.AIM: ("thing",),
    SlotName.FROM: ("baseline", "starting_points"),
    SlotName.TO: ("quantity",),
    SlotName.BY: ("deadline",),
    SlotName.EVENT: ("event",),
    SlotName.HOURS: ("hours",),
    SlotName.DAYS: ("days", "frequency"),
    SlotName.MINUTES: ("session_minutes",),
    SlotName.PAYMENT: ("payment",),
    SlotName.OBSTACLE: ("obstacle", "obstacles"),
    SlotName.METHOD: ("methods",),
    SlotName.CONSTRAINTS: ("constraints",),
    SlotName.BACKGROUND: ("background",),
    SlotName.CARE: ("signs",),
    SlotName.KIND: ("kind",),
    SlotName.DOMAIN: ("domain",),
    SlotName.PLAN: ("recipe",),
}
"""Names of the facts that a slot sets."""

Corrections = Mapping[SlotName, Correction]


def slot_of(question_id: str) -> SlotName | None:
    """Return the slot that a question asks about, or None if it asks about something else."""
    if question_id in set(SlotName):
        return SlotName(question_id)
    return SLOT_OF_EARLIER_QUESTION.get(question_id)


def written_corrections(answers: Iterable[Answer]) -> dict[SlotName, str]:
    """Return what the person wrote for each slot; of two answers for one slot, the later one."""
    written: dict[SlotName, str] = {}
    for answer in answers:
        slot, text = slot_of(answer.question.id), clean_text(answer.text or "")
        if slot is not None and text:
            written[slot] = text
        elif answer.question.id == slot:
            written.pop(slot, None)  # it was taken back
    return written


def parse_corrections(written: Mapping[SlotName, str], context: SlotContext) -> Corrections:
    """Return the value of each slot. Raises InvalidInput, with the slot's name, at the first."""
    found: dict[SlotName, Correction] = {}
    for name in sorted(written, key=_reading_order):
        unit_slot, target = found.get(SlotName.UNIT), found.get(SlotName.TO)
        unit = context.unit
        if unit_slot is not None:
            unit = str(unit_slot.value)
        elif target is not None and target.quantity is not None:
            unit = target.quantity.unit
        found[name] = parse_slot(name, written[name], replace(context, unit=unit))
    return found


def _reading_order(name: SlotName) -> int:
    return _READ_FIRST.index(name) if name in _READ_FIRST else len(_READ_FIRST)


def apply_corrections(facts: GoalFacts, corrections: Corrections, *, text: str) -> GoalFacts:
    """Return the facts with the corrected values, each with confidence 1.

    `text` is the goal text with the corrections added, so that readers of the text find them too.
    """
    if not corrections:
        return facts
    changed = replace(facts, text=text)
    for name in sorted(corrections, key=_reading_order):
        changed = _APPLIERS[name](changed, corrections[name])
    sure = {fact: 1.0 for name in corrections for fact in _FACTS_OF.get(name, ())}
    missing = tuple(m for m in changed.missing if slot_of(m) not in corrections)
    return replace(changed, confidence={**facts.confidence, **sure}, missing=missing)


def _span(facts: GoalFacts, correction: Correction) -> Span:
    start = max(0, facts.text.rfind(correction.quote))
    return Span(start=start, end=start + len(correction.quote), text=correction.text)


def _spans(facts: GoalFacts, correction: Correction) -> tuple[Span, ...]:
    return () if correction.value is None else (_span(facts, correction),)


def _set_aim(facts: GoalFacts, correction: Correction) -> GoalFacts:
    return replace(facts, aim=correction.text, goals=(_span(facts, correction),), thing=None)


def _set_kind(facts: GoalFacts, correction: Correction) -> GoalFacts:
    kind = GoalKind(str(correction.value))
    keeps = facts.recipe_set or kind == facts.kind
    return replace(facts, kind=kind, recipe=facts.recipe if keeps else "")


def _set_domain(facts: GoalFacts, correction: Correction) -> GoalFacts:
    domain = str(correction.value)
    keeps = facts.recipe_set or domain == facts.domain
    recipe = facts.recipe if keeps else ""
    return replace(facts, domain=domain, domain_span=None, recipe=recipe)


def _set_plan(facts: GoalFacts, _correction: Correction) -> GoalFacts:
    return facts  # the text was read for the chosen recipe already: its units decide what counts


def _set_start(facts: GoalFacts, correction: Correction) -> GoalFacts:
    return replace(facts, baseline=correction.quantity, starting_points=(_span(facts, correction),))


def _set_target(facts: GoalFacts, correction: Correction) -> GoalFacts:
    target, before = correction.quantity, facts.baseline
    if (
        target is not None
        and before is not None
        and before.unit == (facts.quantity or before).unit
        and convert(before.value, before.unit, target.unit) is None
    ):
        before = _in_unit(before, target.unit)
    return replace(facts, quantity=target, baseline=before)


def _set_unit(facts: GoalFacts, correction: Correction) -> GoalFacts:
    change = partial(_in_unit, unit=str(correction.value))
    return replace(
        facts,
        quantity=None if facts.quantity is None else change(facts.quantity),
        baseline=None if facts.baseline is None else change(facts.baseline),
    )


def _in_unit(quantity: Quantity, unit: str) -> Quantity:
    named = quantity_of(quantity.value, unit, quantity.span.text, high=quantity.high)
    return replace(named, span=quantity.span, per=quantity.per)


def _set_deadline(facts: GoalFacts, correction: Correction) -> GoalFacts:
    day = correction.value
    if isinstance(day, str | float | tuple) or day is None:
        raise TypeError(f"A deadline must be a date, not {day!r}.")
    return replace(facts, deadline=Deadline(on=day, span=_span(facts, correction)), length=None)


def _set_event(facts: GoalFacts, correction: Correction) -> GoalFacts:
    return replace(facts, event=None if correction.value is None else _span(facts, correction))


def _set_hours(facts: GoalFacts, correction: Correction) -> GoalFacts:
    hours = Hours(per_week=_number(correction), span=_span(facts, correction))
    return replace(facts, hours=hours, timetable=())


def _set_days(facts: GoalFacts, correction: Correction) -> GoalFacts:
    span, value = _span(facts, correction), correction.value
    if value is None:
        return replace(facts, days=(), days_off=(), frequency=None, timetable=())
    days = value if isinstance(value, tuple) else ()
    times = float(len(days)) if days else _number(correction)
    rhythm = Frequency(times=times, per="week", span=span, days=days)
    if not days:  # "3 days a week" does not open a day that was ruled out
        left = tuple(day for day in facts.days if facts.days_off)
        return replace(facts, days=left, frequency=rhythm)
    times_left = tuple(time for time in facts.timetable if time.day in days)
    return replace(facts, days=days, days_off=(), frequency=rhythm, timetable=times_left)


def _set_minutes(facts: GoalFacts, correction: Correction) -> GoalFacts:
    return replace(facts, session_minutes=_number(correction), timetable=())


def _set_payment(facts: GoalFacts, correction: Correction) -> GoalFacts:
    return replace(facts, payment=correction.quantity)


def _set_obstacle(facts: GoalFacts, correction: Correction) -> GoalFacts:
    spans = _spans(facts, correction)
    return replace(facts, obstacle=spans[0] if spans else None, obstacles=spans)


def _set_method(facts: GoalFacts, correction: Correction) -> GoalFacts:
    return replace(facts, methods=_spans(facts, correction))


def _set_constraints(facts: GoalFacts, correction: Correction) -> GoalFacts:
    return replace(facts, constraints=_spans(facts, correction))


def _set_background(facts: GoalFacts, correction: Correction) -> GoalFacts:
    return replace(facts, background=_spans(facts, correction))


def _set_care(facts: GoalFacts, correction: Correction) -> GoalFacts:
    return replace(
        facts, signs=() if correction.value is None else find_signs(str(correction.value))
    )


def _number(correction: Correction) -> float:
    if not isinstance(correction.value, float):
        raise TypeError(f"{correction.slot} must be a number, not {correction.value!r}.")
    return correction.value


_APPLIERS = {
    SlotName.AIM: _set_aim,
    SlotName.KIND: _set_kind,
    SlotName.DOMAIN: _set_domain,
    SlotName.PLAN: _set_plan,
    SlotName.FROM: _set_start,
    SlotName.TO: _set_target,
    SlotName.UNIT: _set_unit,
    SlotName.BY: _set_deadline,
    SlotName.EVENT: _set_event,
    SlotName.HOURS: _set_hours,
    SlotName.DAYS: _set_days,
    SlotName.MINUTES: _set_minutes,
    SlotName.PAYMENT: _set_payment,
    SlotName.OBSTACLE: _set_obstacle,
    SlotName.METHOD: _set_method,
    SlotName.CONSTRAINTS: _set_constraints,
    SlotName.BACKGROUND: _set_background,
    SlotName.CARE: _set_care,
}
