"""Replies to the questions a person asked in a goal."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One question in the person's words, and the answer to it."""

    question: str
    text: str
    source: str = ""
    """Title of the finding behind the answer; "" if it follows from the plan itself."""
    url: str = ""
    step: str = ""
    """A task that finds the answer, if it cannot be given from here; else ""."""
