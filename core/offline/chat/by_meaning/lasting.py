"""Changes that hold from now on, by their meaning: days that go or come, more time, another time.

Each is a proposal: the plan changes when it is accepted, and not before.
"""

import re

from core.chat.memory import days_in
from core.chat.reply import CoachReplyDraft, EditDraft
from core.chat.situation import PlannedTask
from core.formats import day as write_day
from core.formats import hours as write_hours
from core.formats import minutes
from core.goals.weeks import DAYS, Day
from core.offline.chat.asked import Asked, cites_tasks, cites_week, named, when_due
from core.offline.chat.changes import CHANGE_SECTION
from core.offline.chat.counted.days import reply_in
from core.offline.chat.editing.revisable import why_not
from core.offline.chat.message import for_good
from core.offline.chat.message.parts import Message
from core.offline.chat.question.named_days import weekdays_left_and_wanted
from core.offline.playbooks.similarity import telling_stems
from core.offline.reading.numbers import NUMBER, parse_number

_GAIN = re.compile(
    r"\b(?:add|spare|extra|additional|also (?:do|have|manage|train|come)|as well|more time|"
    r"another (?:session|evening|morning|hour|day)|(?:one|an?) more|free(?:d)? up|now free)\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:only|no|not|less|fewer|can['’]?t|cannot|no longer|any ?more)\b", re.IGNORECASE
)
_LONG = re.compile(
    rf"\b(?P<count>{NUMBER}|half an|an) (?P<unit>hours?|hrs?|h|minutes?|mins?)\b", re.IGNORECASE
)
_FROM_TO = re.compile(
    r"\bfrom (?P<a>\d{1,2})(?:[:.]\d\d)? ?(?:am|pm)? (?:to|till?|until) (?P<b>\d{1,2})\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\binstead\b|\brather than\b|\bfrom now on\b|\bonly\b", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?P<thing>[\w’']+(?: \w+){0,2}?)\W+(?:(?:is|are|has|have|been|got|now|['’]?s) )*"
    r"(?:now|moved|switched|changed|shifted|meets?|falls?)(?: (?:now|over|permanently|on|to))* "
    r"(?:on |to )?(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b",
    re.IGNORECASE,
)
_TIME_OF_DAY = re.compile(
    r"\b(?:at \d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?(?: in the (?:morning|evening|afternoon))?|"
    r"(?:in the |to |do |make it )?(?:(?:early )?mornings?|evenings?|afternoons?|lunch ?times?|"
    r"lunch ?breaks?|nights?)|(?:before|after) (?:work|school|breakfast|dinner|bed))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.,;!?()]")


