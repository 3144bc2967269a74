"""The answer to a decision: the plan's own passage, or what speaks for either way."""

import re
from dataclasses import dataclass

from core.chat.reply import CitationDraft, CoachReplyDraft
from core.offline.chat.asked import (
    Asked,
    cites_passage,
    cites_tasks,
    cites_week,
    milestone_text,
    named,
    one_line,
    when_due,
)
from core.offline.chat.message.parts import Message
from core.offline.chat.topics import Topic
from core.offline.playbooks.similarity import telling_stems

_NEAR, _SHARED = 0.55, 2
_OPENING = re.compile(
    r"^.*?\b(?:should|shall|do|would|could|can|ought) (?:i|we)(?: to)?\b|"
    r"^.*?\b(?:is it|would it be|is) (?:better|worth|wise|smarter|a good idea|ok(?:ay)?|right)"
    r"(?: to)?\b|^\W*better\b",
    re.IGNORECASE,
)
_OR = re.compile(r",? \bor\b ", re.IGNORECASE)
_NO_CHOICE = re.compile(
    r"^\W*(?:and |so |but )?(?:how|what|when|where)\b(?!.*\bor\b)|“", re.IGNORECASE
)
"""A question for an amount, a day or a place, or about a task of the plan that is named."""
_MOST_WORDS = 14
_OF_TASKS = frozenset(
    {
        Topic.TODAY,
        Topic.SWAP_DAY,
        Topic.SKIP_WEEK,
        Topic.AWAY,
        Topic.EASIER,
        Topic.TOO_MUCH,
        Topic.MEDICAL,
        Topic.ILL,
        Topic.LITTLE_TIME,
    }
)
"""Topics whose question is about the plan's own tasks, which have their own answers."""
_SURE_TOPIC = 0.5


@dataclass(frozen=True, slots=True)
class _Matter:
    """What kind of decision it is, what speaks for doing it and against, and how to decide."""

    words: re.Pattern[str]
    one: str
    other: str
    decide: str


def _matter(words: str, one: str, other: str, decide: str) -> _Matter:
    return _Matter(re.compile(words, re.IGNORECASE), one, other, decide)


_MATTERS = (
    _matter(
        r"\b(?:tell|telling|admit|confess|confront|talk to|speak (?:to|with)|let (?:\w+ )?know|"
        r"keep (?:it )?(?:quiet|to myself)|say nothing|report|invite|apologi[sz]e)\b",
        "nothing has to be hidden from then on, it comes from you and not by chance, and a person "
        "who knows can help",
        "you choose the moment yourself and bring a first result or a plan along",
        "would it be worse if it came out without you? Then name a day this week and one first "
        "sentence; if not, tie it to the next milestone",
    ),
    _matter(
        r"\b(?:buy|pay|borrow|loan|worth|expensive|cheap\w*|savings?|sell|rent|card|money|"
        r"subscription)\b",
        "it can take a hurdle away that has stopped you before",
        "the money stays free, and what you have is often enough for the next weeks",
        "write down what it costs in all and what you would do without it; if the next two weeks "
        "work without it, wait",
    ),
    _matter(
        r"\b(?:wait|now|later|before|after|until|till?|quit|stop|cancel|switch|keep (?:on|going)|"
        r"stay|change)\b",
        "it is settled, and you learn soon how it works out",
        "you know more by then, and nothing is given up yet",
        "what can still be undone in a month? Do that one first, and look again at the next "
        "milestone",
    ),
    _matter(
        r"",
        "it is tried soon, and you see on your own example how it works",
        "you compare it first with what you have done so far",
        "try the one that is easier to undo for two weeks, and keep the one after which the next "
        "session was easier to begin",
    ),
)


def decision(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer which way to take: by a passage about it, or by what speaks for either."""
    text, now = message.text, asked.situation
    of_tasks = asked.found.topic in _OF_TASKS and asked.found.share >= _SURE_TOPIC
    if of_tasks or _NO_CHOICE.search(_asking(text)):
        return None
    parts, citations = list[str](), list[CitationDraft]()
    near = asked.near
    about = telling_stems(text)
    passage = near.guide.passage if near is not None and near.guide.answers else None
    if (
        near is not None
        and passage is not None
        and near.likeness >= _NEAR
        and (len(about & telling_stems(" ".join((*near.guide.asks, passage.text)))) >= _SHARED)
    ):
        parts.append(one_line(passage.text))
        parts.append("The rest is yours to decide.")
        citations.append(cites_passage(passage))
    else:
        parts.append("Your plan does not say which, so I will not decide it for you.")
        parts += _both(text)
    step, ahead = now.next_open, now.next_milestone
    if ahead is not None:
        parts.append(f"Your next milestone: {milestone_text(ahead, now.today)}.")
    if step is not None:
        parts.append(f"Either way, next is {named(step)}, {when_due(step, now.today)}.")
        citations += cites_tasks(step)
    return CoachReplyDraft(answer=" ".join(parts), citations=[*citations, cites_week(now.week)])


def _both(text: str) -> list[str]:
    """Return what speaks for either way, in the person's words where they name both."""
    matter = next(each for each in _MATTERS if each.words.search(text))
    one, other = _ways(text)
    return [
        f"What speaks for {one}: {matter.one}.",
        f"What speaks for {other}: {matter.other}.",
        f"Decide by this: {matter.decide}.",
    ]


def _asking(text: str) -> str:
    """Return the sentence of a message that asks which way to take."""
    return next((s for s in re.split(r"(?<=[.!?])\s+", text) if _OPENING.search(s)), text)


def _ways(text: str) -> tuple[str, str]:
    after = _OPENING.sub("", _asking(text), count=1).strip(" ?.!,")
    pieces = [piece.strip() for piece in _OR.split(after, maxsplit=1)]
    if any(not piece or len(piece.split()) > _MOST_WORDS for piece in pieces):
        return "doing it", "not doing it, or not yet"
    one = f"“{pieces[0]}”"
    return one, f"“{pieces[1]}”" if len(pieces) > 1 else "leaving it, or waiting"
