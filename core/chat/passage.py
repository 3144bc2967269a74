"""A passage of the playbook or of the plan's own texts that an answer may cite."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A short text with its source."""

    id: str
    text: str
    source: str
    """Title of the finding or of the part of the plan it comes from."""
    url: str = ""
    likeness: float = 0.0
    """How like it is to the question, from -1 to 1."""
