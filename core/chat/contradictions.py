"""What a text says that the plan does not: weeks, days, minutes, counts and states of tasks.

An answer is compared with the plan once it is written, a model's and that of the rules. What it
says in another way than the one that is read here is not seen.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from core.chat.situation import PlannedTask, Situation

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH, _WEEKDAY = "|".join(_MONTHS), "|".join(_WEEKDAYS)
_WEEK = re.compile(r"\bweeks? (\d{1,3})\b", re.IGNORECASE)
_DATE = re.compile(
    rf"\b({_WEEKDAY})[a-z]*,? (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? "
    rf"({_MONTH})[a-z]*\b(?: (20\d\d)\b)?",
    re.IGNORECASE,
)
_TIMED = re.compile(r"“([^”]+)” \((\d+) min")
_NEAR = timedelta(days=31)
_DAY = rf"(?:{_WEEKDAY})[a-z]*,? \d{{1,2}} (?:{_MONTH})[a-z]*(?: 20\d\d)?"
_OF_WEEKS = re.compile(r"\bweek (\d{1,3}) of (\d{1,3})\b", re.IGNORECASE)
_WEEK_DATES = re.compile(rf"\bweek (\d{{1,3}})(?: of \d+)? \(({_DAY}) – ({_DAY})\)", re.IGNORECASE)
_WEEKS_LEFT = re.compile(r"\b(\d{1,3}) weeks? (?:is|are) left\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:done (?P<done>\d+) of (?:the |your )?(?P<of>\d+) tasks|"
    r"(?P<n>\d+) of (?:the |your )?(?P<all>\d+) tasks (?:are |is )?"
    r"(?P<state>done|ticked|open|skipped))\b",
    re.IGNORECASE,
)
_DUE = re.compile(
    rf"“(?P<title>[^”]+)” \([^)]*\),? (?P<how>today|tomorrow|on|by|left from),? (?P<day>{_DAY})",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:next (?:is|comes|task (?:is|stays)|step (?:is|stays))|start with|begin with|still open|"
    r"open:|next step stays|smallest open step is) “(?P<title>[^”]+)”",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\b(?P<state>done already|skipped): “(?P<title>[^”]+)”", re.IGNORECASE)
_ENDS = re.compile(rf"\bplan (?:ends|ended) on (?P<day>{_DAY})(?! instead)", re.IGNORECASE)
_TODAY = re.compile(rf"\b(?P<which>today|tomorrow), (?P<day>{_DAY})", re.IGNORECASE)


def find_contradictions(text: str, situation: Situation) -> tuple[str, ...]:
    """Return what a text says that the plan does not: wrong weeks, weekdays and minutes."""
    return (
        *_wrong_weeks(text, situation),
        *_wrong_dates(text, situation),
        *_wrong_minutes(text, situation),
        *(wrong for rule in _RULES for wrong in rule(text, situation)),
    )


def _wrong_weeks(text: str, situation: Situation) -> Iterable[str]:
    total = situation.plan.total_weeks
    for number in dict.fromkeys(int(found) for found in _WEEK.findall(text)):
        if not 1 <= number <= total:
            yield f"There is no week {number}: the plan has {total} weeks."


def _wrong_dates(text: str, situation: Situation) -> Iterable[str]:
    for weekday, number, month, year in _DATE.findall(text):
        years = (int(year),) if year else ()
        days = _possible_days(int(number), _MONTHS.index(month.lower()) + 1, situation, years)
        if all(day.weekday() != _WEEKDAYS.index(weekday.lower()) for day in days):
            yield f"{weekday} {number} {month} is no such day."


def _possible_days(
    number: int, month: int, situation: Situation, years: tuple[int, ...]
) -> list[date]:
    """Return the days with this number and month, those in or near the plan if there are any."""
    plan = situation.plan
    found = list[date]()
    for year in years or range(plan.starts_on.year - 1, plan.ends_on.year + 2):
        try:
            found.append(date(year, month, number))
        except ValueError:
            continue
    first = min(plan.starts_on, situation.today) - _NEAR
    last = max(plan.ends_on, situation.today) + _NEAR
    return [day for day in found if first <= day <= last] or found


def _wrong_minutes(text: str, situation: Situation) -> Iterable[str]:
    by_title: dict[str, set[int]] = {}
    for planned in situation.tasks:
        by_title.setdefault(planned.task.title.casefold(), set()).add(planned.task.minutes)
    for title, minutes in _TIMED.findall(text):
        known = by_title.get(title.casefold())
        if known is None:
            yield f"The plan has no task “{title}”."
        elif int(minutes) not in known:
            yield f"“{title}” does not take {minutes} minutes."


def _wrong_week_numbers(text: str, situation: Situation) -> Iterator[str]:
    plan = situation.plan
    for number, total in _OF_WEEKS.findall(text):
        if int(total) != plan.total_weeks:
            yield f"The plan has {plan.total_weeks} weeks, and not {total} as week {number} says."
    for number, first, last in _WEEK_DATES.findall(text):
        week = situation.week_number(int(number))
        if week is not None and not (
            _is(first, week.starts_on) and _is(last, plan.last_day_of(week))
        ):
            yield f"Week {number} does not go from {first} to {last}."
    left = plan.total_weeks - situation.week.number
    for number in _WEEKS_LEFT.findall(text):
        if int(number) not in {left, left + 1}:
            yield f"There are {left + 1} weeks left, this one included, and not {number}."


def _wrong_counts(text: str, situation: Situation) -> Iterator[str]:
    scopes = (situation.tasks, *(situation.tasks_of(week) for week in situation.plan.weeks))
    due = tuple(each for each in situation.tasks if each.day < situation.today)
    for found in _COUNTED.finditer(text):
        state = (found["state"] or "done").lower()
        count, of = int(found["done"] or found["n"]), int(found["of"] or found["all"])
        fitting = [tasks for tasks in (*scopes, due) if len(tasks) == of]
        if not any(_number(tasks, state) == count for tasks in fitting):
            yield f"It is not so that {count} of {of} tasks are {state}."


def _number(tasks: tuple[PlannedTask, ...], state: str) -> int:
    return sum(_has(each, state) for each in tasks)


def _has(planned: PlannedTask, state: str) -> bool:
    """Return whether a task is done, skipped or open, as a sentence names it."""
    if state.startswith(("done", "ticked")):
        return planned.done
    return planned.open if state == "open" else not (planned.open or planned.done)


def _wrong_due_days(text: str, situation: Situation) -> Iterator[str]:
    for found in _DUE.finditer(text):
        same = [each for each in situation.tasks if each.task.title == found["title"]]
        on_day = [each for each in same if _is(found["day"], each.day)]
        if same and not on_day:
            yield f"“{found['title']}” is not due on {found['day']}."
        elif same and not any(each.open for each in on_day):
            yield f"“{found['title']}” of {found['day']} is not open any more."


def _wrong_states(text: str, situation: Situation) -> Iterator[str]:
    for found in _AHEAD.finditer(text):
        same = [each for each in situation.tasks if each.task.title == found["title"]]
        if same and not any(each.open for each in same):
            yield f"“{found['title']}” is not open any more."
    for found in _BEHIND.finditer(text):
        same = [each for each in situation.tasks if each.task.title == found["title"]]
        if same and not any(_has(each, found["state"].lower()) for each in same):
            yield f"“{found['title']}” is not {found['state'].lower()}."


def _wrong_end(text: str, situation: Situation) -> Iterator[str]:
    for found in _ENDS.finditer(text):
        if not _is(found["day"], situation.plan.ends_on):
            yield f"The plan does not end on {found['day']}."
    for found in _TODAY.finditer(text):
        ahead = timedelta(days=found["which"].lower() == "tomorrow")
        if not _is(found["day"], situation.today + ahead):
            yield f"{found['day']} is not {found['which'].lower()}."


def _is(written: str, day: date) -> bool:
    """Return whether a written day is this day; without a year, it may be of any year."""
    found = _DATE.match(written)
    if found is None:
        return False
    _, number, month, year = found.groups()
    same = int(number) == day.day and _MONTHS.index(month.lower()) + 1 == day.month
    return same and (not year or int(year) == day.year)


_RULES = (_wrong_week_numbers, _wrong_counts, _wrong_due_days, _wrong_states, _wrong_end)
