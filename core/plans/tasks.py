"""Compiling the tasks of a week: verb first, within the hours, on days of that week."""

import re
from collections.abc import Iterator, Sequence

from core.goals.weeks import Day
from core.ids import new_short_id
from core.plans.banned_advice import safe_alternative
from core.plans.draft import TaskDraft
from core.plans.plan import Task
from core.plans.repairs import Repairs, clean
from core.plans.verbs import first_word, imperative_of, says_what_to_do, starts_with_verb
from core.plans.weekdays import WeekdayNames

MIN_TASK_MINUTES = 5
MAX_TASKS = 14
MAX_TITLE_CHARACTERS = 200
_POLITE_OPENINGS = (
    "i will ",
    "i'll ",
    "you will ",
    "you'll ",
    "you should ",
    "please ",
    "to ",
    "try to ",
    "then ",
    "also ",
    "first ",
    "daily ",
)
_SUMMED = re.compile(r"\b(\d+) ?(?:x|×|times|mal|veces|fois|बार)(?!\w)", re.IGNORECASE)
"""A title that says how often it is done, so that its minutes are the sum."""


def compile_tasks(
    drafted: Sequence[TaskDraft],
    *,
    number: int,
    cap: int,
    days: tuple[Day, ...],
    names: WeekdayNames,
    english: bool,
    fallback: str,
    repairs: Repairs,
) -> tuple[Task, ...]:
    """Return the week's tasks, titled, timed and within `cap` minutes."""
    drafted = _split_by_day(drafted, names, days, cap=cap)
    titled_drafts = [task for task in drafted if clean(task.title)][:MAX_TASKS]
    if len(drafted) > MAX_TASKS:
        repairs.add(
            "tasks",
            f"Kept the first {MAX_TASKS} of {len(drafted)} tasks of week {number}.",
            week=number,
        )
    if not titled_drafts:
        repairs.add("tasks", f"Week {number} had no task, so it got a small one.", week=number)
        titled_drafts = [TaskDraft(title=fallback, minutes=min(20, cap))]
    titled = [
        (_title(task.title, english=english, number=number, repairs=repairs), task)
        for task in titled_drafts
    ]
    timed = _fit_to_hours(titled, cap=cap, number=number, repairs=repairs)
    dated = [
        (title, minutes, _day(task.day, names, days, number=number, title=title, repairs=repairs))
        for title, minutes, task in timed
    ]
    return tuple(
        Task(id=new_short_id(), title=title, minutes=minutes, day=day)
        for title, minutes, day in _sort_by_day(dated, days)
    )


def _split_by_day(
    drafted: Sequence[TaskDraft], names: WeekdayNames, days: tuple[Day, ...], *, cap: int
) -> list[TaskDraft]:
    """Return a task on several days ("Mon/Wed/Fri") as one task a day.

    Its minutes are those of one day if the week has room for that, else the sum of all days. A
    title that itself counts the days stays one task, because "3 x" would be wrong on each of them.
    """
    found: list[TaskDraft] = []
    for task in drafted:
        on = tuple(day for day in names.read(task.day or "") if day in days)
        if len(on) < 2 or _SUMMED.search(task.title):
            found.append(task)
            continue
        others = sum(each.minutes for each in drafted if each is not task)
        fits = others + task.minutes * len(on) <= cap
        minutes = task.minutes if fits else max(1, task.minutes // len(on))
        found += (
            task.model_copy(update={"day": day.value, "minutes": minutes})
            for day in sorted(on, key=days.index)
        )
    return found


def _sort_by_day(
    dated: list[tuple[str, int, Day | None]], days: tuple[Day, ...]
) -> Iterator[tuple[str, int, Day | None]]:
    """Yield the tasks with a day in the week's order of days; tasks without one do not move."""
    ordered = iter(
        sorted(
            (t for t in dated if t[2] is not None), key=lambda t: days.index(t[2]) if t[2] else 0
        )
    )
    for task in dated:
        yield task if task[2] is None else next(ordered)


def _title(drafted: str, *, english: bool, number: int, repairs: Repairs) -> str:
    title = " ".join(clean(drafted).split())[:MAX_TITLE_CHARACTERS]
    safe = safe_alternative(title)
    if safe is not None:
        repairs.add(
            "banned_advice",
            f"Replaced a task of week {number} that could do harm with “{safe}”.",
            week=number,
        )
        return safe
    if not english:
        return title
    if says_what_to_do(title) and not _is_polite(title):
        return title[0].upper() + title[1:]
    better = _prepend_verb(title)
    repairs.add("verb_first", f"“{title}” now begins with what to do: “{better}”.", week=number)
    return better


def _is_polite(title: str) -> bool:
    """Return whether a verb of the list follows an opening such as "then" or "to"."""
    rest = next((title[len(o) :] for o in _POLITE_OPENINGS if title.lower().startswith(o)), None)
    return rest is not None and (starts_with_verb(rest) or _is_polite(rest))


def _prepend_verb(title: str) -> str:
    plain = title
    for opening in _POLITE_OPENINGS:
        if plain.lower().startswith(opening):
            plain = plain[len(opening) :].lstrip()
    if plain and says_what_to_do(plain):
        return plain[0].upper() + plain[1:]
    stem = imperative_of(first_word(plain)) if plain else None
    if stem is not None and " " in plain:
        return f"{stem.capitalize()} {plain.split(' ', 1)[1]}"
    return f"Do this: {plain or title}"[:MAX_TITLE_CHARACTERS]


def _fit_to_hours(
    titled: list[tuple[str, TaskDraft]], *, cap: int, number: int, repairs: Repairs
) -> list[tuple[str, int, TaskDraft]]:
    """Shorten tasks in proportion to fit `cap`; drop last tasks that would be too short."""
    while len(titled) > 1 and len(titled) * MIN_TASK_MINUTES > cap:
        dropped, _ = titled.pop()
        repairs.add(
            "hours", f"Left out “{dropped}” in week {number}: over your hours.", week=number
        )
    total = sum(task.minutes for _, task in titled)
    if total <= cap:
        return [(title, task.minutes, task) for title, task in titled]
    timed = [(title, _shorten(task.minutes, cap, total), task) for title, task in titled]
    over = sum(minutes for _, minutes, _ in timed) - cap
    while over > 0:
        index = max(range(len(timed)), key=lambda i: timed[i][1])
        title, minutes, task = timed[index]
        less = min(over, minutes - MIN_TASK_MINUTES) or 1
        timed[index] = (title, minutes - less, task)
        over -= less
    for title, minutes, task in timed:
        if minutes < task.minutes:
            repairs.add(
                "hours",
                f"Shortened “{title}” from {task.minutes} to {minutes} minutes: over your hours.",
                week=number,
            )
    return timed


def _shorten(minutes: int, cap: int, total: int) -> int:
    return max(min(MIN_TASK_MINUTES, minutes), minutes * cap // total)


def _day(
    drafted: str | None,
    names: WeekdayNames,
    days: tuple[Day, ...],
    *,
    number: int,
    title: str,
    repairs: Repairs,
) -> Day | None:
    named = names.read(drafted or "")
    if not named:
        return None
    if within := [day for day in named if day in days]:
        return within[0]
    repairs.add(
        "dates",
        f"Moved “{title}” to {days[-1].value}: "
        f"the plan has ended by {named[0].value} of week {number}.",
        week=number,
    )
    return days[-1]
