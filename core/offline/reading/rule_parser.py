"""Read a goal text by rules alone: the second opinion beside the trained models."""

from dataclasses import replace
from datetime import date

from core.offline.playbooks.library import GENERAL, PlaybookLibrary
from core.offline.playbooks.schema import Playbook
from core.offline.reading.clauses.asides import Asides, find_asides, lies_in
from core.offline.reading.current_state import find_current_state, find_income
from core.offline.reading.dates import parse_deadline
from core.offline.reading.derived_facts import (
    find_event,
    goal_type_of,
    missing_facts,
    weekly_hours,
)
from core.offline.reading.domains import DomainRecogniser
from core.offline.reading.facts import Deadline, GoalFacts, Quantity, Span
from core.offline.reading.frequency import parse_frequency
from core.offline.reading.phrases import (
    extract_aim,
    find_constraints,
    find_obstacle,
    find_reason,
    is_english,
    mask_spans,
    parse_direction,
    split_clauses,
)
from core.offline.reading.roles.money.payment_terms import read_payment_terms
from core.offline.reading.roles.slots.days_left import days_off, rhythm_left
from core.offline.reading.roles.slots.ways import find_ways
from core.offline.reading.target_quantity import (
    comparable_baseline,
    current_as_target,
    split_current,
    target_quantity,
)
from core.offline.reading.times.statements import no_practice


class RuleParser:
    """Reads goal texts with patterns and the playbooks it was given."""

    def __init__(self, playbooks: PlaybookLibrary) -> None:
        self.recogniser = DomainRecogniser(playbooks)
        self._playbooks = playbooks

    def domain(self, text: str) -> tuple[str, Span | None]:
        """Return the domain that the playbooks' words give, and the word that decided."""
        return self._domain(text, mask_spans(text, find_current_state(text)), find_obstacle(text))

    def goals(self, text: str, domain: str) -> tuple[Span, ...]:
        """Return one span for each goal that the playbooks' words tell apart."""
        return self._goals(text, find_current_state(text), domain)

    def parse(
        self, text: str, *, today: date, domain: str, domain_span: Span | None = None
    ) -> GoalFacts:
        """Return the facts in a goal text of a domain; the days of payments are no last day."""
        paid = read_payment_terms(text, today=today)
        undated = mask_spans(text, (*paid.days, *find_asides(text).undated))
        deadline = _deadline(undated, mask_spans(undated, find_current_state(text)), today=today)
        facts = self._parse(text, deadline, domain=domain, domain_span=domain_span)
        return replace(facts, terms=paid.terms, term_days=paid.days)

    def _parse(
        self, text: str, deadline: Deadline | None, *, domain: str, domain_span: Span | None
    ) -> GoalFacts:
        stated, ways, asides = find_current_state(text), find_ways(text), find_asides(text)
        masked = mask_spans(text, (*stated, *ways))
        obstacle, reason = find_obstacle(text), find_reason(text)
        playbook = self._playbooks.get(domain)
        parts = self._goals(text, stated, domain)
        scope = mask_spans(text, (*parts[1:], *ways, *((deadline.span,) if deadline else ())))
        current, others = split_current(mask_spans(scope, asides.ages), stated, playbook)
        level = current[0] if current else None
        scope = mask_spans(scope, (*asides.unpaced, *no_practice(text)))
        requested = _wanted(others, asides, playbook)
        quantity = requested or current_as_target(current, masked, playbook)
        frequency = rhythm_left(parse_frequency(scope), days_off(text))
        here = (*(stated if quantity is requested else ()), *parts[1:])
        named = (deadline.span if deadline else None, obstacle, reason, *here)
        hours = weekly_hours(scope, frequency, others, domain)
        return GoalFacts(
            text=text,
            aim=extract_aim(text, without=tuple(s for s in named if s is not None)),
            domain=domain,
            domain_span=domain_span,
            direction=parse_direction(text),
            goal_type=goal_type_of(text, quantity, frequency, deadline, playbook),
            quantity=quantity,
            baseline=comparable_baseline(quantity, current),
            quantities=others,
            frequency=frequency,
            deadline=deadline,
            event=find_event(text),
            hours=hours,
            constraints=find_constraints(text),
            obstacle=obstacle,
            reason=reason,
            goals=parts,
            missing=missing_facts(playbook, quantity, level, deadline, hours, frequency, obstacle),
            english=is_english(text),
        )

    def _domain(self, text: str, masked: str, obstacle: Span | None) -> tuple[str, Span | None]:
        """Return the domain of the aim; an obstacle ("but I am tired") does not count."""
        aside = (obstacle,) if obstacle and obstacle.start > 10 else ()
        name, span = self.recogniser.recognise(mask_spans(masked, (*aside, *find_income(text))))
        return (
            (name, span) if name != GENERAL else self.recogniser.recognise(mask_spans(text, aside))
        )

    def _goals(self, text: str, stated: tuple[Span, ...], domain: str) -> tuple[Span, ...]:
        """Return the goals in the text: clauses of different domains are separate goals."""
        whole = Span(start=0, end=len(text), text=text)
        parts = tuple(part for part in split_clauses(text) if part not in stated)
        if len(parts) < 2:
            return (whole,)
        found: dict[str, Span] = {}
        for part in parts:
            name, _ = self.recogniser.recognise(part.text)
            if name != GENERAL:
                found.setdefault(name, part)
        if len(found) < 2:
            return (whole,)
        lead = found.pop(domain, None)
        others = sorted(found.values(), key=lambda p: p.start)
        return (lead, *others) if lead is not None else tuple(others)


def _wanted(found: tuple[Quantity, ...], asides: Asides, playbook: Playbook) -> Quantity | None:
    """Return the amount that is wanted: none of the past, of a habit or of another person."""
    return target_quantity(
        tuple(q for q in found if not lies_in(q.span, asides.uncounted)), playbook
    )


def _deadline(text: str, masked: str, *, today: date) -> Deadline | None:
    """Return the deadline of the aim, else of the whole text if it is in the future.

    "Today I weigh 90 kg" is not a deadline.
    """
    named = parse_deadline(masked, today=today)
    if named is not None or masked == text:
        return named
    beside = parse_deadline(text, today=today)
    return beside if beside is not None and beside.on > today else None
