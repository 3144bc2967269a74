"""Quitting: preparation before the quit date, free days counted after it."""

import re
from dataclasses import replace
from datetime import date, timedelta

from core.formats import long_day
from core.goals.draft import AssumptionDraft, TargetDraft
from core.goals.goal import MAX_WEEKS
from core.offline.kinds.outline_values import Outline
from core.offline.kinds.usual import outline_in, with_end
from core.offline.parsed_goal import ParsedGoal
from core.offline.reading.facts import Deadline, GoalFacts
from core.offline.reading.target import PlanPeriod, plan_period_for

WEEKS_AFTER = 8
"""Weeks a plan goes on after the quit date; most relapses come in the first four."""
LEAST_WEEKS_AFTER = 4
PREPARATION_DAYS = 14
FAR_PREPARATION_DAYS = 21
FAR_DAYS = 70
_BY_THEN = re.compile(
    r"\b(?:by|before) (?:then|the|my|our|that|summer|spring|christmas|easter|\d|[a-z]+ \d)",
    re.IGNORECASE,
)
_ON_THE_DAY = re.compile(
    r"\b(?:on|from|since|starting|as of|quit (?:day|date)|last (?:cigarette|drink|day))\b"
    r"(?: \w+){0,2}\W*$|\b(?:stop|quit|give up) (?:it )?on\b",
    re.IGNORECASE,
)


def outline_quit(parsed: ParsedGoal) -> Outline:
    """Return the outline of quitting, or of cutting down if an amount stays allowed."""
    period = plan_period_for(parsed.request, parsed.facts, parsed.playbook)
    if _cuts_down(parsed):
        return outline_in(parsed, period)
    day = quit_date(parsed, period)
    ends = _last_day(parsed, period, day)
    free = (ends - day).days + 1
    target = TargetDraft(metric="days free in a row", quantity=float(free), unit="days")
    assumed: tuple[AssumptionDraft, ...] = ()
    if parsed.facts.deadline is None:
        assumed = (
            AssumptionDraft(
                about="quit date",
                assumed=long_day(day),
                why="two weeks are enough to prepare and short enough to keep going",
            ),
        )
    return Outline(
        period=replace(with_end(period, ends), requested_end=None),
        requested=target,
        target=target,
        turning_day=day,
        assumptions=assumed,
        notes=_notes(period, day, ends),
    )


def quit_date(parsed: ParsedGoal, period: PlanPeriod) -> date:
    """Return the first free day: the date that was named, or two weeks from the start.

    A length ("100 days without") begins at once.
    """
    if has_length(parsed):
        return period.starts_on
    deadline = parsed.facts.deadline
    if parsed.request.circumstances.weeks is not None:
        latest = period.ends_on - timedelta(days=7 * LEAST_WEEKS_AFTER - 1)
        wanted = deadline.on if deadline else period.starts_on + timedelta(days=PREPARATION_DAYS)
        return max(period.starts_on, min(wanted, latest))
    if deadline is not None and _is_latest(parsed.facts, deadline, period):
        return period.starts_on + timedelta(days=FAR_PREPARATION_DAYS)
    if deadline is not None and deadline.on >= period.starts_on:
        return min(deadline.on, period.starts_on + timedelta(weeks=MAX_WEEKS - LEAST_WEEKS_AFTER))
    if period.weeks <= LEAST_WEEKS_AFTER:
        return period.starts_on
    return period.starts_on + timedelta(days=PREPARATION_DAYS)


def _is_latest(facts: GoalFacts, deadline: Deadline, period: PlanPeriod) -> bool:
    """Return whether a far date is the latest one ("off it by my wedding"), not the quit date.

    Months of getting ready weaken a resolve; a date two to four weeks away is what guides advise.
    """
    far = deadline.on > period.starts_on + timedelta(days=FAR_DAYS)
    before = facts.text[max(0, deadline.span.start - 24) : deadline.span.start]
    words = f"{before}{deadline.span.text}"
    return far and not _ON_THE_DAY.search(words) and bool(_BY_THEN.search(facts.text))


def has_length(parsed: ParsedGoal) -> bool:
    """Return whether the person stated how long it runs instead of a date."""
    deadline = parsed.facts.deadline
    return parsed.facts.length is not None or (
        deadline is not None and deadline.length_days is not None
    )


def _cuts_down(parsed: ParsedGoal) -> bool:
    quantity = parsed.facts.quantity
    return quantity is not None and quantity.value > 0 and quantity.per is not None


def _last_day(parsed: ParsedGoal, period: PlanPeriod, day: date) -> date:
    if has_length(parsed) or parsed.request.circumstances.weeks is not None:
        return period.ends_on
    latest = period.starts_on + timedelta(days=7 * MAX_WEEKS - 1)
    named = parsed.facts.deadline
    if named is not None and day < named.on and _is_latest(parsed.facts, named, period):
        return min(latest, max(named.on, day + timedelta(days=7 * WEEKS_AFTER - 1)))
    wanted = day + timedelta(days=7 * WEEKS_AFTER - 1)
    return min(latest, wanted if period.stated else max(wanted, period.ends_on))


def _notes(period: PlanPeriod, day: date, ends: date) -> tuple[str, ...]:
    if day <= period.starts_on:
        return ()
    weeks = max(1, (day - period.starts_on).days // 7)
    return (
        (
            f"Your quit date is {long_day(day)}: {weeks} week{'s' if weeks > 1 else ''} to get "
            f"ready, then the plan goes on until {long_day(ends)}, because the weeks after the "
            "date are the ones that count."
        ),
    )
