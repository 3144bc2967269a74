"""If-then plans: check and produce the form "If <situation>, then I will <action>."."""

import re

_FORM = re.compile(r"^\s*(?:if|when(?:ever)?)\b.{3,}?\bthen\b.{3,}", re.IGNORECASE | re.DOTALL)
_NO_THEN = re.compile(
    r"^\s*(?:if|when(?:ever)?)\s+(?P<situation>[^,]{3,}),\s*(?P<action>.{3,})$",
    re.IGNORECASE | re.DOTALL,
)
_THEN = re.compile(r"\bthen\b", re.IGNORECASE)
FALLBACK_ACTION = "do ten minutes of the easiest task of this week"


def is_if_then(text: str) -> bool:
    """Return True if a text has the form of an if-then plan."""
    return bool(_FORM.match(text))


def response_of(text: str) -> str:
    """Return the part of an if-then plan after "then", or the whole text without one."""
    return _THEN.split(text, maxsplit=1)[-1].strip()


def ensure_if_then(text: str, *, obstacle: str, action: str = FALLBACK_ACTION) -> str:
    """Return the text as an if-then plan, built from its parts if it is not one yet."""
    if is_if_then(text):
        return text.strip()
    match = _NO_THEN.match(text)
    if match is not None:
        return f"If {match['situation'].strip()}, then {match['action'].strip()}"
    response = text.strip().rstrip(".") or action
    situation = obstacle.strip().rstrip(".") or "the week does not go as planned"
    response = re.sub(r"^(?:i will|i'll)\s+", "", response, flags=re.IGNORECASE)
    return f"If “{situation}” gets in the way, then I will {response[0].lower() + response[1:]}."
