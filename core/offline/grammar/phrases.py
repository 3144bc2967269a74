"""Whether words can be a thing or an act, before they are put where a sentence needs one.

The classes below are closed in English: no new pronoun, preposition or adverb of time comes up.
"""

import re

_DETERMINERS = frozenset(
    "a an the my our your his her their its this that these those some any all both each every no "
    "another one two three four five six".split()
)
_PRONOUNS = frozenset(
    "i you he she it we they me him us them who which what whom whose there here myself yourself "
    "something anything everything nothing someone anyone everyone somebody anybody nobody "
    "everybody".split()
)
_LINKS = frozenset(
    "and or but so because if when while where that than then as though although until unless "
    "since once before after".split()
)
_PREPOSITIONS = frozenset(
    "in on at by for from with without to of off up out into over under about during through via "
    "per between against till towards across along around behind beside".split()
)
_ADVERBS = frozenset(
    "sometimes often always never usually rarely seldom ever again soon later now today tonight "
    "tomorrow yesterday daily weekly monthly yearly early late maybe perhaps twice more less most "
    "least enough much many really very quite rather almost just only also too even still already "
    "not together alone instead away back well better best regularly properly anymore".split()
)
_FORMS = frozenset(
    "is are was were be been being am do does did done have has had having will would can could "
    "shall should may might must go goes got get gets going".split()
)
CLOSED_WORDS = (_PRONOUNS | _LINKS | _PREPOSITIONS | _ADVERBS | _FORMS) - {"back", "best", "light"}
"""Words that no noun phrase goes over; articles and possessives open one."""
_LY_NOUNS = re.compile(r"(?:fami|rep|supp|assemb|jel|bel|al|bul|f|li|ita|mono|anoma|butterf)ly$")
_CLAUSE = re.compile(r"\b(?:i|you|he|she|they|we)\s+[a-z]+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def can_be_noun_phrase(text: str) -> bool:
    """Return whether words can be a thing: they end in a noun and say no clause."""
    words = [word.lower() for word in _WORD.findall(text)]
    while words and words[0] in _DETERMINERS:
        words = words[1:]
    if not words or _CLAUSE.search(text) or re.search(r"[?;\n]", text):
        return False
    first, last = words[0], words[-1]
    if last in _PRONOUNS and words[-2:-1] and words[-2] in _PREPOSITIONS:
        words, last = words[:-2], words[-3] if len(words) > 2 else ""
    closed = _PRONOUNS | _LINKS | _PREPOSITIONS | _FORMS
    if first in closed | _ADVERBS or last in closed | _ADVERBS | _DETERMINERS | {"", "own"}:
        return False
    return not any(is_adverb(word) for word in (words if len(words) == 1 else words[-1:]))


def can_be_act(text: str) -> bool:
    """Return whether an imperative says what is done with what: "Practise sometimes" does not."""
    words = [word.lower() for word in _WORD.findall(text)]
    rest = [word for word in words[1:] if not (word in _ADVERBS or is_adverb(word))]
    if not words or not rest or words[-1] in _LINKS | _DETERMINERS | _FORMS - {"go"}:
        return False
    return not set(rest) <= _PREPOSITIONS | _LINKS | _DETERMINERS


def says_it_twice(template: str, thing: str) -> bool:
    """Return whether a template names the thing again: "a first draft, a full draft of 80"."""
    head = re.split(r" (?:of|for|in|on|about|with|by|from|to) ", thing, maxsplit=1)[0].split()[-1:]
    return "{thing}" in template and bool(head) and head[0].lower() in template.lower().split()


def is_adverb(word: str) -> bool:
    """Return whether a word has the form of an adverb: "mostly", not "family"."""
    return len(word) > 4 and word.endswith("ly") and not _LY_NOUNS.search(word)
