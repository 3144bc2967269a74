"""Scores an answer by rule: relevance, personalization, motivation and actionability."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.chat.message import AnswerScore
from core.chat.reply import CoachReply
from core.chat.situation import Situation
from core.formats import day as write_day

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
_MINUTES = re.compile(r"\b\d+ (?:min|h)\b")
_FEW_WORDS = 3
_LOW = re.compile(
    r"\b(?:motivat\w*|give up|quit|missed|skipped|behind|tired|pointless|feel like|overwhelm\w*|"
    r"too much|can['’]?t be bothered)\b",
    re.IGNORECASE,
)
_SMALL_STEP = re.compile(
    r"\b(?:smallest|small|ten minutes|10 min|five minutes|5 min|one thing|begin with|half)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """A yes-no question about an answer; None if rules cannot know."""

    question: str
    yes: bool | None


def score_answer(reply: CoachReply, situation: Situation) -> tuple[AnswerScore, ...]:
    """Return the four scores of an answer; one that rules cannot know is unscored, never 0."""
    return tuple(_score(name, items(reply, situation)) for name, items in _DIMENSIONS.items())


def _score(dimension: str, items: tuple[_Item, ...]) -> AnswerScore:
    known = [item for item in items if item.yes is not None]
    if not known:
        return AnswerScore(dimension=dimension, score=None, reason="Rules cannot know this here.")
    missing = [item.question for item in known if not item.yes]
    reason = "Missing: " + " ".join(missing) if missing else "Every item is met."
    share = sum(bool(item.yes) for item in known) / len(known)
    return AnswerScore(dimension=dimension, score=round(10 * share, 1), reason=reason)


def _relevance(reply: CoachReply, situation: Situation) -> tuple[_Item, ...]:
    asked, answered = _stems(situation.question), _stems(reply.text)
    enough = len(asked) >= _FEW_WORDS
    return (
        _Item(question="Does it cite where it comes from?", yes=bool(reply.citations)),
        _Item(
            question="Does it take up a word of the question?",
            yes=bool(asked & answered) if enough else None,
        ),
    )


def _personalization(reply: CoachReply, situation: Situation) -> tuple[_Item, ...]:
    titles = any(planned.task.title in reply.text for planned in situation.tasks)
    days = any(write_day(planned.day) in reply.text for planned in situation.tasks)
    lines = [memory.text for memory in situation.memories]
    asked = _stems(situation.question)
    fitting = [line for line in lines if _stems(line) & asked]
    return (
        _Item(question="Does it name a task of the plan?", yes=titles),
        _Item(question="Does it name a day or a week of the plan?", yes=days or _week(reply.text)),
        _Item(
            question="Does it use what is remembered?",
            yes=any(_stems(line) & _stems(reply.text) for line in fitting) if fitting else None,
        ),
    )


def _motivation(reply: CoachReply, situation: Situation) -> tuple[_Item, ...]:
    if not _LOW.search(situation.question):
        return ()
    done = any(planned.done for planned in situation.tasks)
    return (
        _Item(question="Does it offer a small step?", yes=bool(_SMALL_STEP.search(reply.text))),
        _Item(
            question="Does it name what is done?",
            yes=bool(re.search(r"\b(?:done|behind you)\b", reply.text)) if done else None,
        ),
    )


def _actionability(reply: CoachReply, situation: Situation) -> tuple[_Item, ...]:
    titles = any(planned.task.title in reply.text for planned in situation.tasks)
    return (
        _Item(question="Does it say what to do next?", yes=titles or bool(reply.edits)),
        _Item(question="Does it say how long it takes?", yes=bool(_MINUTES.search(reply.text))),
    )


def _week(text: str) -> bool:
    return re.search(r"\bweek \d+\b", text, re.IGNORECASE) is not None


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.lower()[:_STEM] for word in _WORD.findall(text))


_DIMENSIONS: Mapping[str, Callable[[CoachReply, Situation], tuple[_Item, ...]]] = {
    "relevance": _relevance,
    "personalization": _personalization,
    "motivation": _motivation,
    "actionability": _actionability,
}
