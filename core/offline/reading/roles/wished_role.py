"""To whom a person wants to be better: a better daughter is one to her parents."""

import re

_BETTER = re.compile(
    r"\b(?:better|good|kind\w*|patient|closer?|present|loving|attentive|there)\b[^.;!?]{0,20}?\b"
    r"(?P<role>daughter|son|mother|mum|mom|father|dad|parent|sister|brother|sibling|friend|wife|"
    r"husband|partner|girlfriend|boyfriend|boss|manager|leader|colleague|neighbou?r|aunt|uncle|"
    r"gran\w+|for|to|with)\b",
    re.IGNORECASE,
)
"""A wish to be a better something to people."""
_PARENTS = r"mother|father|parent|mum|mom|dad|mummy|daddy"
_CHILDREN = r"child|kid|son|daughter|baby|toddler|teen|twin|year-old"
_SIBLINGS = r"brother|sister|sibling|twin"
_TOWARDS = {
    "brother": _SIBLINGS, "sister": _SIBLINGS, "sibling": _SIBLINGS,
    "aunt": "niece|nephew", "uncle": "niece|nephew",
    "daughter": _PARENTS, "son": _PARENTS, "mother": _CHILDREN, "mum": _CHILDREN,
    "mom": _CHILDREN, "father": _CHILDREN, "dad": _CHILDREN, "parent": _CHILDREN,
    "boss": "team|colleague|co-?worker", "manager": "team|colleague|co-?worker",
    "leader": "team|colleague|co-?worker",
    "wife": "husband|partner|spouse", "husband": "wife|partner|spouse",
    "girlfriend": "boyfriend|partner|girlfriend", "boyfriend": "girlfriend|partner|boyfriend",
}  # fmt: skip
"""Whom one is a daughter, a father, a boss to; all others are it to their like."""
_LONGEST_PREPOSITION = 4


def wants_to_be_better(text: str) -> bool:
    """Return whether a text wishes to be a better something to people."""
    return _BETTER.search(text) is not None


def towards_whom(text: str) -> str:
    """Return a pattern of the people to whom it wishes to be better; empty if it names no role."""
    wish = _BETTER.search(text)
    role = wish["role"].lower() if wish is not None else ""
    return _TOWARDS.get(role, role if len(role) > _LONGEST_PREPOSITION else "")
