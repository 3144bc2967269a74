"""When a thing of the plan is: a task, a milestone or a phase whose words a question names."""

import re
from dataclasses import dataclass
from datetime import date

from core.chat.reply import CoachReplyDraft
from core.chat.situation import PlannedTask, Situation
from core.formats import date_range, pluralize
from core.formats import day as write_day
from core.offline.chat.asked import Asked, milestone_text, named, when_due
from core.offline.chat.counted.days import reply_in
from core.offline.chat.counted.tally import tally
from core.offline.playbooks.similarity import telling_stems
from core.plans.plan import Week

_WHEN = re.compile(
    r"\b(?:when|wen|which (?:day|week|date)|what (?:day|week|date)|by when|"
    r"how (?:far|long) (?:is|away)|(?:days?|weeks?|long) (?:un)?(?:til|till)|date of|"
    r"days? (?:do i have|have i got|are there|left|do we have) (?:for|to|until|till?)|"
    r"where(?:['’]s| is))\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"^\W*(?:did|have|has|is|are|was)\b.*"
    r"\b(?:done|do|did|finish\w*|complet\w+|open|left|tick\w*|ready)\b",
    re.IGNORECASE,
)
_NOT_A_PLACE = re.compile(
    r"\b(?:how (?:do|can|should)|what (?:do i do|if|should)|"
    r"move|shift|skip|swap|instead|why|at this pace|check[- ]?in|(?:the|next|first|last) "
    r"milestone|when i|if i|have no|how often)\b",
    re.IGNORECASE,
)
_SAYS_NO_THING = telling_stems(
    "when next last first day days week weeks date long far away until will have should finish "
    "finished done ready start begin plan goal task tasks session sessions phase coming need time "
    "today tomorrow supposed able hand part bit stuff thing already yet complete tick open still "
    "did has was deadline end over many more left how where which"
)
_LEAST_SHARE = 0.5
_LAST_ONE = re.compile(
    r"\b(?:my |the )?last (?:one|cigarette|drink|smoke)\b|\bi (?:quit|stop)\b|\bquit day\b",
    re.IGNORECASE,
)
"""The day on which something is given up, however it is named."""
_TASK_FIRST = re.compile(r"\bnext\b", re.IGNORECASE)
"""What comes next is a task; what has to be there by a day is a milestone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A thing that has a time in the plan."""

    title: str
    day: date
    week: Week
    task: PlannedTask | None = None
    of_phase: bool = False


def asks_when(asked: Asked) -> bool:
    """Return whether it is asked when a thing is that the plan names."""
    text = asked.question
    if _WHEN.search(text) is None or _NOT_A_PLACE.search(text):
        return False
    return _find(asked) is not None


def asks_state(asked: Asked) -> bool:
    """Return whether it is asked if a thing that the plan names is done or open."""
    return _STATE.search(asked.question) is not None and bool(_tasks_about(asked))


def state_of(asked: Asked) -> CoachReplyDraft:
    """Answer what became of the tasks that a question names by their words."""
    now = asked.situation
    held = tally(_tasks_about(asked), now.today)
    text = f"The plan has {held.size} of that: {held.states}."
    if held.done:
        last = held.done[-1]
        text += f" Ticked: {named(last)} of {write_day(last.day, today=now.today)}."
    ahead = [each for each in held.still_open if each.day >= now.today] or list(held.still_open)
    if ahead:
        text += f" Still open: {named(ahead[0])}, {when_due(ahead[0], now.today)}."
    return reply_in(held.tasks[0].week, text, *(ahead[:1] or held.tasks[:1]))


def _tasks_about(asked: Asked) -> tuple[PlannedTask, ...]:
    now = asked.situation
    wanted = telling_stems(asked.question) - _SAYS_NO_THING - telling_stems(now.request.text)
    return tuple(each for each in now.tasks if wanted and wanted <= telling_stems(each.task.title))


def when_is(asked: Asked) -> CoachReplyDraft:
    """Answer when the thing is that a question names, with what leads to it."""
    now, place = asked.situation, _find(asked)
    if place is None:
        return reply_in(now.week, f"You are in week {now.week.number} of your plan.")
    away = (place.day - now.today).days
    ahead = f", in {pluralize(away, 'day')}" if away > 1 else ""
    if place.task is not None:
        text = f"{named(place.task)} is {_due(place.task, now)}{ahead} (week {place.week.number})."
        same = [
            t for t in now.tasks if t.open and t.task.title == place.title and t.day > place.day
        ]
        if same:
            text += f" After that it comes again {when_due(same[0], now.today)}."
        return reply_in(place.week, text, place.task)
    if place.of_phase:
        weeks = [week for week in now.plan.weeks if week.phase == place.title]
        dates = date_range(weeks[0].starts_on, now.plan.last_day_of(weeks[-1]))
        numbers = f"{weeks[0].number} to {weeks[-1].number}"
        text = f"The phase “{place.title}” is weeks {numbers} ({dates})."
        return reply_in(place.week, f"{text} {_next(now)}")
    milestone = now.plan.weeks[place.week.number - 1].milestone
    milestone_words = milestone_text(milestone, now.today) if milestone is not None else place.title
    return reply_in(
        place.week, f"{milestone_words}, in week {place.week.number}{ahead}. {_next(now)}"
    )


def _due(planned: PlannedTask, now: Situation) -> str:
    if planned.open:
        return when_due(planned, now.today)
    state = "ticked" if planned.done else "skipped"
    return f"{state} (it was due {write_day(planned.day, today=now.today)})"


def _next(now: Situation) -> str:
    step = now.next_open
    return f"Next is {named(step)}, {when_due(step, now.today)}." if step is not None else ""


def _find(asked: Asked) -> _Place | None:
    """Return what shares most of the telling words of a question: milestones before tasks."""
    now = asked.situation
    wanted = telling_stems(asked.question) - _SAYS_NO_THING
    if asked.playbook.gives_up_something and _LAST_ONE.search(asked.question):
        wanted = telling_stems("quit day")
    elif wanted <= telling_stems(now.request.text):
        return None
    if not wanted:
        return None
    best: tuple[float, _Place] | None = None
    tasks_first = any(p.search(asked.question) for p in (_TASK_FIRST, _LAST_ONE))
    places = sorted(_places(now), key=lambda place: (place.task is None) == tasks_first)
    for place in places:
        shared = len(wanted & telling_stems(place.title)) / len(wanted)
        if shared >= _LEAST_SHARE and (best is None or shared > best[0]):
            best = (shared, place)
    return best[1] if best is not None else None


def _places(now: Situation) -> list[_Place]:
    """Return the things of a plan: what is ahead first, milestones before tasks and phases."""
    weeks = now.plan.weeks
    found = [
        _Place(title=week.milestone.title, day=week.milestone.due_on, week=week)
        for week in weeks
        if week.milestone is not None and week.milestone.due_on >= now.today
    ]
    order = sorted(now.tasks, key=lambda t: (not t.open or t.day < now.today, t.day))
    found += [_Place(title=t.task.title, day=t.day, week=t.week, task=t) for t in order]
    found += [
        _Place(title=week.phase, day=week.starts_on, week=week, of_phase=True) for week in weeks
    ]
    return found
