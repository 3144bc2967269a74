"""The words of an obstacle: without what introduces it, and its first clause."""

import re

CUE = re.compile(
    r"^(?:but|however|although|though|because|and|so|then|"
    r"(?:(?:the|my|our|one|main|biggest|only) )*(?:problem|trouble|issue|obstacle|weakness) is"
    r"(?: that)?)\W+",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[?;:.!](?:\s|$)|\n|,\s")
_ENDS_A_SENTENCE = re.compile(r"[?;:.!](?:\s|$)|\n")
_JOINED = re.compile(r" (?:and|but|so|because|although|while|when|which) ", re.IGNORECASE)
MOST_WORDS = 12


def first_clause(words: str) -> str:
    """Return the first clause of a sentence; a long one ends before what is joined to it."""
    if len(words.split()) <= MOST_WORDS and not _ENDS_A_SENTENCE.search(words):
        return words
    clause = _CLAUSE_END.split(words, maxsplit=1)[0].strip()
    if len(clause.split()) <= MOST_WORDS:
        return clause
    return _JOINED.split(clause, maxsplit=1)[0]
