"""What a person does with a message, by its meaning: tells good news, asks for a decision, ..."""

import re
from collections.abc import Mapping
from enum import StrEnum

from core.learning.models import load_dense_model, load_sentence_encoder

ACT_MODEL = "acts"
SURELY = 0.55
"""The probability from which an act is taken for what the message does."""
CLEARLY = 0.8
"""The same where an answer would be out of place if it were another act."""


ASKS = re.compile(
    r"^\W*(?:and |so |ok )?(?:how (?:much|many|far|long|often)|when|by when)\b", re.IGNORECASE
)
"""How a question for a number or a day begins."""


class Act(StrEnum):
    """What a message does."""

    NEWS = "news"
    """It tells of something that went well."""
    SETBACK = "setback"
    """It tells of something that went back."""
    LASTING = "lasting"
    """It asks for, or tells of, a change that holds from now on."""
    ONCE = "once"
    """It tells of days on which something is another way once."""
    DECISION = "decision"
    """It asks which of two ways to take."""
    FIGURE = "figure"
    """It asks for a number or a day of the plan."""
    BODY = "body"
    """It tells of the body."""
    HOME = "home"
    """It tells of a bad moment with a child."""
    OTHER = "other"
    """It asks about the plan or the subject, or is small talk."""


ACT_OF_TOPIC: Mapping[str, Act] = {
    "done": Act.NEWS,
    "missed": Act.SETBACK,
    "away": Act.ONCE,
    "skip_week": Act.ONCE,
    "swap_day": Act.ONCE,
    "figure": Act.FIGURE,
    "when_done": Act.FIGURE,
    "medical": Act.BODY,
    "ill": Act.BODY,
}
"""The acts of the questions that the topics are learnt from; every other topic is none of them."""


def act_shares(text: str) -> dict[Act, float]:
    """Return the probability of each act of a message."""
    model = load_dense_model(ACT_MODEL)
    shares = model.shares(load_sentence_encoder().encode(text).whole)
    return {Act(label): float(share) for label, share in zip(model.labels, shares, strict=True)}


def act_of(text: str, *, least: float = SURELY) -> Act | None:
    """Return what a message does, or None if that is not sure."""
    shares = act_shares(text)
    if ASKS.search(text):
        shares[Act.NEWS] = 0.0  # a question for a number tells nothing
    act, share = max(shares.items(), key=lambda one: one[1])
    return act if share >= least or (act is Act.FIGURE and ASKS.search(text)) else None