def lasting(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer a change for good by a proposal; None if the message names no change."""
    gains = _GAIN.search(message.text) is not None and _LESS.search(message.text) is None
    if gains and (draft := _more_time(asked, message)) is not None:
        return draft
    for rule in (_moved_thing, _instead, for_good.other_days, for_good.other_hours, _no_session):
        if (draft := rule(asked, message)) is not None:
            return draft
    return _time_of_day(asked, message)


def _moved_thing(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer that something has moved to a weekday: a part of the goal follows, else it is taken.

    "My class is now on Tuesdays" takes the goal's own class along; football takes the evening away.
    """
    found = _MOVED.search(message.text)
    if found is None or len(set(days_in(message.text))) != 1:
        return None
    day, stems = days_in(found["day"])[0], telling_stems(found["thing"])
    before = [
        each
        for clause in _CLAUSE.split(asked.situation.request.text)
        if stems & telling_stems(clause)
        for each in days_in(clause)
    ]
    if before and day not in before:
        return for_good.put_on(asked, tuple(dict.fromkeys(before)), (day,))
    return for_good.put_on(asked, (day,), ())


def _instead(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer weekdays that shall be the days from now on, in the place of all that were."""
    left, wanted = weekdays_left_and_wanted(message.text)
    if left or not wanted or _INSTEAD.search(message.text) is None:
        return None
    usual = for_good.usual_days(asked)
    return for_good.put_on(asked, tuple(d for d in DAYS if d in usual and d not in wanted), wanted)


def _no_session(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer weekdays that are no longer possible and that no open session has."""
    now = asked.situation
    left, wanted = weekdays_left_and_wanted(message.text)
    out = left or (wanted if _LESS.search(message.text) else ())
    if not out or set(out) & for_good.usual_days(asked):
        return None
    usual = [day for day in DAYS if day in for_good.usual_days(asked)]
    days = f" They are on {for_good.listed_days(usual)}." if usual else ""
    text = f"No open session is on {for_good.listed_days(out)}, so nothing has to move.{days}"
    step = now.next_open
    if step is not None:
        text += f" Next is {named(step)}, {when_due(step, now.today)}."
    return reply_in(now.week, text, *([step] if step is not None else []))


def _more_time(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Propose one more session each week: on the day that is offered, with the time that is."""
    now = asked.situation
    coming = [t for t in now.tasks if t.open and t.day > now.today and t.task.day is not None]
    usual, named_days = for_good.usual_days(asked), dict.fromkeys(days_in(message.text))
    day = next((each for each in named_days if each not in usual), next(iter(named_days), None))
    if not coming or (day is None and _length(message.text) is None):
        return None
    weeks = [w for w in now.plan.weeks if w.starts_on > now.today] or [now.week]
    model = min(coming, key=lambda each: (each.week.number, each.task.minutes))
    length = _length(message.text) or model.task.minutes
    hours = now.plan.hours_per_week + length / 60
    when = f"on {for_good.listed_days([day])}" if day is not None else "each week"
    parts, edits = [f"Good: more time {when} from now on."], list[EditDraft]()
    edit = _one_more(model, weeks[0].number, length, hours, day)
    if refused := why_not(asked, edit):
        parts.append(f"One more session a week does not fit: {refused}")
        edits = [*_wider(asked, day, usual), *_more_hours(asked, hours)][:2]
        parts.append(
            "What I can do is below: use the day for the sessions there are, or raise the limit."
            if edits
            else ""
        )
    else:
        edits = [edit]
        first = write_day(weeks[0].starts_on, today=now.today)
        parts.append(
            f"I can add one session of up to {minutes(length)} {when} in every week from {first}, "
            f"and set your hours to {write_hours(round(hours, 1))} a week."
        )
    parts.append(f"Nothing changes before you accept it; all hours are under {CHANGE_SECTION}.")
    step = now.next_open
    if step is not None:
        parts.append(f"Next is {named(step)}, {when_due(step, now.today)}.")
    text = " ".join(part for part in parts if part)
    draft = reply_in(now.week, text, *([step] if step is not None else []))
    return draft.model_copy(update={"edits": edits})


def _one_more(
    model: PlannedTask, week: int, length: int, hours: float, day: Day | None
) -> EditDraft:
    on = f" on {for_good.listed_days([day])}" if day is not None else ""
    return EditDraft(
        kind="grow",
        week=week,
        title=model.task.title,
        minutes=length,
        days=[day] if day is not None else [],
        hours=round(hours, 1),
        lasting=True,
        note=f"Add one session (up to {minutes(length)}){on} to every week from week {week} on",
    )


def _wider(asked: Asked, day: Day | None, usual: frozenset[Day]) -> list[EditDraft]:
    if day is None or day in usual:
        return []
    days = [each for each in DAYS if each in usual or each == day]
    note = f"Spread the sessions over {for_good.listed_days(days)} from now on"
    edit = EditDraft(kind="days", days=days, note=note)
    return [] if why_not(asked, edit) else [edit]


def _more_hours(asked: Asked, hours: float) -> list[EditDraft]:
    before = write_hours(asked.situation.plan.hours_per_week)
    note = f"Plan up to {write_hours(round(hours, 1))} a week from now on instead of {before}"
    edit = EditDraft(kind="hours", hours=round(hours, 1), note=note)
    return [] if why_not(asked, edit) else [edit]


def _length(text: str) -> int | None:
    """Return the minutes that a message offers, or None."""
    if (span := _FROM_TO.search(text)) is not None:
        long = (int(span["b"]) - int(span["a"])) % 12
        return long * 60 or None
    found = _LONG.search(text)
    if found is None:
        return None
    count = {"an": 1.0, "half an": 0.5}.get(found["count"].lower()) or parse_number(found["count"])
    return round((count or 1) * (60 if found["unit"].lower().startswith("h") else 1))


def _time_of_day(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer another time of the day: the plan fixes days, so the time is remembered."""
    now, found = asked.situation, _TIME_OF_DAY.search(message.text)
    if found is None:
        return None
    usual = [day for day in DAYS if day in for_good.usual_days(asked)]
    days = f" They stay on {for_good.listed_days(usual)}." if usual else ""
    text = (
        "Yes. The plan fixes the days of its sessions and not the time of day, so nothing has to "
        f"be moved for that.{days} I remember the new time ({found.group().strip()}); "
        "put it where the old one stands in your calendar, and lay out the evening before what "
        "you need."
    )
    step = now.next_open
    if step is not None:
        text += f" The first one at the new time is {named(step)}, {when_due(step, now.today)}."
    cited = [] if step is None else cites_tasks(step)
    fact = " ".join(message.text.split())[:_MOST_REMEMBERED].rstrip(" .!?")
    return CoachReplyDraft(answer=text, citations=[*cited, cites_week(now.week)], remember=[fact])


_MOST_REMEMBERED = 150
