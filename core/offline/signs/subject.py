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
_VICTIMS = frozenset("her them us me anyone anybody everyone everybody kids kid".split())
_SAME_PERSON = frozenset("he she they his hers he's she's they're".split())
"""Pronouns by which a clause goes on about its agent."""
_NEGATIONS = frozenset(
    "not never wont dont doesnt cant didnt isnt wouldnt refuses refused hardly nothing".split()
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


def harms_a_person(clause: str) -> bool:
    """Return whether what another person does in a clause can be done to a person or an animal.

    Violence has an agent and a victim. A clause that names only the agent still counts if it says
    what they do ("wife beats"), but not if it says what they do not do: "my husband won't throw
    anything away" has no victim, "my husband won't let the kids out" has.
    """
    tokens = [m.group().lower().replace("’", "'") for m in _TOKEN.finditer(clause)]
    agent = next((at for at, word in enumerate(tokens) if _is_living(word)), len(tokens))
    named = any(_is_living(word) for word in tokens[agent + 1 :] if word not in _SAME_PERSON)
    return named or not any(_is_negation(word) for word in tokens)


def names_no_victim(text: str) -> bool:
    """Return whether a text is about another person alone, and what they do can harm no one."""
    clauses = [clause for clause in re.split(r"[.;!?\n]+", text) if _TOKEN.search(clause)]
    return bool(clauses) and all(
        is_about_another(clause) and not harms_a_person(clause) for clause in clauses
    )


def _is_living(word: str) -> bool:
    return word in _OTHERS or word in _VICTIMS or _is_other(word)


def _is_negation(word: str) -> bool:
    return word in _NEGATIONS or word.endswith("n't")
