"""Say whether a clause is about another person: "my sister's on insulin", "she shakes"."""

import re

from core.offline.safety.frames import is_person

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SELF = re.compile(r"^(?:i|me|we|us|ah|im|ive|id|myself|meself|i['’]\w+|ah['’]m|we['’]\w+)$")
_OWN = frozenset({"my", "our", "mine", "ma"})
_OTHERS = frozenset({"he", "she", "they", "him", "his", "hers", "he's", "she's", "they're"})
_ANIMALS = frozenset(
    "cat cats dog dogs horse horses cow cows ewe ewes sheep mare kitten puppy spaniel mice".split()
)

_NO_SUBJECTS = frozenset(
    "doctor nurse baby babies child doc midwife patient somebody nobody".split()
)
_OPENING = 3
"""Words of a clause in which its subject stands."""


def is_about_another(clause: str) -> bool:
    """Return whether a clause begins with another person or an animal and never names the writer.

    "My" counts for the writer only before something that is not a person: "my hands" does, "my
    mother" does not. Those who treat the writer, and the unborn child, are no other subject.
    """
    tokens = [m.group().lower().replace("’", "'") for m in _TOKEN.finditer(clause)]
    if any(_is_self(tokens, at) for at in range(len(tokens))):
        return False
    return any(word in _OTHERS or _is_other(word) for word in tokens[:_OPENING])


def _is_self(tokens: list[str], at: int) -> bool:
    if _SELF.match(tokens[at]):
        return True
    owned = tokens[at + 1 : at + 3]
    return tokens[at] in _OWN and not any(_is_other(word) for word in owned)


def _is_other(word: str) -> bool:
    bare = word.removesuffix("'s")
    return bare in _ANIMALS or (is_person(word) and bare not in _NO_SUBJECTS)
