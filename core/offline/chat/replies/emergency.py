"""Signs of an emergency in a message, and whom to call, the ambulance before the doctor."""

import re

_EMERGENCY = re.compile(
    r"\bchest\b[^.;!?]{0,20}\b(?:pain\w*|pressure|tight\w*|hurts?|hurting|squeez\w*)\b|"
    r"\b(?:tight\w*|pain|pressure) (?:in|on|across) (?:my|the) chest\b|"
    r"\bheart\b[^.;!?]{0,20}\b(?:racing|pounding|skipping)\b[^.;!?]*\b(?:sick|dizzy|faint|breath|"
    r"sweat\w*)\b|\b(?:double|two|three|too many|twice)\b[^.;!?]{0,20}\b(?:pills|tablets|patches|"
    r"doses?)\b|"
    r"\b(?:(?:can(?:'|’)?t|cannot) breathe|faint(?:ed|ing)?|"
    r"passed? out|collapsed?|slurred|one side (?:is )?numb|coughing blood|seizure|overdos\w+)\b",
    re.IGNORECASE,
)
_CALL = "Call an ambulance at once (112, 999 or 911) if it is bad, sudden, or does not pass."
_POISON = (
    "If too much of a medicine was taken or put on, take off what can be taken off, and ring a "
    "poison line, a pharmacist or a doctor now, also if you feel well."
)

PAIN = re.compile(
    r"\b(?:pain|painful|hurts?|hurting|aches?|aching|dizzy|dizziness|swollen|swelling|bleeding|"
    r"numb|tingling|sore|stiff|injur\w+|sprain\w*|light-?headed)\b",
    re.IGNORECASE,
)
_NO_PAIN = re.compile(
    r"\b(?:no|without(?: any)?|zero) (?:more )?(?:pain|aches?|swelling|dizziness)\b|\bpain-?free\b|"
    r"\b(?:does|do|did)(?:n['’]?t| not|nt) (?:hurt|ache)(?: any ?more)?\b",
    re.IGNORECASE,
)


def is_painless(text: str) -> bool:
    """Return whether a message says that nothing hurts, and names no other pain."""
    return _NO_PAIN.search(text) is not None and PAIN.search(without_denied_pain(text)) is None


def without_denied_pain(text: str) -> str:
    """Return a text without the pain that it says is not there."""
    return _NO_PAIN.sub(" ", text)


def is_emergency(text: str) -> bool:
    """Return whether a message names a sign for which help is called at once."""
    return _EMERGENCY.search(text) is not None


def who_to_call(*, too_much: bool) -> str:
    """Return whom to call first; `too_much` is whether it is about a medicine."""
    return f"{_CALL} {_POISON}" if too_much else _CALL
