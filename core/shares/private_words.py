"""Leave out of a plan's texts what the person wrote about themselves.

A task may quote the obstacle it is meant for (“Write an if-then against “my boss is watching””). A
plan for others shows the task and not the quote.
"""

import re
from collections.abc import Iterable

LEFT_OUT = "…"
FEWEST_WORDS = 3
"""A phrase of fewer words is left out only where it is quoted: others use such words, too."""


def leave_out(text: str, phrases: Iterable[str]) -> str:
    """Return the text with dots in place of each phrase that the person wrote."""
    for phrase in sorted(filter(None, map(_clean, phrases)), key=len, reverse=True):
        words = r"\s+".join(map(re.escape, phrase.split()))
        text = re.sub(
            rf"“[^“”]*(?<!\w){words}(?!\w)[^“”]*”", f"“{LEFT_OUT}”", text, flags=re.IGNORECASE
        )
        if len(phrase.split()) >= FEWEST_WORDS:
            text = re.sub(rf"(?<!\w){words}(?!\w)", LEFT_OUT, text, flags=re.IGNORECASE)
    return text


def _clean(phrase: str) -> str:
    return " ".join(phrase.split()).strip(" .,;:!?")
