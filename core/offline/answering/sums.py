"""Questions that are sums: a pace against a date, a budget for each guest, so many a week."""

import re
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from core.formats import long_day
from core.goals.goal import ClarifiedGoal
from core.goals.kind import GoalKind
from core.offline.answering.forms import counted_in, period_of
from core.offline.kinds.outline_values import Outline
from core.offline.kinds.paying.debts import debts_in
from core.offline.kinds.paying.payment_plan import payment_plan, sums_of
from core.offline.parsed_goal import ParsedGoal
from core.offline.reading.facts import Frequency
from core.offline.reading.numbers import NUMBER, parse_number
from core.offline.reading.roles.money.budget import budget_of
from core.offline.reading.units import BARE_SUM, UNITS
from core.offline.writing.format_amount import format_amount, singular_of

_DAYS_IN = {"day": 1, "night": 1, "evening": 1, "morning": 1, "week": 7, "month": 30.4}
_PERIOD = r"(?P<per>day|night|evening|morning|week|month)"
_RATE = re.compile(
    rf"(?P<n>{NUMBER}) ?(?P<unit>[a-z]+(?:-[a-z]+)?)?,? ?(?:a|per|each|every|/) ?(?:\w+ )?"
    rf"{_PERIOD}\b",
    re.IGNORECASE,
)
_ON_DAYS = re.compile(
    rf"\b(?P<n>{NUMBER}|four|five|six|seven) (?:days|evenings|nights|mornings|times) "
    r"(?:a|per|each|every) week\b|\b(?P<work>weekdays|workdays)\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"\b(?:can|could|will|would|is|are|does|do|am)\b[^?]*\d[^?]*\?|\benough\b|\bmake it\b",
    re.IGNORECASE,
)
_EACH_PERSON = re.compile(
    r"\b(?:per|a|each|every) (?:head|person|guest|nose|plate|child|kid|family)\b|\bfor each\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    rf"(?P<n>{NUMBER}) (?:\w+ )?(?:people|guests|persons|friends|relatives|kids|children|heads|"
    r"adults|families|of us)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\bhow (?:many|much)\b", re.IGNORECASE)
_WHEN_PAID = re.compile(
    r"\b(?:when|how long|how many (?:months|years|weeks))\b[^?]*\b(?:paid|debt|free|clear|rid|off|"
    r"zero)\b",
    re.IGNORECASE,
)
_COUNTED = frozenset({"days", "hours", "minutes", "times", "sessions", "money", "weeks", "months"})
_DONE = re.compile(
    r"\b(?:sent|done|did|read|written|wrote|finished|made|applied(?: to)?|got|passed|had)"
    r"(?: (?:about|around|already|some|over))* ?$",
    re.IGNORECASE,
)
_NEAR = 24
_STEM = 4
_FULL_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class _Left:
    """What is left of the whole that a goal asks for."""

    amount: float
    unit: str
    days: int
    until: str


def sum_reply(question: str, parsed: ParsedGoal, goal: ClarifiedGoal, outline: Outline) -> str:
    """Return the answer to a question that arithmetic settles, or "" if none does."""
    for answer in (
        _for_each_person(question, parsed),
        _debts_end(question, parsed, goal),
        _pace_holds(question, parsed, goal, outline),
        _so_many_a_period(question, parsed, goal, outline),
    ):
        if answer:
            return answer
    return ""


def _for_each_person(question: str, parsed: ParsedGoal) -> str:
    """Return a budget divided by the people it is for."""
    if not _EACH_PERSON.search(question):
        return ""
    budget, people = budget_of(parsed.facts), _PEOPLE.search(parsed.facts.text)
    if budget is None or people is None:
        return ""
    count = parse_number(people["n"])
    if count < 1:
        return ""
    unit = budget.unit or BARE_SUM
    each, most = budget.value / count, budget.value * 0.9 / count
    return (
        f"{format_amount(budget.value, unit)} for {count:g} people is "
        f"{format_amount(round(each, 2), unit)} each; with a tenth left for surprises "
        f"{format_amount(float(int(most)), unit)}."
    )


def _debts_end(question: str, parsed: ParsedGoal, goal: ClarifiedGoal) -> str:
    """Return when named debts are paid, where the plan itself is about something else."""
    facts, debts = parsed.facts, debts_in(parsed.facts)
    if not debts or not _WHEN_PAID.search(question):
        return ""
    owed = sum(debt.amount for debt in debts)
    plan = payment_plan(facts, owed, goal.starts_on, is_debt=True)
    if plan is None:
        return ""
    unit = facts.payment.unit if facts.payment is not None else BARE_SUM
    return f"{sums_of(plan, facts, owed, unit or BARE_SUM, is_debt=True)}."


def _pace_holds(question: str, parsed: ParsedGoal, goal: ClarifiedGoal, outline: Outline) -> str:
    """Return whether a pace named in the question reaches the whole by the date."""
    rate, left = _RATE.search(question), _left(goal, outline)
    if rate is None or left is None or not _YES_NO.search(question) or " a " in left.unit:
        return ""
    if not _is_of(rate["unit"], left.unit):
        return ""
    each, days = parse_number(rate["n"]), _DAYS_IN[rate["per"].lower()]
    on_days = _days_a_week(question, parsed) if days == 1 else _FULL_WEEK
    weekly = each * on_days if days == 1 else each * 7 / days
    if weekly <= 0:
        return ""
    made, needed = weekly * left.days / 7, ceil(left.amount / weekly * 7)
    done_on = long_day(goal.starts_on + timedelta(days=needed))
    spread = f" on {on_days:g} days a week" if on_days < _FULL_WEEK else ""
    pace = f"{format_amount(each, left.unit)} a {rate['per'].lower()}{spread}"
    total = format_amount(float(round(made)), left.unit)
    whole = format_amount(left.amount, left.unit)
    if made >= left.amount:
        return f"Yes: {pace} make {total} by {left.until}, and {whole} are left; done by {done_on}."
    asked = ceil(left.amount / (left.days / 7) / weekly * each)
    return (
        f"Not quite: {pace} make {total} by {left.until}, and {whole} are left. It takes "
        f"{format_amount(float(asked), left.unit)} a {rate['per'].lower()}{spread}, or until "
        f"{done_on}."
    )


def _so_many_a_period(
    question: str, parsed: ParsedGoal, goal: ClarifiedGoal, outline: Outline
) -> str:
    """Return a number of the text divided by the periods until the date: subjects a week."""
    noun, period, left = counted_in(question), period_of(question), _left(goal, outline)
    if not _HOW_MANY.search(question) or period not in _DAYS_IN:
        return ""
    if left is not None and (not noun or _is_of(noun, left.unit)):
        return _on_own_days(question, parsed, left) if period == "day" else ""
    if not noun or noun in _COUNTED or not goal.deadline_stated:
        return ""
    return _of_named_number(noun, period, parsed, goal)


def _on_own_days(question: str, parsed: ParsedGoal, left: _Left) -> str:
    """Return the part of each day, if the goal is worked on only on some days of the week."""
    on_days = _days_a_week(question, parsed)
    if on_days == _FULL_WEEK or " a " in left.unit:
        return ""
    each = ceil(left.amount / (left.days / 7 * on_days))
    return (
        f"About {format_amount(float(each), left.unit)} a day on {on_days:g} days a week: "
        f"{format_amount(left.amount, left.unit)} are left until {left.until}."
    )


def _of_named_number(noun: str, period: str, parsed: ParsedGoal, goal: ClarifiedGoal) -> str:
    named = re.search(
        rf"(?P<n>{NUMBER}) (?:[a-z]+ )?{re.escape(singular_of(noun))}\w*\b",
        parsed.facts.text,
        re.IGNORECASE,
    )
    if named is None or parse_number(named["n"]) <= 0 or _is_done(named.start("n"), parsed):
        return ""
    count, days = parse_number(named["n"]), (goal.deadline - goal.starts_on).days + 1
    each = count / (days / _DAYS_IN[period])
    exact = f"{each:.1f}".removesuffix(".0")
    rate = f"About {exact} a {period}" if each >= 1 else f"One every {1 / each:.1f} {period}s"
    spare = (
        " Finish them a fifth earlier, so that time is left to go over the weak ones."
        if parsed.playbook.kinds[0] == GoalKind.EXAM
        else ""
    )
    until = long_day(goal.deadline)
    return f"{rate}: {count:g} {noun} from {long_day(goal.starts_on)} to {until}.{spare}"


def _is_done(at: int, parsed: ParsedGoal) -> bool:
    """Return whether a number says what was done already: "I've sent 30 applications"."""
    return _DONE.search(parsed.facts.text[max(0, at - _NEAR) : at]) is not None


def _left(goal: ClarifiedGoal, outline: Outline) -> _Left | None:
    target, asked = goal.target, outline.requested
    if target is None:
        return None
    whole = asked.quantity if asked is not None and asked.unit == target.unit else target.quantity
    ends = max(outline.period.requested_end or goal.deadline, goal.deadline)
    amount = abs(whole - (target.baseline or 0.0))
    if amount <= 0:
        return None
    days = max(1, (ends - goal.starts_on).days + 1)
    return _Left(amount=amount, unit=target.unit, days=days, until=long_day(ends))


def _is_of(word: str | None, unit: str) -> bool:
    """Return whether a word may count a unit; a bare number counts any."""
    if not word or word.lower() in {"a", "per", "each", "every", "only", "just"}:
        return True
    known = UNITS.get(word.lower())
    if known is not None and known[0] == unit:
        return True
    head = unit.split(maxsplit=1)[0]
    if len(word) >= _STEM and head.lower().endswith(word.lower()):
        return True  # "cards" are the flashcards
    return singular_of(word.lower())[:_STEM] == singular_of(head.lower())[:_STEM]


def _days_a_week(question: str, parsed: ParsedGoal) -> float:
    """Return on how many days a week it is done: as the question says it, or else the goal."""
    named = _ON_DAYS.search(question)
    if named is not None:
        return 5.0 if named["work"] else min(7.0, parse_number(named["n"]))
    return _of_rhythm(parsed.facts.frequency, len(parsed.facts.days))


def _of_rhythm(frequency: Frequency | None, days: int) -> float:
    if frequency is not None and 1 <= frequency.per_week < _FULL_WEEK:
        return float(round(frequency.per_week))
    return float(days or _FULL_WEEK)
