"""Choose how a question is answered: by its topic, by guidance near in meaning, or not at all."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.chat.reply import CoachReplyDraft
from core.offline.chat import (
    changes,
    figures,
    meaning,
    schedule,
    small_talk,
    standing,
    trouble,
    wishes,
)
from core.offline.chat.asked import Asked
from core.offline.chat.by_meaning.by_act import by_act, by_news
from core.offline.chat.editing import smaller
from core.offline.chat.guides import NearGuide
from core.offline.chat.message.readings import read_answer
from core.offline.chat.replies import stance
from core.offline.chat.replies.absence import away
from core.offline.chat.replies.alternative import alternative
from core.offline.chat.replies.life import life
from core.offline.chat.replies.plain import FIRST, STATEMENTS
from core.offline.chat.replies.record import record
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
_STATED = re.compile(r"^\W*(?:i|we|my|our)\b(?!.*\b(?:did i|have i)\b)", re.IGNORECASE)
"""A message that tells something, which asks for no record."""
_UNWELL = re.compile(
    r"\b(?:ill|sick|flu|cold|fever|cough\w*|throat|unwell|poorly|nause\w*|vomit\w*|headaches?|"
    r"migraine|infection|covid|bug|bed|antibiotics|surgery|operation|tonsil\w*|bronchitis|"
    r"not (?:feeling )?well|feel (?:bad|awful|terrible|rough)|caught|recover\w*)\b",
    re.IGNORECASE,
)
"""What an illness is named by; bad weather is none, however alike the sentences are."""
_OF_END = re.compile(
    r"\b(?:end\w*|finish\w*|done|deadlines?|dates?|later|earlier|sooner|longer|until|till?|by|"
    r"ready|extend\w*|plan|goal|exam|race|push|postpone|delay|make it|weeks?|months?)\b",
    re.IGNORECASE,
)
_OF_DONE = re.compile(
    r"\b(?:did|done|finish\w*|complet\w+|tick\w*|made it|managed|was|went|wrote|ran|read|paid|"
    r"\w+ed)\b",
    re.IGNORECASE,
)
_OF_TIME = re.compile(
    r"\b(?:when|how (?:long|far|soon|many|much)|in time|on time|on track|deadline|end\w*|finish\w*|"
    r"ready|realistic\w*|make it|reach\w*|date|pace|too late|possible|manage|chance|still|weeks?|"
    r"months?|long|soon|by)\b",
    re.IGNORECASE,
)
_NEEDS = {
    Topic.ILL: _UNWELL,
    Topic.LITTLE_TIME: _TIME,
    Topic.NEW_DATE: _OF_END,
    Topic.WHEN_DONE: _OF_TIME,
    Topic.DONE: _OF_DONE,
}
"""Words without which a question is not of a topic."""
_WHY = re.compile(r"^\W*(?:\w+ ){0,2}why\b", re.IGNORECASE)
_RARE = frozenset({Topic.LITTLE_TIME, Topic.NEW_DATE, Topic.SKIP_WEEK, Topic.DO_IT, Topic.DOUBT})
"""Topics whose answer is wrong for nearly every other question, so they have to be surer."""


@dataclass(frozen=True, slots=True)
class Read:
    """The answer to a whole message, by what it does or the reading that uses most parts."""

    draft: CoachReplyDraft

    def __call__(self, _asked: Asked) -> CoachReplyDraft:
        """Return the answer."""
        return self.draft


def choose_answer(asked: Asked) -> AnswerRule:
    """Return how a question is answered: by its best reading, or by what it is about."""
    first = next((rule for states, rule in FIRST if states(asked)), None)
    if first is not None:
        return first
    draft = by_act(asked) or read_answer(asked)
    return Read(draft) if draft is not None else _by_topic(asked)


def _by_topic(asked: Asked) -> AnswerRule:
    """Return how a question is answered: by guidance near in meaning, by topic, or not at all.

    A topic that cannot be answered here leaves its place to the next one.
    """
    found, near = asked.found, asked.near
    likeness = near.likeness if near is not None and _fits(near, asked.question) else 0.0
    if (found_rule := _by_what_it_says(asked)) is not None:
        return found_rule
    sure = next((share for topic, share in found.ranked if _can_answer(topic, asked, share)), 0.0)
    before = _OPEN_TOPIC_FIRST if found.topic in _OPEN_TOPICS else _PLAN_TOPIC_FIRST
    own = found.topic in _WITH_GUIDANCE and _can_answer(found.topic, asked, found.share)
    if own and found.share >= _RARE_FROM:
        return ANSWERS[found.topic]
    if likeness >= max(meaning.NEAR, sure - before):
        return meaning.guided
    for topic, share in found.ranked:
        if share >= SURE_FROM and _can_answer(topic, asked, share):
            return ANSWERS[topic]
    return meaning.unsure


def _fits(near: NearGuide, question: str) -> bool:
    """Return whether guidance may answer a question: what to do in a moment is no reason why."""
    return near.guide.answers or _WHY.search(question) is None


def _by_what_it_says(asked: Asked) -> AnswerRule | None:
    """Return the answer to what a message plainly states, or to good news, or None."""
    stated = next((rule for states, rule in STATEMENTS if states(asked)), None)
    if stated is not None:
        return stated
    if asked.found.plain or asked.found.topic is Topic.DONE:
        return ANSWERS[asked.found.topic]
    draft = by_news(asked)
    return Read(draft) if draft is not None else None


def _can_answer(topic: Topic, asked: Asked, share: float) -> bool:
    """Return whether a topic has something to say to this question."""
    if topic is Topic.REMEMBER:
        return bool(stated_facts(asked.question))
    if topic is Topic.RECORD and _STATED.search(asked.question):
        return False
    if topic is Topic.OFF_TOPIC:
        return share >= _OFF_TOPIC_FROM
    needs = _NEEDS.get(topic)
    if needs is not None and not needs.search(asked.question):
        return False
    if topic is Topic.DO_IT and _OWN_ACT.search(asked.question):
        return False
    return topic not in _RARE or share >= _RARE_FROM
