"""Answers to what a person did or leaves out: a part of a task, a tick, one task, some weeks."""

import re
from datetime import timedelta

from core.chat.reply import CoachReplyDraft
from core.chat.situation import PlannedTask
from core.formats import day as write_day
from core.formats import minutes
from core.offline.chat import small_talk, standing
from core.offline.chat.asked import Asked, named, when_due
from core.offline.chat.changes import CHANGE_SECTION
from core.offline.chat.counted.days import reply_in
from core.offline.chat.counted.tally import tally, time_of
from core.offline.chat.editing import smaller
from core.offline.chat.find_task import find_task
from core.offline.chat.question.named_days import named_days
from core.offline.chat.question.pausing import pause_named
from core.offline.chat.question.period import periods_asked
from core.offline.reading.numbers import NUMBER

_FORGOT = re.compile(
    r"\b(?:forgot|forgotten|didn['’]?t|did not|haven['’]?t|couldn['’]?t)\b(?: \w+){0,2} "
    r"(?:tick|check|mark|log|enter)(?:ed)?\b",
    re.IGNORECASE,
)
_BLOW = re.compile(
    r"\b(?:died|passed away|funeral|miscarriage|divorc\w+|broke up with me|dumped me|got fired|"
    r"lost my (?:job|mom|mum|dad|mother|father|wife|husband|son|daughter|baby|dog|cat))\b",
    re.IGNORECASE,
)
_HARSH = re.compile(
    r"\b(?:i['’]?m|i am|i feel|feel(?:ing)?)(?: like)?(?: (?:so|such|too|just|really|a|an))* "
    r"(?:stupi\w+|dumb|useless|worthless|failure|idiot|hopeless|not good enough)\b",
    re.IGNORECASE,
)
_HOPELESS = re.compile(
    r"\b(?:never (?:gonna|going to|will)|(?:will|['’]ll) never) (?:get there|make it|reach|manage|"
    r"be|do|work|finish)\b",
    re.IGNORECASE,
)
_MOVE_ALL = re.compile(
    r"\b(?:move|shift|reschedule|clear)\b (?:\w+ )?(?:stuff|things|everything|it all|all|tasks)\b",
    re.IGNORECASE,
)
_DELETE = re.compile(
    r"\b(?:delete|erase|remove|cancel|wipe)\b.*\b(?:all|everything|the (?:whole )?plan|"
    r"my (?:plan|goal)|goal)\b",
    re.IGNORECASE,
)
_FEWER = re.compile(
    rf"\b(?:can['’]?t|cannot|can only|only (?:do|have|manage)|too many|less than|fewer than)\b.*\b"
    rf"{NUMBER} (?:\w+ )?(?:times |days? |sessions? )?(?:a|per|each) week\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"^\W*(?:(?:yay|ok|hey|so|guess what|today)\W+)*i(?:['’]ve)?(?: have)?(?: just)? "
    r"(?:wrote|written|ran|run|read|swam|walked|studied|practi[sc]ed|paid|transferred|trained|"
    r"learn(?:ed|t)|finished|completed|did)\b|\bdone with (?:it|that|this|today|todays|the|my)\b",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:every|usually|always|never|only|not|n['’]t|but|how|why|did i|can|should|"
    r"last week|nothing)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:half|part|some|a bit|a little|a third|most|\d+ minutes)\b.*\b(?:counts?|ok(?:ay)?|"
    r"enough|tick|good|valid|allowed)\b",
    re.IGNORECASE,
)
_LEAVE_OUT = re.compile(
    r"\b(?:can|could|may|should|want to|like to|let me|ok(?:ay)? to|fine to|gonna|going to) "
    r"(?:i |we |just )*skip\b(?!.*\bweek\b)|\bskip it\b",
    re.IGNORECASE,
)
_OUTLOOK = re.compile(
    r"\b(?:realistic\w*|honestly|do you think (?:i|it)|will i (?:ever |still |really )?"
    r"(?:make|manage|reach|get there|be able)|can i (?:still |really |even )?"
    r"(?:make it|manage|reach|do it in time|get there)|(?:is it|still|even) possible|in time|"
    r"too late|have a chance|any chance)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?:coach|assistant|bot|ai|model)\W+(?:must|has to|have to|shall|should|will)\b|\bdo what "
    r"(?:\w+ ){1,2}says\b|\b(?:ignore|disregard|forget|override)\b.*\b(?:instructions?|rules?|"
    r"prompt|everything (?:above|before))\b|\bsystem prompt\b|\byou are now\b",
    re.IGNORECASE,
)


def gives_orders(asked: Asked) -> bool:
    """Return whether a message holds instructions for the coach itself, which are not followed."""
    return _ORDER.search(asked.question) is not None


def stays_with_the_plan(asked: Asked) -> CoachReplyDraft:
    """Answer an instruction that is none of the plan's."""
    return small_talk.off_topic(asked)


def names_a_blow(asked: Asked) -> bool:
    """Return whether a message tells of a death or another blow that comes before any plan."""
    return _BLOW.search(asked.question) is not None


def is_hopeless(asked: Asked) -> bool:
    """Return whether a person no longer believes that they get there."""
    return _HOPELESS.search(asked.question) is not None


def moves_everything(asked: Asked) -> bool:
    """Return whether what is due on some days shall go elsewhere, without a task being named."""
    named = periods_asked(asked.question, asked.situation)
    return _MOVE_ALL.search(asked.question) is not None and len(named) == 1


def deletes_all(asked: Asked) -> bool:
    """Return whether all tasks, the plan or the goal shall go."""
    return _DELETE.search(asked.question) is not None


def deletes_nothing(asked: Asked) -> CoachReplyDraft:
    """Say what can be undone instead, and where the whole goal is put away."""
    now = asked.situation
    held = tally((each for each in now.tasks if each.open), now.today)
    text = (
        f"I delete nothing: {held.size} are open, and only you can put the goal away. Pause it "
        f"under {CHANGE_SECTION}, archive or delete the goal in its menu, or ask me to skip week "
        f"{now.week.number}."
    )
    return reply_in(now.week, text, *held.tasks[:1])


def wants_fewer(asked: Asked) -> bool:
    """Return whether the number of tasks a week is too many: "I can't do 3 runs a week"."""
    return _FEWER.search(asked.question) is not None


def is_harsh(asked: Asked) -> bool:
    """Return whether a person is hard on themselves."""
    return _HARSH.search(asked.question) is not None


def reports_done(asked: Asked) -> bool:
    """Return whether a message tells that something of the plan was just done."""
    text = asked.question
    return _REPORTS.search(text) is not None and _NOT_DONE.search(text) is None


def forgot_tick(asked: Asked) -> bool:
    """Return whether something was done and not ticked."""
    return _FORGOT.search(asked.question) is not None


def tick_it(asked: Asked) -> CoachReplyDraft:
    """Say which task is to be ticked, by the day it was done on, and what the plan has for it."""
    now = asked.situation
    planned = _done_task(asked)
    if planned is None:
        return standing.done(asked)
    if planned.open:
        text = f"Then tick {named(planned)} of {write_day(planned.day)} above; a tick that comes "
        text += "later counts the same."
    elif planned.done:
        text = f"{named(planned)} of {write_day(planned.day)} is ticked already."
    else:
        text = f"{named(planned)} of {write_day(planned.day)} is marked as skipped: open it again "
        text += "above and tick it, so that it counts as done."
    step = now.next_open
    if step is not None and step != planned:
        text += f" Next is {named(step)}, {when_due(step, now.today)}."
    return reply_in(planned.week, text, planned)


def _done_task(asked: Asked) -> PlannedTask | None:
    """Return the task that was done: of the day that is named, or the last one until today."""
    now = asked.situation
    days = named_days(asked.question, now.today)
    day = days.target or days.source
    if day is not None and day > now.today:
        day -= timedelta(days=7)
    of_day = [t for t in now.tasks if t.day == day]
    past = [t for t in now.tasks if t.open and t.day <= now.today]
    return next(iter(of_day), None) or (past[-1] if past else None)


def did_part(asked: Asked) -> bool:
    """Return whether it is asked if a part of a task counts."""
    return _PART.search(asked.question) is not None


def part_counts(asked: Asked) -> CoachReplyDraft:
    """Say that a part counts, and of which task."""
    now = asked.situation
    planned = find_task(now) or next(iter(now.due_today), None) or now.next_open
    if planned is None:
        return standing.progress(asked)
    text = (
        f"Yes, it counts: tick {named(planned)}, {when_due(planned, now.today)}, and leave the "
        "rest; a part that is done keeps the habit, and nothing of it has to be made up."
    )
    following = [t for t in now.tasks if t.open and t != planned and t.day >= now.today]
    if following:
        text += f" After it comes {named(following[0])}, {when_due(following[0], now.today)}."
    return reply_in(planned.week, text, planned)


def leaves_out(asked: Asked) -> bool:
    """Return whether a person wants to skip one task."""
    return _LEAVE_OUT.search(asked.question) is not None


def leave_out(asked: Asked) -> CoachReplyDraft:
    """Propose to skip the task in question."""
    return smaller.easier(asked)


def asks_outlook(asked: Asked) -> bool:
    """Return whether it is asked if the goal can be reached in time."""
    return _OUTLOOK.search(asked.question) is not None


def wants_pause(asked: Asked) -> bool:
    """Return whether a person asks to do nothing for some days, weeks or months."""
    return pause_named(asked.question) is not None


def pause(asked: Asked) -> CoachReplyDraft:
    """Answer a stop for some time: what would be due in it, and how the goal is paused."""
    now = asked.situation
    until = now.today + (pause_named(asked.question) or timedelta())
    held = tally((t for t in now.tasks if t.open and now.today <= t.day < until), now.today)
    later = now.plan.ends_on + (until - now.today)
    text = (
        f"Until {write_day(until, year=True)} the plan has {held.size}. Pause the goal under "
        f"{CHANGE_SECTION} for that time: nothing is due then, all dates move, and the plan "
        f"ends about {write_day(later, year=True)} instead of "
        f"{write_day(now.plan.ends_on, year=True)}. "
        f"Without a pause those {time_of(held.tasks)} would have to fit in later."
    )
    step = now.next_open
    if step is not None:
        short = minutes(min(10, step.task.minutes))
        text += f" Less than a stop is possible too: {short} of {named(step)} keeps the habit."
    return reply_in(now.week, text, *([step] if step is not None else []))
