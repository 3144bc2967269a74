"""An eating disorder that the writer names by its name is a sign, whatever stands beside it."""

import re

from core.offline.signs.subject import is_about_another

_NAMES = re.compile(
    r"\b(?:anore(?:xi\w+|ctic)|bulimi\w+|orthorexi\w+|arfid|eating disorders?|binge[- ]eating|"
    r"(?:throw|throwing|threw) up (?:after|what)|purg(?:e|ed|ing)|"
    r"ma(?:ke|de|king) myself (?:sick|vomit|throw up))\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:no|not|never|without|n['’]t)\b[^.;,]{0,25}$", re.IGNORECASE)
_CLAUSE = re.compile(r"[.!?;,\n()]| and | but | because ")


def named_disorder(text: str) -> str | None:
    """Return the clause in which the writer names an eating disorder of their own, or None."""
    for clause in _CLAUSE.split(text):
        match = _NAMES.search(clause)
        if match is None or is_about_another(clause.strip()):
            continue
        if not _DENIED.search(clause[: match.start()]):
            return clause.strip()
    return None
