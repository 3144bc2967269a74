"""Answers that count: how many tasks, hours, weeks and days are done, left, missed or planned."""

import re
from collections.abc import Sequence

from core.chat.reply import CoachReplyDraft
from core.chat.situation import PlannedTask, Situation
from core.formats import day as write_day
from core.formats import pluralize
from core.offline.chat.asked import (
    Asked,
    listed,
    milestone_meant,
    milestone_text,
    named,
    when_due,
)
from core.offline.chat.counted.days import reply_in
from core.offline.chat.counted.tally import Tally, tally, time_of
from core.offline.chat.question.period import Period, periods_asked
from core.offline.playbooks.similarity import telling_stems

_HOW_MANY = re.compile(
    r"\bhow (?:many|much)\b|\b(?:number|count|total) of\b|\btotal (?:hours?|tasks?|time)\b",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(
    r"\bhow (?:long|far)\b.*\b(?:until|till|left|to go|remain\w*|away|the end|the plan)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?:which|what|list|show|any\w*)\b", re.IGNORECASE)
_TASKS = re.compile(
    r"\b(?:tasks?|things?|to-?dos?|sessions?|steps?|of them|lessons?|exercises?|workouts?)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:how (?:many|much) (?:more |total )?(?:hours?|minutes|time|work)\b|total (?:hours?|time)|"
    r"hours? (?:of|in))",
    re.IGNORECASE,
)
_WEEKS = re.compile(
    r"\b(?:how (?:many|much) (?:more )?|many )weeks\b|\bweeks? left\b", re.IGNORECASE
)
_DAYS = re.compile(r"\bhow many (?:more )?days\b|\bdays? left\b", re.IGNORECASE)
_ELSE = re.compile(
    r"\bdays? (?:a|per|in a|each|every) week\b|\b(?:free|off|rest|clean|row|streak|smoke-?free)\b|"
    r"\btimes\b|\b(?:should|shall|need to|must|enough|normal|can i|could i|may i)\b",
    re.IGNORECASE,
)
"""What is asked of the world or of a streak, and not counted in the plan."""
_KIND = re.compile(r"\bhow many (?:more |of the |of my )?(?P<kind>[a-z]{3,})\b", re.IGNORECASE)
_LEFT = re.compile(
    r"\b(?:left|remain\w*|to go|still|more|till?|until|open|outstanding|unfinished)\b",
    re.IGNORECASE,
)
_MISSED = re.compile(
    r"\b(?:miss(?:ed|ing)?|overdue|late|forg[eo]t\w*|not (?:yet )?done|undone|unticked|"
    r"(?:did|have|has)(?:n['’]t| not)(?: i)?(?: been)? (?:do|done|finish\w*|tick\w*)|"
    r"(?:did|have) i not)\b",
    re.IGNORECASE,
)
_SKIPPED = re.compile(r"\bskip\w*\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:done|did|do so far|finish\w*|complet\w+|tick\w*|managed|so far|already)\b", re.IGNORECASE
)


def asks_count(asked: Asked) -> bool:
    """Return whether a question asks for a number that the plan's tasks and days give."""
    text = asked.question
    if _ELSE.search(text) or not (_HOW_MANY.search(text) or _HOW_LONG.search(text)):
        return False
    if _WEEKS.search(text) or _DAYS.search(text) or _HOW_LONG.search(text):
        return True
    return bool(_TIME.search(text) or _TASKS.search(text) or kind_named(asked))


def counts_a_kind(asked: Asked) -> bool:
    """Return whether tasks of a kind are counted: "how many transfers did I miss"."""
    return bool(kind_named(asked)) and not _ELSE.search(asked.question)


def kind_named(asked: Asked) -> frozenset[str]:
    """Return the stem of the kind of task that is counted: "how many more runs", or nothing."""
    found = _KIND.search(asked.question)
    if found is None or _TASKS.search(found["kind"]):
        return frozenset()
    stems = telling_stems(found["kind"])
    return stems if _of_stems(asked.situation.tasks, stems) else frozenset()


def _of_stems(tasks: Sequence[PlannedTask], stems: frozenset[str]) -> tuple[PlannedTask, ...]:
    """Return the tasks of a kind: those that begin with its word, or else those that name it."""
    begin = tuple(t for t in tasks if stems & telling_stems(t.task.title.split(maxsplit=1)[0]))
    return begin or tuple(each for each in tasks if stems & telling_stems(each.task.title))


def _of_kind(asked: Asked, periods: tuple[Period, ...]) -> CoachReplyDraft:
    now, stems = asked.situation, kind_named(asked)
    held = _within(periods[0], now).tasks if periods else now.tasks
    scope = _scope(periods[0], now) if periods else "In the whole plan"
    of_plan = {each.task.id for each in _of_stems(now.tasks, stems)}
    same = tuple(each for each in held if each.task.id in of_plan)
    found = _KIND.search(asked.question)
    kind = found["kind"] if found is not None else "task"
    return _of_scope(asked, f"{scope}, counting each task about “{kind}”,", same)


def asks_done(text: str) -> bool:
    """Return whether what was done is asked for, and nothing that is left, missed or skipped."""
    return bool(_DONE.search(text)) and not any(
        other.search(text) for other in (_LEFT, _MISSED, _SKIPPED)
    )


def asks_missed(asked: Asked) -> bool:
    """Return whether a question asks which tasks were missed: open, with a day that is past."""
    text = asked.question
    of_tasks = _TASKS.search(text) or re.search(
        r"\b(?:did|have) i\b|\bwhat(?:'s| is)\b", text, re.IGNORECASE
    )
    lost = re.search(r"\bforg[eo]t\w* (?:what|how|which|when)\b", text, re.IGNORECASE)
    return bool(_WHICH.search(text) and _MISSED.search(text) and of_tasks) and not lost


def count(asked: Asked) -> CoachReplyDraft:
    """Answer how many: of each period that is named, or of the whole plan."""
    now, text = asked.situation, asked.question
    periods = periods_asked(text, now)
    to_the_end = _WEEKS.search(text) or _DAYS.search(text) or _HOW_LONG.search(text)
    if to_the_end and not (periods and _HOW_LONG.search(text)):
        return _until_the_end(asked)
    if kind_named(asked):
        return _of_kind(asked, periods)
    if not periods:
        return _of_scope(asked, "In the whole plan", now.tasks)
    parts = [_sentence(text, _scope(period, now), _within(period, now)) for period in periods[:2]]
    step = now.next_open
    if step is not None:
        parts.append(f"Next is {named(step)}, {when_due(step, now.today)}.")
    week = periods[0].week or now.week
    return reply_in(week, " ".join(parts), *([step] if step is not None else []))


def _within(period: Period, now: Situation) -> Tally:
    if period.week is not None:
        return tally(now.tasks_of(period.week), now.today)
    return tally((each for each in now.tasks if each.day in period), now.today)


def _scope(period: Period, now: Situation) -> str:
    words = period.words(now.today)
    return f"On {words}" if period.first == period.last else f"In {words}"


def _of_scope(asked: Asked, scope: str, tasks: Sequence[PlannedTask]) -> CoachReplyDraft:
    now = asked.situation
    parts = [_sentence(asked.question, scope, tally(tasks, now.today))]
    step = now.next_open
    if step is not None:
        parts.append(f"Next is {named(step)}, {when_due(step, now.today)}.")
    return reply_in(now.week, " ".join(parts), *([step] if step is not None else []))


def _sentence(text: str, scope: str, held: Tally) -> str:
    """Return the number that is asked for, and then how the rest stands."""
    asked_for, what = _asked_for(text, held)
    if asked_for is None:
        return f"{scope} there {_are(held.tasks)} {held.size}: {held.states}."
    size = pluralize(len(asked_for), "task")
    if asked_for:
        size += f", {time_of(asked_for)} as planned,"
    size += f" {_are(asked_for)} {what}"
    return f"{scope} {size}; of {len(held.tasks)}: {held.states}."


def _asked_for(text: str, held: Tally) -> tuple[tuple[PlannedTask, ...] | None, str]:
    if _SKIPPED.search(text):
        return held.skipped, "skipped"
    if _MISSED.search(text):
        return held.late, "missed (open, with a day that is past)"
    if _LEFT.search(text):
        return held.still_open, "open"
    if _DONE.search(text):
        return held.done, "done"
    return None, ""


def _are(tasks: Sequence[PlannedTask]) -> str:
    return "is" if len(tasks) == 1 else "are"


def missed_ones(asked: Asked) -> CoachReplyDraft:
    """Answer which tasks were missed: what is open of earlier days, apart from what was skipped."""
    now = asked.situation
    periods = periods_asked(asked.question, now)
    held = _within(periods[0], now) if periods else tally(now.tasks, now.today)
    scope = f"{_scope(periods[0], now)}, " if periods else ""
    if not held.late:
        text = (
            f"{scope}no task is left from an earlier day.".capitalize()
            if not scope
            else (f"{scope}no task is left open from a past day.")
        )
    else:
        count = pluralize(len(held.late), "task")
        text = f"{scope}{count} {_are(held.late)} still open from past days: "
        text += f"{listed(held.late, now.today)}."
    if held.skipped:
        text += f" {pluralize(len(held.skipped), 'task')} you skipped on purpose; that is no debt."
    if held.late:
        text += " None of them has to be caught up."
    step = now.next_open
    if step is not None and step not in held.late:
        text += f" Next is {named(step)}, {when_due(step, now.today)}."
    shown = held.late[-1:] or (() if step is None else (step,))
    return reply_in(now.week, text, *shown)


def _until_the_end(asked: Asked) -> CoachReplyDraft:
    """Answer how long it is to the end of the plan, or to the next milestone if it is named."""
    now = asked.situation
    plan, milestone = now.plan, milestone_meant(asked)
    if now.over:
        end = write_day(plan.ends_on, year=True)
        return reply_in(now.week, f"Your plan ended on {end}, in week {plan.total_weeks}.")
    if milestone is not None and re.search(r"\bmilestone\b", asked.question, re.IGNORECASE):
        of = now.milestone_week(milestone)
        days = pluralize(abs((milestone.due_on - now.today).days), "day")
        side = "since" if milestone.due_on < now.today else "to"
        text = f"It is {days} {side} {milestone_text(milestone, now.today)}, in week {of.number}."
        return reply_in(of, text)
    left = plan.total_weeks - now.week.number + 1
    days = pluralize((plan.ends_on - now.today).days, "day")
    verb = "is" if left == 1 else "are"
    held = tally(now.tasks, now.today)
    text = (
        f"You are in week {now.week.number} of {plan.total_weeks}: {pluralize(left, 'week')} "
        f"{verb} left, this one included. The plan ends on {write_day(plan.ends_on, year=True)}, "
        f"in {days}; until then {pluralize(len(held.still_open), 'task')} "
        f"{_are(held.still_open)} open ({time_of(held.still_open)})."
    )
    if now.not_begun:
        text = (
            f"Your plan begins on {write_day(plan.starts_on, today=now.today)} and has "
            f"{plan.total_weeks} weeks; it ends on {write_day(plan.ends_on, year=True)}, in {days}."
        )
    return reply_in(now.week, text, *held.still_open[:1])
