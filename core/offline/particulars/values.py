"""A particular of a text: a thing, person or place that is named beside the aim."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What a named thing is to the person, by the clause it stands in."""

    WEAK = "weak"
    """What goes wrong or is feared: "failed on roundabouts"."""
    FIRST = "first"
    """What was never done before: "never written a grant bid"."""
    PULL = "pull"
    """What the person gives in to: "it all goes on takeaways"."""
    SORE = "sore"
    """A part of the body that complains."""
    HINDERS = "hinders"
    """A person whose act is in the way."""
    OWED = "owed"
    """Who waits for their money."""
    UNTOLD = "untold"
    """A person who does not know of it."""
    TO_GET = "to_get"
    """What still has to be had: "haven't got insurance"."""
    LACK = "lack"
    """What is missing: "no shed"."""
    TRIED = "tried"
    """What did not work before."""
    QUOTED = "quoted"
    """Words of others that have to be understood."""
    OFFER = "offer"
    """What takes place on a day, or could be joined: a class, a club."""
    WHO = "who"
    """A person who is part of it."""
    SLOT = "slot"
    """A piece of the day that is free for it: "nap time is 12.30 to 2"."""
    HAVE = "have"
    """A tool, a stock or a place that is there."""
    SHARED = "shared"
    """What another person likes: "she likes baking"."""
    LIKED = "liked"
    """What gives the person pleasure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Particular:
    """A named thing as the plan speaks of it, "your left hand", and what it is."""

    label: str
    part: Part
    start: int
    """Where it stands in the text."""
