"""Which debts a goal is about: those that a sentence wants gone, of all that are listed."""

import re
from collections.abc import Sequence

from core.goals.debts import Balance

_CARDS = re.compile(r"\bcards?\b", re.IGNORECASE)
_OTHER_DEBT = re.compile(r"\b(?:loans?|debts?|overdraft|finance|mortgage|all|every)", re.IGNORECASE)
_NO_CARD = re.compile(r"\b(?:loan|overdraft|finance|mortgage|bill|arrears)\b", re.IGNORECASE)
_GONE = re.compile(
    r"\b(?:gone|rid of|clear(?:ed)?|paid(?: off| back)?|pay (?:off|back)|settled?|kill(?:ed)?|"
    r"off my (?:back|neck)|zero|done|finished|out of the way)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:should|could|shall|can|do|would) (?:i|we)\b|\bwhich\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.;!?\n]+(?:\.\d+[^.;!?\n]*)*[.;!?\n]?")


def wanted_debts(text: str, aim: str, debts: Sequence[Balance]) -> Sequence[Balance]:
    """Return the debts that shall be gone: "the visa and my brother" leaves out the car loan."""
    named = _named_alone(text, debts)
    if named:
        return named
    if not _CARDS.search(aim) or _OTHER_DEBT.search(aim):
        return debts
    cards = [each for each in debts if not _NO_CARD.search(each.name)]
    return cards or debts


def is_named(debt: Balance, words: str) -> bool:
    """Return whether words name a debt, by the last word of its name."""
    return re.search(rf"\b{re.escape(_last(debt))}\b", words, re.IGNORECASE) is not None


def _named_alone(text: str, debts: Sequence[Balance]) -> Sequence[Balance]:
    """Return the debts of a sentence that wants them gone and names some, but not all of them."""
    for match in _SENTENCE.finditer(text):
        words = match.group()
        if not _GONE.search(words) or words.rstrip().endswith("?") or _ASKS.search(words):
            continue
        found = [debt for debt in debts if is_named(debt, words)]
        if 0 < len(found) < len(debts) and not any(_has_sum(words, debt) for debt in debts):
            return found
    return ()


def _last(debt: Balance) -> str:
    return debt.name.split()[-1]


def _has_sum(words: str, debt: Balance) -> bool:
    digits = re.sub(r"(?<=\d)[.,'’ ](?=\d{3})", "", words)
    return f"{debt.amount:g}" in digits
