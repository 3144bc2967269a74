"""Improving a resolution by one sentence: which sentences can be taken, and where each belongs.

What stands for the aim becomes the title, because the title is read first; what is done when something goes wrong
becomes an if-then plan; what is counted stands with the metrics. The rest of the text stays as it was.
"""

import re
from dataclasses import replace

from core.errors import InvalidInput
from core.goals.goal import clean_text
from core.resolutions.if_then import ensure_if_then
from core.resolutions.resolution import Challenge, Resolution, Strategy

MAX_SENTENCE_CHARACTERS = 300
_PLACEHOLDER = re.compile(r"<[^<>]+>")
_SITUATION = re.compile(
    r"^\s*(?:if|when(?:ever)?)\s+(?P<situation>.+?),?\s+then\b", re.IGNORECASE | re.DOTALL
)

_TITLE = frozenset({"clarity.outcome", "clarity.single_aim", "clarity.no_vague_words"})
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
    """Clean what is to be added. Raises InvalidInput for nothing, for too much, and for a gap that is still open."""
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
    """Return the resolution with the sentence where the rubric item `item_id` looks for it.

    `obstacle` is what an if-then plan is for where the sentence does not say it.
    """
    if item_id in _TITLE:
        return replace(resolution, title=sentence.rstrip("."))
    if (
        item_id in _STATEMENT
    ):  # before the old words: the first sentence that says what is done is the one that counts
        return replace(
            resolution, smart_statement=f"{sentence} {resolution.smart_statement}".strip()
        )
    if item_id in _METRIC and resolution.metrics:
        first, *others = resolution.metrics
        measured = replace(first, how=_after(first.how, sentence))
        return replace(resolution, metrics=(measured, *others))
    if item_id in _STEP:
        step = Strategy(name="First step", description=sentence)
        return replace(resolution, strategies=(step, *resolution.strategies))
    if item_id == _IF_THEN:
        return replace(
            resolution, challenges=(*resolution.challenges, _challenge(sentence, obstacle))
        )
    return replace(resolution, description=_after(resolution.description, sentence))


def _after(text: str, sentence: str) -> str:
    before = text.strip()
    if before and before[-1] not in ".!?…":
        before += "."
    return f"{before} {sentence}".strip()


def _challenge(sentence: str, obstacle: str) -> Challenge:
    if_then = ensure_if_then(sentence, obstacle=obstacle)
    match = _SITUATION.match(if_then)
    situation = match["situation"].strip(" ,") if match is not None else obstacle
    return Challenge(obstacle=situation[:1].upper() + situation[1:], if_then=if_then)
