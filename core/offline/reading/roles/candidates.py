"""Collect what models and rules read for each field, before it is judged how sure that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from core.offline.playbooks.schema import Playbook
from core.offline.reading.clauses.asides import find_asides
from core.offline.reading.derived_facts import NO_TIME_BUDGET
from core.offline.reading.facts import Deadline, Frequency, GoalFacts, Span
from core.offline.reading.roles.choices import STATED, Choice
from core.offline.reading.roles.clause_facts import (
    clauses_in,
    constraints_in,
    event_in,
    obstacles_in,
    reasons_in,
)
from core.offline.reading.roles.money.wanted_sum import with_wanted_sum
from core.offline.reading.roles.role_reading import RoleReading
from core.offline.reading.roles.roles import Role, Slot
from core.offline.reading.roles.slots.days_left import days_off, rhythm_left
from core.offline.reading.roles.slots.deadline_choice import choose_deadline
from core.offline.reading.roles.slots.named_days import is_yet_to_end, without_year
from core.offline.reading.roles.slots.slot_amounts import (
    choose_baseline,
    choose_payment,
    choose_target,
    related,
)
from core.offline.reading.roles.slots.slot_choices import (
    choose_days,
    choose_frequency,
    choose_hours,
    choose_thing,
)
from core.offline.reading.roles.slots.slot_times import WEEK
from core.offline.reading.roles.slots.ways import names_a_way, without_ways
from core.offline.reading.roles.slots.week_of_blocks import with_blocks
from core.offline.reading.roles.slots.weekly_volume import of_one_session
from core.offline.reading.times.statements import no_practice

_OF_TODAY = (
    Slot.BASELINE, Slot.HOURS, Slot.RATE, Slot.DAYS, Slot.DAYS_OFF, Slot.PAYMENT
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """One choice for each field with one value, and a list for each field with many."""

    reading: RoleReading
    single: Mapping[str, Choice[Any]]
    lists: Mapping[str, Sequence[Choice[Span]]]


def collect_candidates(
    reading: RoleReading, rules: GoalFacts, playbook: Playbook, *, today: date
) -> Candidates:
    """Return what was read in the aim's own clauses; further aims are left out."""
    reading = reading.without([clause.span for clause in reading.clauses_of(Role.MORE)])
    reading = _without_asides(without_ways(reading))
    single = _slots(reading, rules, playbook, today) | {
        "event": event_in(reading, rules),
        "reason": next(iter(reasons_in(reading, rules)), Choice(value=None)),
    }
    starts, dated, places = _starts(reading, today)
    lists = {
        "obstacles": obstacles_in(reading, rules),
        "constraints": [*constraints_in(reading, rules), *dated],
        "starting_points": starts,
        "methods": clauses_in(reading, Role.METHOD),
        "background": [*clauses_in(reading, Role.BACKGROUND), *places],
    }
    return Candidates(reading=reading, single=single, lists=lists)


def _without_asides(reading: RoleReading) -> RoleReading:
    """Return the reading without slots whose clause speaks of the past or of another person.

    What the person weighed once is where they stand only if no clause says where they stand now.
    """
    asides = find_asides(reading.text)
    reading = reading.without(asides.undated, Slot.DEADLINE, Slot.LENGTH, Slot.EVENT)
    reading = reading.without(asides.uncounted, Slot.TARGET)
    reading = reading.without((*asides.others, *asides.ages), *_OF_TODAY)
    reading = reading.without(asides.long_past, Slot.BASELINE)
    reading = reading.without(asides.unpaced, Slot.HOURS, Slot.RATE)
    reading = reading.without(asides.shifts, Slot.DAYS, Slot.DAYS_OFF)
    reading = reading.without(no_practice(reading.text), Slot.HOURS, Slot.RATE, Slot.DAYS)
    present = reading.without(asides.past, Slot.BASELINE)
    return present if present.slots_of(Slot.BASELINE) else reading


def _starts(
    reading: RoleReading, today: date
) -> tuple[list[Choice[Span]], list[Choice[Span]], list[Choice[Span]]]:
    """Return the starting points, and beside them what is yet to end and where places are."""
    found = [c for c in clauses_in(reading, Role.START) if c.value is not None]
    places = [c for c in found if c.value and names_a_way(c.value, reading.text)]
    dated = [c for c in found if c.value and c not in places and is_yet_to_end(c.value, today)]
    limits = [replace(c, source=STATED) for c in dated]
    return [c for c in found if c not in places and c not in dated], limits, places


def _open_days(named: tuple[str, ...] | None, out: tuple[str, ...]) -> tuple[str, ...]:
    """Return the days that hours are counted for: those that are left if only others are named."""
    left = tuple(day for day in named or () if day not in out)
    return left or (tuple(day for day in WEEK if day not in out) if out else ())


def in_other_units(
    found: Candidates, rules: GoalFacts, playbook: Playbook, before: Playbook, *, today: date
) -> Candidates:
    """Return the candidates with the amounts as another playbook reads them, the rest as found."""
    if (playbook.name in NO_TIME_BUDGET) is not (before.name in NO_TIME_BUDGET):
        return collect_candidates(found.reading, rules, playbook, today=today)
    rhythm = choose_frequency(found.reading, rules)
    amounts = _amounts(found.reading, rules, playbook, rhythm, found.single["deadline"])
    return replace(found, single={**found.single, **amounts})


def _slots(
    reading: RoleReading, rules: GoalFacts, playbook: Playbook, today: date
) -> dict[str, Choice[Any]]:
    frequency = choose_frequency(reading, rules)
    deadline = choose_deadline(reading, rules, today)
    return {
        "deadline": deadline,
        **_amounts(reading, rules, playbook, frequency, deadline),
        **_times(reading, rules, frequency, time_is_aim=playbook.name in NO_TIME_BUDGET),
        "thing": choose_thing(reading),
    }


def _amounts(
    reading: RoleReading,
    rules: GoalFacts,
    playbook: Playbook,
    frequency: Choice[Frequency],
    deadline: Choice[Deadline],
) -> dict[str, Choice[Any]]:
    goal = choose_target(reading, rules, playbook)
    today_value = choose_baseline(reading, rules, playbook, goal.value)
    goal, today_value = with_wanted_sum(goal, today_value, rules.text)
    today_value = of_one_session(today_value, goal.value, rules.text, frequency.value)
    paid = choose_payment(reading, playbook, goal.value)
    target, baseline, payment = related(goal, today_value, paid, playbook, rules.text)
    quantity = without_year(target, deadline.value)
    return {"quantity": quantity, "baseline": baseline, "payment": payment}


def _times(
    reading: RoleReading, rules: GoalFacts, frequency: Choice[Frequency], *, time_is_aim: bool
) -> dict[str, Choice[Any]]:
    out = days_off(rules.text)
    frequency = replace(frequency, value=rhythm_left(frequency.value, out))
    days = choose_days(reading, frequency)
    hours, minutes = choose_hours(reading, rules, frequency.value, _open_days(days.value, out))
    frequency, days, hours, minutes, timetable = with_blocks(
        reading, frequency, days, hours, minutes, time_is_aim=time_is_aim
    )
    return {
        "frequency": frequency,
        "days": days,
        "hours": replace(hours, open=hours.open or frequency.open),
        "session_minutes": minutes,
        "timetable": timetable,
    }
