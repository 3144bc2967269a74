"""Which task of the plan a question speaks of."""

import re
from collections.abc import Sequence

from core.chat.situation import PlannedTask, Situation
from core.offline.chat.question.follow_up import task_spoken_of
from core.offline.chat.question.named_days import named_days
from core.offline.playbooks.similarity import index_texts

_ALIKE = 0.22
_LONGEST = re.compile(
    r"\b(?:long(?:est)?|big(?:gest)?) (?:one|run|session|task|ride|swim)\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"\b(first|second|third|last) (?:one|task|session)\b", re.IGNORECASE)
_NOT_THE_TASK = re.compile(
    r"\b(?:today|tonight|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|move|shift|"
    r"skip|drop|swap|task|session|plan)(?:['’]?s)?\b",
    re.IGNORECASE,
)
"""Words of a wish that say nothing of which task it is, although a title may hold them."""
_PLACES = {"first": 0, "second": 1, "third": 2, "last": -1}


def find_task(situation: Situation) -> PlannedTask | None:
    """Return the task a question names by words, place, day or reference, or None."""
    week = situation.tasks_of(situation.week)
    following = situation.tasks_of(situation.next_week) if situation.next_week else ()
    open_ones = tuple(planned for planned in (*week, *following) if planned.open)
    numbered = _NUMBERED.search(situation.question)
    if numbered and week:
        place = _PLACES[numbered.group(1).lower()]
        return week[place] if -1 <= place < len(week) else None
    by_words = _by_words(situation.question, open_ones)
    if by_words is not None:
        return by_words
    still_open = tuple(planned for planned in week if planned.open)
    if _LONGEST.search(situation.question) and still_open:
        return max(still_open, key=lambda planned: planned.task.minutes)
    return _by_day(situation, open_ones) or task_spoken_of(situation)


def find_in_plan(situation: Situation) -> PlannedTask | None:
    """Return the task of any week whose words a question names: the next one if it comes again."""
    order = sorted(situation.tasks, key=lambda planned: (not planned.open, planned.day))
    first = {planned.task.title: planned for planned in reversed(order)}
    return _by_words(situation.question, tuple(first.values()))


def task_or_next(situation: Situation) -> PlannedTask | None:
    """Return the task a question names, or the next open one."""
    return find_task(situation) or situation.next_open


def _by_day(situation: Situation, tasks: Sequence[PlannedTask]) -> PlannedTask | None:
    source = named_days(situation.question, situation.today).source
    return next((planned for planned in tasks if planned.day == source), None)


def _by_words(question: str, tasks: Sequence[PlannedTask]) -> PlannedTask | None:
    if not tasks:
        return None
    about = _NOT_THE_TASK.sub(" ", question)
    index = index_texts([(planned.task.title,) for planned in tasks])
    number, likeness = index.best(about)
    shared, telling = index.shared(about, number)
    if shared < 1 or (likeness < _ALIKE and shared != telling):
        return None
    same = (n for n in range(len(tasks)) if index.shared(about, n)[0] == shared)
    return tasks[next(same, number)]  # a task that comes again is meant the next time it comes
