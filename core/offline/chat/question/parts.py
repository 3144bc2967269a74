"""The parts of a message that ask for something of their own."""

import re

MOST_PARTS = 2
_LEAST_WORDS = 3
_BREAK = re.compile(
    r"(?<=[?!.;])\s+|\s+(?=(?:can|could|should|may) i\b)|\s*,?\s+(?:and|also|but)\s+(?=(?:also\s+)?"
    r"(?:what|when|where|which|who|why|how|"
    r"can|could|should|shall|do|does|is|are|will|would|may)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?:\W*(?:and|also|but|so|ok|lol|btw|please|pls)\W+)*(?:what|when|where|which|who|why|how|"
    r"can|could|should|shall|do|does|did|is|are|am|will|would|may|whats|hows)\b|\?\W*$",
    re.IGNORECASE,
)


_WITHIN = re.compile(
    r"[?]|\b(?:should|shall|can|could|may) (?:i|we|you)\b|"
    r"\b(?:do|does|is|are|am) (?:i|it|this|that)\b|\b(?:what|how|which|when|why)\b",
    re.IGNORECASE,
)


def is_asking(message: str) -> bool:
    """Return whether a message asks for something, with a question mark or without."""
    return _WITHIN.search(message) is not None


def ask_parts(message: str) -> tuple[str, ...]:
    """Return the questions of a message that has several, or nothing if it has one at most.

    What stands before a question belongs to it: "I was ill. What now?" is one question.
    """
    found = list[str]()
    before = ""
    for piece in (part.strip() for part in _BREAK.split(message) if part and part.strip()):
        whole = f"{before} {piece}".strip()
        if _ASKS.search(piece) and len(whole.split()) >= _LEAST_WORDS:
            found.append(whole)
            before = ""
        else:
            before = whole
    return tuple(found[:MOST_PARTS]) if len(found) > 1 else ()
