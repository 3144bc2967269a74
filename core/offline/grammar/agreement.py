"""Agreement in a sentence that was put together: article, number, person, doubled words.

What a person wrote stays as it is between quotation marks.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from core.offline.grammar.person import with_contractions
from core.plans.sense.words import is_broken, mend_doubles

_QUOTED = re.compile(r"(“[^”]*”|\"[^\"]*\")")
_ARTICLE = re.compile(r"(?:(?<![\w’'-])(?P<article>an?)|^An?) (?P<word>[a-zA-Z][a-z'’-]{2,})")
_HARD_TO_HEAR = re.compile(r"(?:u|eu|one|once|h|x|y)", re.IGNORECASE)
"""Words whose first letter does not tell how they sound: these keep the article they have."""
_TWO_DETERMINERS = re.compile(
    r"\b(?P<first>an?|the|my|your|our|(?:my|your|our|his|her|their) own) "
    r"(?P<second>an?|the|my|your|our) (?=[a-z])",
    re.IGNORECASE,
)
_WEAK = frozenset({"a", "an"})
_SMALL = frozenset("a an the my your our own".split())
_TELLING = frozenset(
    """
    1 i im ive i'm you thats theres whats hes shes cant dont doesnt didnt isnt arent wasnt werent
    hasnt havent hadnt wouldnt couldnt shouldnt mustnt wont
    """.split()
)
"""Words of sentences in which person or number may be wrong."""
_ONE_OF_MANY = re.compile(
    r"(?<![\d.,:/x-])(?<!week )(?<!stage )(?<!part )(?<!step )(?<!level )(?<!phase )(?<!to )\b1 "
    r"(?P<unit>weeks|days|months|hours|minutes|steps|rooms|sessions|pages|books|words|calls|"
    r"points|times|chapters|songs|pieces)\b(?!['’])",
)
_LONE_I = re.compile(r"(?<![\w'’.])i(?=(?:['’](?:m|ve|ll|d))? [a-z]{2,})")
_YOU_BE = re.compile(r"(?<!with )(?<!for )(?<!to )(?<!of )(?<!behind )\b([Yy])ou (was|am|is|has)\b")
_BE = {"was": "were", "am": "are", "is": "are", "has": "have"}
_I_BE = re.compile(r"\bI (are|is|has)\b")
_I_FORMS = {"are": "am", "is": "am", "has": "have"}
_SPACES = re.compile(r"\s+([,;:!?])|(?<!\.)\.\.(?!\.)|,([.;:])")
_DANGLES = re.compile(
    r"\b(?:but|because|the|an|my|your|our|than|while|although)[.!?]?$", re.IGNORECASE
)
_BARE_ADVERB = re.compile(
    r"^(?:practi[sc]e|do|train|study|work|read|write|play|learn) "
    r"(?:sometimes|often|always|usually|more|less|really|again|never|daily|regularly)[.!?]?$",
    re.IGNORECASE,
)


def mended(sentence: str) -> str:
    """Return a sentence whose small words agree; what stands in quotation marks stays."""
    if not _may_disagree(sentence):
        return sentence
    pieces = _QUOTED.split(sentence)
    return "".join(piece if number % 2 else _in_order(piece) for number, piece in enumerate(pieces))


def faults_in(sentence: str) -> Iterator[str]:
    """Yield what is wrong in a sentence that was put together, in plain words."""
    unquoted = _QUOTED.sub("“x”", sentence)
    if is_broken(unquoted):
        yield "a template shows"
    if _in_order(unquoted) != unquoted:
        yield "small words do not agree"
    if _DANGLES.search(unquoted.strip()):
        yield "it ends in the middle"
    if _BARE_ADVERB.match(unquoted.strip()):
        yield "an act names no thing"
    if unquoted.count("(") != unquoted.count(")"):
        yield "a bracket is open"


def _may_disagree(sentence: str) -> bool:
    """Return whether a sentence has what could be wrong; most have not, and 300 make a plan."""
    words = sentence.lower().split()
    return (
        not _TELLING.isdisjoint(words)
        or any(a == b or (a in _SMALL and b in _SMALL) for a, b in pairwise(words))
        or _ARTICLE.sub(_article, sentence) != sentence
        or _SPACES.search(sentence) is not None
        or _I_BE.search(sentence) is not None
    )


def _in_order(text: str) -> str:
    for mend in _MENDS:
        text = mend(text)
    return text


def _one_determiner(text: str) -> str:
    """Return text with the stronger of two determiners: "my own a small sum" has one too many."""
    return _TWO_DETERMINERS.sub(
        lambda m: f"{m['second'] if m['first'].lower() in _WEAK else m['first']} ", text
    )


def _article(match: re.Match[str]) -> str:
    word, first = match["word"], match.group()[0]
    if _HARD_TO_HEAR.match(word):
        return match.group()
    return f"{first}n {word}" if word[0].lower() in "aeio" else f"{first} {word}"


def _articles(text: str) -> str:
    return _ARTICLE.sub(_article, text)


def _numbers(text: str) -> str:
    return _ONE_OF_MANY.sub(lambda m: f"1 {m['unit'][:-1]}", text)


def _persons(text: str) -> str:
    text = _LONE_I.sub("I", text)
    text = _YOU_BE.sub(lambda m: f"{m[1]}ou {_BE[m[2]]}", text)
    return _I_BE.sub(lambda m: f"I {_I_FORMS[m[1]]}", text)


def _marks(text: str) -> str:
    return _SPACES.sub(lambda m: m.group(1) or m.group(2) or ".", text)


_MENDS: tuple[Callable[[str], str], ...] = (
    mend_doubles,
    _one_determiner,
    _articles,
    _numbers,
    _persons,
    with_contractions,
    _marks,
)
