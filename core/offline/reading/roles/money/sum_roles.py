"""What a sum of money is in its clause: what is to come in, or what can be put in.

The word that governs a sum decides: who wants to "make 3,000" and has "600 to put in" has one
target and one budget, whichever stands first.
"""

import re

from core.offline.reading.facts import Quantity

_ABOUT = r"(?:(?:maybe|about|around|roughly|at least|up to|another|over|some|say|only|just) )*"
_WISH = (
    r"\b(?:want|wants|wanting|hope|hoping|like|love|aim|aiming|plan|planning|need|wish|goal is|"
    r"going|trying|try)\b[^.;!?]{0,90}?"
)
_GAIN = (
    r"(?:earn|make|raise|bring in|take(?: in| home)?|turn over|clear|sell(?: [a-z ]{1,30})? for|"
    r"get (?:it |this |that )?(?:up )?to)"
)
_GAINED = re.compile(rf"{_WISH}\b(?:to|and|or) (?:\w+ly )?{_GAIN} {_ABOUT}\W?$", re.IGNORECASE)
_HELD = re.compile(
    r"\b(?:got|have|has|['’]ve|there['’]s|with)"
    rf"(?: (?:already|now|got|saved(?: up)?|set aside|put (?:by|aside)))* {_ABOUT}\W?$",
    re.IGNORECASE,
)
_PUT_IN = re.compile(
    r"^(?: (?:pounds|euros?|dollars|quid))? (?:that (?:i|we) can |(?:i|we) can )?(?:to )?"
    r"(?:put (?:in(?:to)?\b|towards?\b|down\b)|invest|spend|start (?:off |out )?with|"
    r"play with|use\b)",
    re.IGNORECASE,
)
_FOR_IT = re.compile(
    r"^(?: (?:pounds|euros?|dollars|quid))? (?:for\b|to (?:start|open|build|buy|set up|get)\b)",
    re.IGNORECASE,
)


def is_gain(text: str, amount: Quantity) -> bool:
    """Return whether a wish is to bring this sum in: "make maybe 3,000 in the season"."""
    return _GAINED.search(text[: amount.span.start]) is not None


def is_stake(text: str, amount: Quantity) -> bool:
    """Return whether the person has this sum to put in: it is a budget and no target."""
    before, after = text[: amount.span.start], text[amount.span.end :]
    held = _HELD.search(before) is not None
    return held and bool(_PUT_IN.match(after) or _FOR_IT.match(after))
