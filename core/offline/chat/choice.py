"""Choose how a question is answered: by its topic, by guidance near in meaning, or not at all."""

import re
from collections.abc import Callable, Mapping

from core.chat.reply import CoachReplyDraft
from core.offline.chat import (
    changes,
    figures,
    meaning,
    named_numbers,
    schedule,
    small_talk,
    standing,
    trouble,
    wishes,
)
from core.offline.chat.asked import Asked
from core.offline.chat.editing import smaller
from core.offline.chat.guides import NearGuide
from core.offline.chat.question.follow_up import task_spoken_of
from core.offline.chat.question.parts import is_asking
from core.offline.chat.replies import stance
from core.offline.chat.replies.absence import away, days_away
from core.offline.chat.replies.alternative import alternative
from core.offline.chat.replies.life import life
from core.offline.chat.replies.record import record
from core.offline.chat.safe_answer import is_illness_of_another
from core.offline.chat.stated_facts import stated_facts
from core.offline.chat.topics import SURE_FROM, Topic

AnswerRule = Callable[[Asked], CoachReplyDraft]

ANSWERS: Mapping[Topic, AnswerRule] = {
    Topic.TODAY: schedule.today,
    Topic.WEEK: schedule.week,
    Topic.NEXT_WEEK: schedule.next_week,
    Topic.WHY_TASK: meaning.why_task,
    Topic.TOO_MUCH: smaller.too_much,
    Topic.MISSED: trouble.missed,
    Topic.ILL: trouble.ill,
    Topic.AWAY: away,
    Topic.OBSTACLE: trouble.obstacle,
    Topic.ALTERNATIVE: alternative,
    Topic.PROGRESS: standing.progress,
    Topic.WHEN_DONE: standing.when_done,
    Topic.MOTIVATION: standing.motivation,
    Topic.WORD: meaning.word,
    Topic.SWAP_DAY: changes.swap_day,
    Topic.EASIER: smaller.easier,
    Topic.HARDER: changes.harder,
    Topic.MEDICAL: meaning.unsure,
    Topic.REMEMBER: small_talk.remember,
    Topic.THANKS: small_talk.thanks,
    Topic.SUBJECT: meaning.subject,
    Topic.OFF_TOPIC: small_talk.off_topic,
    Topic.SKIP_WEEK: wishes.skip_week,
    Topic.LITTLE_TIME: wishes.little_time,
    Topic.FIGURE: figures.figure,
    Topic.IF_THEN: schedule.if_then,
    Topic.DOUBT: standing.doubt,
    Topic.DO_IT: wishes.do_it,
    Topic.NEW_DATE: wishes.new_date,
    Topic.DONE: standing.done,
    Topic.RECORD: record,
    Topic.EVIDENCE: stance.evidence,
    Topic.DISAGREE: stance.disagree,
    Topic.LIFE: life,
}
_PLAN_TOPIC_FIRST, _OPEN_TOPIC_FIRST = 0.0, 0.3
"""By how much the share of a topic has to pass the likeness of guidance for the topic to win."""
_OPEN_TOPICS = frozenset(
    {
        Topic.OBSTACLE,
        Topic.SUBJECT,
        Topic.MISSED,
        Topic.REMEMBER,
        Topic.OFF_TOPIC,
        Topic.THANKS,
        Topic.TOO_MUCH,
        Topic.WHY_TASK,
        Topic.WORD,
    }
)
"""Topics without one answer of the plan, so that near guidance says more."""
_OFF_TOPIC_FROM, _RARE_FROM = 0.7, 0.5
_WITH_GUIDANCE = frozenset(
    {
        Topic.MOTIVATION,
        Topic.DOUBT,
        Topic.IF_THEN,
        Topic.RECORD,
        Topic.EVIDENCE,
        Topic.DISAGREE,
        Topic.LIFE,
    }
)
"""Topics whose own answers give the nearest guidance too."""
_TIME = re.compile(
    r"\b(?:min|mins|minutes?|quarter|half an hour|short\w*|quick|one thing)\b", re.IGNORECASE
)
_OWN_ACT = re.compile(
    r"^\W*(?:(?:can|could|should|shall|may|do|am|will) )?(?:i|my|the|it|we|is|are|what|who|which|"
    r"when|where|why)\b",
    re.IGNORECASE,
)
_HOW_OFTEN = re.compile(
    r"\bhow (?:often|many (?:times|days|sessions)) (?:(?:a|per|each|every|this|next|in a|in the) "
    r"week|(?:should|shall|must|do|will|am|have|are) (?:i|there)\b(?:.*\bweek\b| (?:do|have to do|"
    r"need to do|supposed to do|work on|train|practi[sc]e)\W*(?:it|this|that)?\W*$))",
    re.IGNORECASE,
)
_STATED = re.compile(r"^\W*(?:i|we|my|our)\b(?!.*\b(?:did i|have i)\b)", re.IGNORECASE)
"""A message that tells something, which asks for no record."""
_HOW_LONG = re.compile(
    r"\bhow (?:long|much time|many minutes)\b.*\b(?:it|that|this)\b", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"\b(?:i|we)(?:['’](?:m|re|ll be)| am| are| will be) (?:away|gone|off|out of|at an?|in|"
    r"on an?)\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"^\W*(?:\w+ ){0,2}why\b", re.IGNORECASE)
_REST = re.compile(r"\b(?:rest|off|recover\w*)\b", re.IGNORECASE)
_RARE = frozenset({Topic.LITTLE_TIME, Topic.NEW_DATE, Topic.SKIP_WEEK, Topic.DO_IT, Topic.DOUBT})
"""Topics whose answer is wrong for nearly every other question, so they have to be surer."""
_OF_NUMBERS = frozenset(
    {Topic.FIGURE, Topic.WHY_TASK, Topic.TOO_MUCH, Topic.WORD, Topic.SUBJECT, Topic.WHEN_DONE}
)
"""Topics whose question is about its number if the plan or the target has it."""


def choose_answer(asked: Asked) -> AnswerRule:
    """Return how a question is answered: by guidance near in meaning, by topic, or not at all.

    A topic that cannot be answered here leaves its place to the next one.
    """
    found, near = asked.found, asked.near
    likeness = near.likeness if near is not None and _fits(near, asked.question) else 0.0
    stated = _by_what_it_states(asked)
    if stated is not None:
        return stated
    if found.plain:
        return ANSWERS[found.topic]
    before = _OPEN_TOPIC_FIRST if found.topic in _OPEN_TOPICS else _PLAN_TOPIC_FIRST
    own = found.topic in _WITH_GUIDANCE and _can_answer(found.topic, asked, found.share)
    if own and found.share >= _RARE_FROM:
        return ANSWERS[found.topic]
    if likeness >= max(meaning.NEAR, found.share - before):
        return meaning.guided
    for topic, share in found.ranked:
        if share >= SURE_FROM and _can_answer(topic, asked, share):
            return ANSWERS[topic]
    return meaning.unsure


def _fits(near: NearGuide, question: str) -> bool:
    """Return whether guidance may answer a question: what to do in a moment is no reason why."""
    return near.guide.answers or _WHY.search(question) is None


def _by_what_it_states(asked: Asked) -> AnswerRule | None:
    """Return the answer to what a message plainly states, whatever it looks like, or None."""
    return next((rule for states, rule in _STATEMENTS if states(asked)), None)


def _can_answer(topic: Topic, asked: Asked, share: float) -> bool:
    """Return whether a topic has something to say to this question."""
    if topic is Topic.REMEMBER:
        return bool(stated_facts(asked.question))
    if topic is Topic.RECORD and _STATED.search(asked.question):
        return False
    if topic is Topic.OFF_TOPIC:
        return share >= _OFF_TOPIC_FROM
    if topic is Topic.LITTLE_TIME and not _TIME.search(asked.question):
        return False
    if topic is Topic.DO_IT and _OWN_ACT.search(asked.question):
        return False
    return topic not in _RARE or share >= _RARE_FROM


def _lasting_only(asked: Asked) -> bool:
    """Return whether a message only states something to remember."""
    return bool(stated_facts(asked.question)) and not is_asking(asked.question)


def _names_days_elsewhere(asked: Asked) -> bool:
    days = days_away(asked.question, asked.situation.today)
    return _ELSEWHERE.search(asked.question) is not None and days is not None


def _asks_how_long(asked: Asked) -> bool:
    asks = _HOW_LONG.search(asked.question) is not None
    return asks and task_spoken_of(asked.situation) is not None


def _asks_how_often(asked: Asked) -> bool:
    return _HOW_OFTEN.search(asked.question) is not None and not _REST.search(asked.question)


def _names_a_number(asked: Asked) -> bool:
    return asked.found.topic in _OF_NUMBERS and bool(named_numbers.known_numbers(asked))


_STATEMENTS: tuple[tuple[Callable[[Asked], bool], AnswerRule], ...] = (
    (_lasting_only, small_talk.remember),
    (_asks_how_long, figures.how_long),
    (_names_days_elsewhere, away),
    (lambda asked: wishes.shifts_the_end(asked.question), wishes.new_date),
    (lambda asked: is_illness_of_another(asked.question), life),
    (_asks_how_often, figures.how_often),
    (_names_a_number, named_numbers.about_numbers),
)
"""What a message may state so plainly that its topic does not matter, and its answer."""
