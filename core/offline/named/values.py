"""A thing that a person named, and what it is to them."""

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What a named thing is."""

    PIECE = "piece"
    """A work that is to be played, read, sung or spoken."""
    MAKING = "making"
    """A thing that is to be made, or to be finished."""
    SUBJECT = "subject"
    """What is to be learnt."""
    TOOL = "tool"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedThing:
    """A named thing, as it stands in a sentence: "The Swan", "your sister"."""

    label: str
    sort: Sort
    start: int
    """Where it stands in the text."""
    verb: str = ""
    """What is done with a piece or a making: play, read, sew."""
    in_aim: bool = False
    """Whether the aim itself names it."""
