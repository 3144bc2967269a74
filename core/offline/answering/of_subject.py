"""The answer to a question about a thing that the plan itself works with: salt, rice, a raffle.

The passage has to speak of the question's own subject. What only resembles the question is none.
"""

import re
from collections.abc import Iterable, Iterator

from core.learning.models import load_sentence_encoder
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.similarity import telling_stems

_ABOUT = 0.34
_SURELY = 0.3
"""Least likeness of a question and a passage that names its subject: one word of it, or all."""
_ASKING = telling_stems(
    """
    should could would worth myth really actually even realistic realistically good idea better best
    bother bothering need needed have enough okay fine allowed possible true work works help helps
    pointless waste use used just being weird normal cheating first start begin look plan goal right
    how what when where which will does make get take tell ask paying pay move proper someone eat
    eating
    """
)
"""Words of asking: none of them is what a question is about."""
_WHETHER_IT_HELPS = re.compile(r"\b(?:worth|myth|helps?|works?|matters?|point)\b", re.IGNORECASE)
_MOST_ENCODED = 6


def subject_reply(question: str, parsed: ParsedGoal) -> str:
    """Return what the plan says of the question's subject, or "" if it does not speak of it."""
    subject = telling_stems(question) - _ASKING
    if not subject or not parsed.playbook.recipe:
        return ""
    whether = _WHETHER_IT_HELPS.search(question) is not None
    about = [
        (len(shared), passage)
        for words, passage in _passages(parsed)
        if "{" not in passage
        and (shared := subject & telling_stems(words))
        and (whether or shared == subject)
    ]
    about.sort(key=lambda pair: -pair[0])
    encoder = load_sentence_encoder()
    asked = encoder.whole(question)
    scored = [(float(encoder.whole(text) @ asked), text) for _, text in about[:_MOST_ENCODED]]
    likeness, passage = max(scored, default=(0.0, ""))
    if likeness < (_ABOUT if whether else _SURELY):
        return ""
    if whether:
        return f"Your plan counts on it: {passage[0].lower()}{passage[1:]}"
    return f"Your plan says: {passage}"


def shares_subject(question: str, texts: Iterable[str]) -> bool:
    """Return whether texts speak of what a question is about, as far as it names that."""
    subject = telling_stems(question) - _ASKING
    return not subject or any(subject & telling_stems(text) for text in texts)


def _passages(parsed: ParsedGoal) -> Iterator[tuple[str, str]]:
    """Yield the sentences of a recipe that can stand alone, each behind the words it is about."""
    playbook = parsed.playbook
    plain = [
        *re.split(r"(?<=[.!?])\s+", playbook.why),
        *(focus for phase in playbook.phases for focus in phase.focus),
        *playbook.safety,
        *(each.text for each in playbook.strategies),
    ]
    yield from ((text, text) for text in plain)
    for guide in playbook.obstacles:
        answer = f"If {guide.situation}, {guide.actions[0]}."
        yield f"{guide.obstacle}: {answer}", answer
