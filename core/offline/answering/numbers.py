"""Answers by arithmetic: how much in each period, whether it is enough, when it is reached."""

from datetime import timedelta
from math import ceil

from core.formats import long_day
from core.goals.goal import ClarifiedGoal, Target
from core.goals.weeks import check_in_weeks, count_weeks, week_end
from core.offline.answering.forms import counted_in, period_of
from core.offline.kinds.outline_values import Outline
from core.offline.kinds.paying.payment_plan import payment_plan, sums_of
from core.offline.parsed_goal import ParsedGoal
from core.offline.reading.units import BARE_SUM, MONEY
from core.offline.writing.format_amount import format_amount, is_counted, singular_of
from core.plans.plan import PHASES

_DAYS_IN = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}
_STEPS = "steps"
_STEM = 4


def per_period(question: str, parsed: ParsedGoal, goal: ClarifiedGoal, outline: Outline) -> str:
    """Return what comes to each period, or "" if the plan has no such number."""
    period, noun = period_of(question) or "week", counted_in(question)
    target = goal.target
    if noun in {"hours", "minutes", "time", "sessions", "days", "times"}:
        return _effort(parsed, goal, period)
    if target is None or (target.unit == _STEPS and noun != _STEPS):
        return ""
    if noun and not _same(noun, target.unit):
        return ""
    if " a " in target.unit:
        return f"{_amount(target.quantity, target.unit)} is what the plan works up to."
    asked = outline.requested if outline.requested is not None else None
    whole = asked.quantity if asked is not None and asked.unit == target.unit else target.quantity
    ends = outline.period.requested_end or goal.deadline
    ends = max(ends, goal.deadline)
    left = abs(whole - (target.baseline or 0.0))
    if period == "session":
        count = _sessions(parsed) * count_weeks(goal.starts_on, ends)
        return (
            f"{_each(left / max(1, count), target.unit)} in each of about {count} sessions makes "
            f"{_amount(left, target.unit)} by {long_day(ends)}."
        )
    each = left / max(1, (ends - goal.starts_on).days + 1) * _DAYS_IN[period]
    from_here = f" more, to {_amount(whole, target.unit)}" if target.baseline else ""
    return (
        f"About {_each(each, target.unit)} a {period}: {_amount(left, target.unit)}{from_here} "
        f"from {long_day(goal.starts_on)} to {long_day(ends)}."
    )


def when_done(parsed: ParsedGoal, goal: ClarifiedGoal, outline: Outline) -> str:
    """Return the day on which the whole is reached at the stated or the planned pace."""
    target, payment = goal.target, parsed.facts.payment
    if target is None or " a " in target.unit:
        return (
            f"The plan holds it from week 1 and ends on {long_day(goal.deadline)}; how it feels "
            f"by {_first_check(goal)} tells you more than a date."
        )
    if target.unit == PHASES:
        last = parsed.playbook.phases[-1].aim
        return f"By {long_day(goal.deadline)}: {last[:1].lower()}{last[1:]}." if last else ""
    asked = outline.requested if outline.requested is not None else None
    whole = asked.quantity if asked is not None and asked.unit == target.unit else target.quantity
    left = abs(whole - (target.baseline or 0.0))
    if payment is not None and payment.value > 0 and _is_money(target):
        return f"{_sums(parsed, goal, left, whole)}."
    planned = abs(target.quantity - (target.baseline or 0.0))
    days = (goal.deadline - goal.starts_on).days + 1
    if planned <= 0:
        return ""
    day = goal.starts_on + timedelta(days=round(days * left / planned) - 1)
    whose = "the date you named" if goal.deadline_stated else "an estimate of a usual pace"
    if day > goal.deadline:
        return (
            f"{_amount(target.quantity, target.unit)} by {long_day(goal.deadline)}; at the same "
            f"pace the whole {_amount(whole, target.unit)} by about {long_day(day)}."
        )
    return (
        f"{_amount(whole, target.unit)} by {long_day(goal.deadline)}, {whose}. The check-in on "
        f"{_first_check(goal)} shows whether the pace holds."
    )


