"""Improving a resolution by one sentence: validate the sentence and insert it where it belongs.

A sentence about the aim becomes the title, because the title is read first; a response to an
obstacle becomes an if-then plan; a measure is added to the metrics. Other text does not change.
"""

import re
from dataclasses import replace

from core.errors import InvalidInput
from core.goals.goal import clean_text
from core.resolutions.if_then import ensure_if_then
from core.resolutions.resolution import Challenge, Resolution, Strategy

MAX_SENTENCE_CHARACTERS = 300
FIRST_STEP = "First step"
"""The name of the strategy that holds an added step."""
_PLACEHOLDER = re.compile(r"<[^<>]+>")
_SITUATION = re.compile(
    r"^\s*(?:if|when(?:ever)?)\s+(?P<situation>.+?),?\s+then\b", re.IGNORECASE | re.DOTALL
)

_TITLE = frozenset({"clarity.outcome", "clarity.single_aim", "clarity.plain_words"})
_METRIC = frozenset({"measurability.method", "measurability.checkpoint"})
_STATEMENT = frozenset(
    {
        "specificity.action",
        "specificity.quantity",
        "specificity.when_where",
        "specificity.end_date",
        "measurability.number",
        "measurability.frequency",
    }
)
_STEP = frozenset({"actionability.verb_first", "actionability.first_step"})
_IF_THEN = "actionability.if_then"


def accept_sentence(sentence: str) -> str:
    """Validate and clean a sentence. Raises InvalidInput if it is empty, too long or has a gap."""
    cleaned = " ".join(clean_text(sentence).split())
    if not any(c.isalnum() for c in cleaned):
        raise InvalidInput(
            "There is no sentence to add yet.",
            field="sentence",
            advice="Write one, or leave it out.",
        )
    if len(cleaned) > MAX_SENTENCE_CHARACTERS:
        raise InvalidInput(
            f"This sentence has {len(cleaned):,} characters.",
            field="sentence",
            advice=f"Say it in at most {MAX_SENTENCE_CHARACTERS}.",
        )
    gap = _PLACEHOLDER.search(cleaned)
    if gap is not None:
        raise InvalidInput(
            f"The gap “{gap.group()}” is still open.",
            field="sentence",
            advice="Put your own words in its place.",
        )
    return cleaned if cleaned[-1] in ".!?…" else f"{cleaned}."


def add_sentence(
    resolution: Resolution, item_id: str, sentence: str, *, obstacle: str = ""
) -> Resolution:
    """Return the resolution with the sentence added for the rubric item `item_id`.

    `obstacle` is used in an if-then plan if the sentence names no situation.
    """
    if item_id in _TITLE:
        return replace(resolution, title=sentence.rstrip("."))
    if item_id in _STATEMENT:  # prepended, because the scorer reads the first action it finds
        statement = f"{sentence} {resolution.smart_statement}".strip()
        return replace(resolution, smart_statement=statement)
    if item_id in _METRIC and resolution.metrics:
        first, *others = resolution.metrics
        measured = replace(first, how=_append(first.how, sentence))
        return replace(resolution, metrics=(measured, *others))
    if item_id in _STEP:
        step = Strategy(name=FIRST_STEP, description=sentence)
        return replace(resolution, strategies=(step, *resolution.strategies))
    if item_id == _IF_THEN:
        return replace(
            resolution, challenges=(*resolution.challenges, _challenge(sentence, obstacle))
        )
    return replace(resolution, description=_append(resolution.description, sentence))


def _append(text: str, sentence: str) -> str:
    before = text.strip()
    if before and before[-1] not in ".!?…":
        before += "."
    return f"{before} {sentence}".strip()


def _challenge(sentence: str, obstacle: str) -> Challenge:
    if_then = ensure_if_then(sentence, obstacle=obstacle)
    match = _SITUATION.match(if_then)
    situation = match["situation"].strip(" ,") if match is not None else obstacle
    return Challenge(obstacle=situation[:1].upper() + situation[1:], if_then=if_then)
