"""The roles of clauses and the slots inside them, by the short names the training texts use."""

from enum import StrEnum


class Role(StrEnum):
    """What a clause says."""

    AIM = "aim"
    MORE = "more"
    """A further aim."""
    WHY = "why"
    BACKGROUND = "ctx"
    START = "start"
    """Where the person stands today."""
    LIMIT = "limit"
    OBSTACLE = "block"
    METHOD = "how"
    QUESTION = "ask"
    CHAT = "chat"


class Slot(StrEnum):
    """What a phrase inside a clause names."""

    THING = "thing"
    TARGET = "to"
    BASELINE = "from"
    DEADLINE = "by"
    EVENT = "event"
    LENGTH = "span"
    HOURS = "hours"
    DAYS = "days"
    DAYS_OFF = "off"
    RATE = "rate"
    PAYMENT = "pay"
    OTHER_NUMBER = "num"


NO_LABEL = "O"
"""The label of tokens outside every clause or slot."""
