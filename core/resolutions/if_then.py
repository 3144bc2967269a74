"""If-then plans: check and produce the form "If <situation>, then I will <action>."."""

import re

_IF = r"^\s*(?i:if|when(?:ever)?)\b"
_FORM = re.compile(rf"{_IF}.{{3,}}?\bthen\b.{{3,}}", re.IGNORECASE | re.DOTALL)
_TIME_CUE = re.compile(
    r"^\s*(?:after|before|once|as soon as|every time|each time|while|until)\b"
    r"[^,:;.]{3,}[,:]\s+\w.{3,}",
    re.IGNORECASE | re.DOTALL,
)
"""A situation that is a moment of the day: "After dinner, I will open the file"."""
_PARTS = (
    re.compile(rf"{_IF}\s+(?P<situation>[^,]{{3,}}),\s*(?P<action>.{{3,}})$", re.DOTALL),
    re.compile(rf"{_IF}\s+(?P<situation>[^,:]{{3,}}):\s+(?P<action>.{{3,}})$", re.DOTALL),
    re.compile(
        rf"{_IF}\s+(?P<situation>.{{2,}}?\S)\s+(?P<action>I(?:'ll| will)?\s.{{3,}})$", re.DOTALL
    ),
)
"""A situation and an action without "then": after a comma, after a colon, or before "I"."""
_THEN = re.compile(r"\bthen\b", re.IGNORECASE)
FALLBACK_ACTION = "do ten minutes of the easiest task of this week"


def is_if_then(text: str) -> bool:
    """Return True if a text has the form of an if-then plan."""
    return bool(_FORM.match(text) or _TIME_CUE.match(text))


def response_of(text: str) -> str:
    """Return the part of an if-then plan after "then", or the whole text without one."""
    return _THEN.split(text, maxsplit=1)[-1].strip()


def ensure_if_then(text: str, *, obstacle: str, action: str = FALLBACK_ACTION) -> str:
    """Return the text as an if-then plan, built from its parts if it is not one yet."""
    if is_if_then(text):
        return text.strip()
    match = next((found for part in _PARTS if (found := part.match(text))), None)
    if match is not None:
        return f"If {match['situation'].strip()}, then {match['action'].strip()}"
    response = text.strip().rstrip(".") or action
    situation = obstacle.strip().rstrip(".") or "the week does not go as planned"
    response = re.sub(r"^(?:i will|i'll)\s+", "", response, flags=re.IGNORECASE)
    return f"If “{situation}” gets in the way, then I will {response[0].lower() + response[1:]}."