def enough(parsed: ParsedGoal, goal: ClarifiedGoal, outline: Outline) -> str:
    """Return whether time and pace carry the whole target, and what would."""
    target, asked = goal.target, outline.requested
    ends, weeks = long_day(goal.deadline), count_weeks(goal.starts_on, goal.deadline)
    payment = parsed.facts.payment
    if payment is not None and target is not None and _is_money(target) and payment.value > 0:
        return _payment_is_enough(parsed, goal, outline)
    if outline.verdict:
        return outline.verdict
    hours = f"{_plain(goal.hours_per_week)} a week over {weeks} weeks"
    if target is not None and asked is not None and outline.is_part:
        return (
            f"Not for all of it: {hours} carry {_amount(target.quantity, target.unit)} of "
            f"{_amount(asked.quantity, asked.unit)} by {ends}. The rest needs more time, more "
            "hours or a smaller aim."
        )
    each = parsed.playbook.defaults.hours_each
    fits = target is not None and target.unit == parsed.playbook.unit and " a " not in target.unit
    if each is not None and target is not None and fits:
        left = abs(target.quantity - (target.baseline or 0.0))
        needed, given = left * each, goal.hours_per_week * weeks
        verdict = "Yes" if needed <= given else "Only just not"
        return (
            f"{verdict}, by the usual time: {_amount(left, target.unit)} take about "
            f"{_plain(float(ceil(needed)))}, and {hours} give {_plain(float(round(given)))}."
        )
    return (
        f"As far as a plan can tell: {hours} are what it uses, in small steps until {ends}. Look "
        f"on {_first_check(goal)}; if less than three quarters is done by then, move the date or "
        "make the aim smaller."
    )


def _payment_is_enough(parsed: ParsedGoal, goal: ClarifiedGoal, outline: Outline) -> str:
    done = when_done(parsed, goal, outline)
    named = parsed.facts.deadline
    if named is None or goal.target is None:
        return done
    asked = outline.requested or goal.target
    left = asked.quantity - (goal.target.baseline or 0.0)
    plan = payment_plan(parsed.facts, left, goal.starts_on, is_debt=_is_debt(parsed))
    made = plan.all() if plan is not None else None
    in_time = made is not None and made[-1].on <= named.on
    return f"{'Yes' if in_time else 'No, not by that date'}: {done}"


def _effort(parsed: ParsedGoal, goal: ClarifiedGoal, period: str) -> str:
    sessions = _sessions(parsed)
    minutes = parsed.facts.session_minutes or goal.hours_per_week * 60 / max(1, sessions)
    each = f"{round(minutes / 5) * 5:g} minutes" if minutes < 90 else _plain(minutes / 60)
    days = f"{sessions} session{'s' if sessions != 1 else ''} a week of about {each}"
    month = f", so {_plain(round(goal.hours_per_week * _DAYS_IN[period] / 7, 1))} a {period}"
    longer = month if period in {"month", "year"} else ""
    return f"{days}{longer}: {_plain(goal.hours_per_week)} a week."


def _sessions(parsed: ParsedGoal) -> int:
    rhythm = parsed.facts.frequency
    named = rhythm.per_week if rhythm is not None else 0.0
    return round(named) if 1 <= named <= 7 else parsed.playbook.defaults.sessions


def _first_check(goal: ClarifiedGoal) -> str:
    week = check_in_weeks(count_weeks(goal.starts_on, goal.deadline))[0]
    return long_day(week_end(goal.starts_on, week, ends_on=goal.deadline))


def _sums(parsed: ParsedGoal, goal: ClarifiedGoal, left: float, whole: float) -> str:
    plan = payment_plan(parsed.facts, left, goal.starts_on, is_debt=_is_debt(parsed))
    unit = goal.target.unit if goal.target is not None else ""
    if plan is None:
        return ""
    return sums_of(plan, parsed.facts, whole, unit, is_debt=_is_debt(parsed))


def _is_debt(parsed: ParsedGoal) -> bool:
    return parsed.playbook.progression.rule == "debt"


def _is_money(target: Target) -> bool:
    return target.unit in MONEY or target.unit == BARE_SUM


def _same(noun: str, unit: str) -> bool:
    head = unit.split(" ", maxsplit=1)[0].lower()
    one, other = singular_of(noun.lower()), singular_of(head)
    return one[:_STEM] == other[:_STEM] or (noun == "money" and head.upper() in MONEY)


def _each(value: float, unit: str) -> str:
    if is_counted(unit):
        return format_amount(float(ceil(value)) if value >= 10 else round(value, 1), unit)
    return _amount(value, unit)


def _amount(value: float, unit: str) -> str:
    if unit in MONEY or unit == BARE_SUM:
        return format_amount(float(ceil(value)) if value >= 10 else round(value, 2), unit)
    return format_amount(float(round(value)) if value >= 100 else round(value, 1), unit)


def _plain(hours: float) -> str:
    return format_amount(round(hours, 2), "h")
