"""What a message states or asks so plainly that its topic does not matter, and its answer."""

import re
from collections.abc import Callable

from core.chat.memory import takes_weekdays
from core.chat.reply import CoachReplyDraft
from core.offline.chat import (
    changes,
    figures,
    meaning,
    named_numbers,
    small_talk,
    standing,
    trouble,
    wishes,
)
from core.offline.chat.asked import Asked
from core.offline.chat.counted import counts, free_days, lookup, places, sums, what_if
from core.offline.chat.editing import smaller
from core.offline.chat.question.follow_up import task_spoken_of
from core.offline.chat.question.named_days import days_named
from core.offline.chat.question.parts import is_asking
from core.offline.chat.question.period import period_asked, periods_asked
from core.offline.chat.replies import acts, adding, calendar, everyday, shifting
from core.offline.chat.replies.absence import away, days_away
from core.offline.chat.replies.alternative import alternative
from core.offline.chat.replies.life import life
from core.offline.chat.replies.record import record
from core.offline.chat.safe_answer import is_illness_of_another
from core.offline.chat.stated_facts import stated_facts
from core.offline.chat.topics import Topic

_HOW_OFTEN = re.compile(
    r"\bhow (?:often|many (?:times|days|sessions)) (?:(?:a|per|each|every|this|next|in a|in the) "
    r"week|(?:should|shall|must|do|will|am|have|are) (?:i|there)\b(?:.*\bweek\b| (?:do|have to do|"
    r"need to do|supposed to do|work on|train|practi[sc]e)\W*(?:it|this|that)?\W*$))",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(
    r"\bhow (?:long|much time|many minutes)\b.*\b(?:it|that|this)\b", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"\b(?:i|we)(?:['’](?:m|re|ll be)| am| are| will be) (?:away|gone|off|out of|at an?|in|"
    r"on an?|busy|travel\w*|on (?:holiday|vacation))\b|\b(?:no time|exams?|wedding|holidays?|"
    r"vacation|visitors?|guests?|party|concert|surgery)\b|"
    r"\b(?:i|we)(?: have to| must|['’]ve got to| got to)? work\b|"
    r"\b(?:busy|can['’]?t|cannot|(?:take|have|need) (?:\w+ ){1,4}off)\b",
    re.IGNORECASE,
)
_REST = re.compile(r"\b(?:rest|off|recover\w*)\b", re.IGNORECASE)
_OF_NUMBERS = frozenset(
    {Topic.FIGURE, Topic.WHY_TASK, Topic.TOO_MUCH, Topic.WORD, Topic.SUBJECT, Topic.WHEN_DONE}
)
"""Topics whose question is about its number if the plan or the target has it."""


def _lasting_only(asked: Asked) -> bool:
    """Return whether a message only states something to remember, or takes weekdays away."""
    facts = stated_facts(asked.question)
    return any(map(takes_weekdays, facts)) or (bool(facts) and not is_asking(asked.question))


def _names_days_elsewhere(asked: Asked) -> bool:
    """Return whether a message says that in days it names, or a week, there is no time."""
    now, text = asked.situation, asked.question
    if _ELSEWHERE.search(text) is None or asked.found.topic in calendar.CALENDAR | {Topic.SWAP_DAY}:
        return False
    if _is_a_moment(asked) or _ASKED_OF_PLAN.search(text):
        return False
    period = period_asked(text, now)
    ahead = period is not None and period.last >= now.today
    return ahead or days_away(text, now.today) is not None


def _is_a_moment(asked: Asked) -> bool:
    """Return whether days that are named are a moment to get through: a party, and no smoke."""
    text, near = asked.question, asked.near
    tempting = (
        asked.playbook.gives_up_something and _EVENT.search(text) and not _NO_TIME.search(text)
    )
    return bool(tempting) and near is not None and near.likeness >= meaning.NEAR


_EVENT = re.compile(
    r"\b(?:party|parties|wedding|pub|bar|concert|festival|birthday|christmas|drinks|barbecue|bbq|"
    r"dinner|friends)\b",
    re.IGNORECASE,
)
_ELSE = re.compile(r"\b(?:what|something|anything) else\b", re.IGNORECASE)


def _asks_for_else(asked: Asked) -> bool:
    return _ELSE.search(asked.question) is not None and asked.found.topic in _UNSURE_OF_ELSE


_UNSURE_OF_ELSE = frozenset({Topic.LIFE, Topic.OBSTACLE, Topic.MISSED, Topic.SUBJECT})


def _slipped_and_harsh(asked: Asked) -> bool:
    """Return whether a slip comes with a verdict on oneself: the way on answers both."""
    return shifting.slipped(asked) and acts.is_harsh(asked)


def _is_busy_in_a_week(asked: Asked) -> bool:
    """Return whether a message says that a whole week of the plan is full of something else."""
    period = period_asked(asked.question, asked.situation)
    week = period is not None and period.week is not None and not _AWAY.search(asked.question)
    return week and _names_days_elsewhere(asked)


_NO_TIME = re.compile(
    r"\b(?:away|no time|can['’]?t|cannot|busy|work|travel\w*|holidays?|vacation|exams?|surgery)\b",
    re.IGNORECASE,
)
_ASKED_OF_PLAN = re.compile(r"^\W*(?:do|am|is|are|what|when|which) (?:i|there)\b", re.IGNORECASE)
_AWAY = re.compile(r"\b(?:away|travel\w*|trip|holidays?|vacation|gone|out of)\b", re.IGNORECASE)
_ILL = re.compile(
    r"\b(?:i['’]?m|i am|i feel|feel(?:ing)?|i['’]?ve (?:got|caught)|i (?:have|got|caught)|"
    r"got|caught|down with|still)\b(?: \w+){0,3} "
    r"(?:ill|sick|flu|fever|(?:a|the) (?:\w+ )?cold|covid)\b"
    r"(?! (?:of|and tired|to death))",
    re.IGNORECASE,
)


_WHETHER = re.compile(r"^\W*(?:\w+ )?(?:did|have|had) i\b", re.IGNORECASE)


def _asks_whether_done(asked: Asked) -> bool:
    """Return whether it is asked if anything was done in days that are past: "did I do it"."""
    text = asked.question
    past = any(p.first <= asked.situation.today for p in periods_asked(text, asked.situation))
    weekday = bool(days_named(text, asked.situation.today))
    return _WHETHER.search(text) is not None and (past or weekday)


def _is_ill(asked: Asked) -> bool:
    return _ILL.search(asked.question) is not None and not is_illness_of_another(asked.question)


def _asks_how_long(asked: Asked) -> bool:
    asks = _HOW_LONG.search(asked.question) is not None
    return asks and task_spoken_of(asked.situation) is not None


def _asks_how_often(asked: Asked) -> bool:
    return _HOW_OFTEN.search(asked.question) is not None and not _REST.search(asked.question)


def _names_a_number(asked: Asked) -> bool:
    return asked.found.topic in _OF_NUMBERS and bool(named_numbers.known_numbers(asked))


def _changes_a_sum(asked: Asked) -> bool:
    """Return whether a sum of money is named that the plan does not have, or that shall change."""
    wish = what_if.wishes(asked.question) or not _names_a_number(asked)
    return wish and what_if.counts_money(asked)


def _asks_count(asked: Asked) -> bool:
    """Return whether a number is asked for that is counted by the days of tasks."""
    return counts.asks_count(asked) and not _asks_done_in(asked)


def _counts_done_in(asked: Asked) -> bool:
    return counts.asks_count(asked) and _asks_done_in(asked)


def _asks_done_in(asked: Asked) -> bool:
    """Return whether it is asked how much was done in some days: counted by when it was ticked."""
    done = counts.asks_done(asked.question)
    return done and bool(periods_asked(asked.question, asked.situation))


FIRST: tuple[tuple[Callable[[Asked], bool], Callable[[Asked], CoachReplyDraft]], ...] = (
    (acts.gives_orders, acts.stays_with_the_plan),
    (acts.names_a_blow, life),
    (everyday.day_is_out, away),
    (everyday.asks_debt_order, everyday.debt_order),
    (everyday.asks_realistic, standing.when_done),
    (everyday.asks_to_tell, everyday.tell),
    (everyday.works_beside_child, everyday.beside_child),
)
"""What comes before any reading of a message."""

STATEMENTS: tuple[tuple[Callable[[Asked], bool], Callable[[Asked], CoachReplyDraft]], ...] = (
    (_slipped_and_harsh, trouble.missed),
    (acts.is_harsh, standing.doubt),
    (acts.is_hopeless, standing.motivation),
    (acts.deletes_all, acts.deletes_nothing),
    (acts.moves_everything, away),
    (_lasting_only, small_talk.remember),
    (_asks_how_long, figures.how_long),
    (_asks_how_often, figures.how_often),
    (lookup.asks_when, lookup.when_is),
    (counts.counts_a_kind, counts.count),
    (_changes_a_sum, what_if.what_if),
    (sums.asks_amount, sums.amount),
    (places.asks_smallest, places.smallest),
    (counts.asks_missed, counts.missed_ones),
    (_asks_count, counts.count),
    (_counts_done_in, record),
    (lookup.asks_state, lookup.state_of),
    (adding.adds_task, adding.add_task),
    (adding.wants_more, changes.harder),
    (places.asks_phase, places.phase),
    (places.asks_milestones, places.milestones),
    (places.asks_end, places.end),
    (places.asks_largest, places.largest),
    (free_days.asks_free_days, free_days.free_days),
    (_is_a_moment, meaning.guided),
    (_asks_for_else, alternative),
    (calendar.asks_next, calendar.next_steps),
    (_is_ill, trouble.ill),
    (acts.did_part, acts.part_counts),
    (acts.forgot_tick, acts.tick_it),
    (_asks_whether_done, record),
    (acts.leaves_out, acts.leave_out),
    (acts.reports_done, standing.done),
    (acts.wants_pause, acts.pause),
    (shifting.slipped, trouble.missed),
    (shifting.pushes_week, shifting.push_week),
    (shifting.starts_later, shifting.start_later),
    (acts.wants_fewer, smaller.too_much),
    (_is_busy_in_a_week, smaller.easier),
    (_names_days_elsewhere, away),
    (calendar.asks_of_days, calendar.of_days),
    (acts.asks_outlook, standing.when_done),
    (lambda asked: wishes.shifts_the_end(asked.question), wishes.new_date),
    (lambda asked: is_illness_of_another(asked.question), life),
    (_names_a_number, named_numbers.about_numbers),
)
"""What a message may state so plainly that its topic does not matter, and its answer."""
