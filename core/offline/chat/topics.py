"""What a question to the coach is about, by what its words mean."""

import re
from dataclasses import dataclass
from enum import StrEnum

from core.learning.models import load_dense_model, load_sentence_encoder

CHAT_MODEL = "chat"
SURE_FROM = 0.35
"""The probability from which a topic is answered; below it the coach says that it is not sure."""

MOST_TOPICS = 3
_MOST = 0.999
"""A model is never as sure as a wording that says it plainly."""


class Topic(StrEnum):
    """What a question may be about."""

    TODAY = "today"
    WEEK = "week"
    NEXT_WEEK = "next_week"
    WHY_TASK = "why_task"
    TOO_MUCH = "too_much"
    MISSED = "missed"
    ILL = "ill"
    AWAY = "away"
    OBSTACLE = "obstacle"
    ALTERNATIVE = "alternative"
    PROGRESS = "progress"
    WHEN_DONE = "when_done"
    MOTIVATION = "motivation"
    WORD = "word"
    SWAP_DAY = "swap_day"
    EASIER = "easier"
    HARDER = "harder"
    MEDICAL = "medical"
    REMEMBER = "remember"
    THANKS = "thanks"
    SUBJECT = "topic"
    """A question about the subject of the goal: shoes, protein, flash cards."""
    OFF_TOPIC = "off_topic"
    SKIP_WEEK = "skip_week"
    LITTLE_TIME = "little_time"
    FIGURE = "figure"
    """A number of the plan: how much until when."""
    IF_THEN = "if_then"
    DOUBT = "doubt"
    """The person is hard on themselves."""
    DO_IT = "do_it"
    """The coach shall do the work: write, translate, list."""
    NEW_DATE = "new_date"
    DONE = "done"
    RECORD = "record"
    """What was done, skipped or reported, and when."""
    EVIDENCE = "evidence"
    """Whether it works, and who says so."""
    DISAGREE = "disagree"
    """The person holds the plan or an advice for wrong."""
    LIFE = "life"
    """A blow or a change in the person's life, or in that of a person near them."""


_PLAIN: tuple[tuple[re.Pattern[str], Topic], ...] = (
    (re.compile(r"^\W*(?:what(?:'s| is) )?today\W*$", re.IGNORECASE), Topic.TODAY),
    (
        re.compile(
            r"^\W*what(?:['’]s| is)?\b[^,.;?!]*"
            r"\b(?:do|due|on|planned|practi[sc]e|train|work on|study)\b[^,.;?!]{0,12}"
            r"\b(?:today|tonight|this evening|tomorrow)\W*$",
            re.IGNORECASE,
        ),
        Topic.TODAY,
    ),
    (
        re.compile(
            r"\b(?:i|i['’]ve|have) (?:just )?(?:missed|skipped)\b.*\b(?:week|weeks|days)\b",
            re.IGNORECASE,
        ),
        Topic.MISSED,
    ),
    (
        re.compile(
            r"^\W*(?:i|i['’]ve)(?: have)?(?: just)? (?:did|done|finished|completed|ticked) "
            r"(?:it|this|that|today|the|my|all|everything)\b",
            re.IGNORECASE,
        ),
        Topic.DONE,
    ),
    (
        re.compile(
            r"\bhow (?:many|much) (?:hours?|minutes|time)\b.*"
            r"\b(?:did|have|has)\b(?! to\b)(?! left\b).*"
            r"\b(?:do|done|spen[dt]|put|work\w*|practi\w*|train\w*)\b",
            re.IGNORECASE,
        ),
        Topic.RECORD,
    ),
    (re.compile(r"\b(?:next|coming) milestone\b", re.IGNORECASE), Topic.NEXT_WEEK),
    (re.compile(r"\bhow far\b.*\bam i\b", re.IGNORECASE), Topic.PROGRESS),
    (
        re.compile(
            r"\b(?:move|shift|postpone|reschedule|bring)\b.*\b(?:to|on|until|forward)\b"
            r".*\b(?:today|tomorrow|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)"
            r"(?:day)?s?\b",
            re.IGNORECASE,
        ),
        Topic.SWAP_DAY,
    ),
    (
        re.compile(
            r"\b(?:swap|replace|exchange|substitute)\b.+\b(?:for|with|by|against) "
            r"(?!(?:today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day))",
            re.IGNORECASE,
        ),
        Topic.ALTERNATIVE,
    ),
    (
        re.compile(
            r"\b(?:can(?:['’]?t|not)|won['’]?t be able to)\b(?: \w+){0,3} (?:on |this )?"
            r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
            re.IGNORECASE,
        ),
        Topic.SWAP_DAY,
    ),
    (
        re.compile(
            r"\b(?:system prompt|ignore (?:all|your|the|any|previous)|"
            r"your (?:rules|instructions))\b",
            re.IGNORECASE,
        ),
        Topic.OFF_TOPIC,
    ),
    (
        re.compile(r"^\W*(?:please )?(?:remember|keep in mind|note)\b", re.IGNORECASE),
        Topic.REMEMBER,
    ),
    (
        re.compile(
            r"\b(?:give up|giving up|no motivation|lost my (?:drive|motivation))\b", re.IGNORECASE
        ),
        Topic.MOTIVATION,
    ),
)
"""Wordings that say it plainly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTopic:
    """The most probable topic of a question, and its probability."""

    topic: Topic
    share: float
    others: tuple[tuple[Topic, float], ...] = ()
    """The next topics with their probabilities, the likeliest first."""

    @property
    def sure(self) -> bool:
        """Return whether the topic may be answered without a doubt."""
        return self.share >= SURE_FROM

    @property
    def plain(self) -> bool:
        """Return whether its wording says it plainly."""
        return self.share == 1.0

    @property
    def ranked(self) -> tuple[tuple[Topic, float], ...]:
        """Return the topics that may be meant, the likeliest first."""
        return ((self.topic, self.share), *self.others)


def find_topic(question: str) -> FoundTopic:
    """Return what a question is about."""
    for pattern, topic in _PLAIN:
        if pattern.search(question):
            return FoundTopic(topic=topic, share=1.0)
    model = load_dense_model(CHAT_MODEL)
    shares = model.shares(load_sentence_encoder().encode(question).whole)
    order = shares.argsort()[::-1]
    ranked = [(Topic(model.labels[int(n)]), min(float(shares[n]), _MOST)) for n in order]
    (topic, share), *others = ranked[:MOST_TOPICS]
    return FoundTopic(topic=topic, share=share, others=tuple(others))
