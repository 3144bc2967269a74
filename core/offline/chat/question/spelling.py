"""Read words that are misspelt or shortened: "wat shud i do tmrw".

A word is doubted if neither English nor the plan has it. It is read as the most frequent English
word, or the word of the plan, from which a slip of the fingers or left out vowels lead to it. What
is read so decides what a question is about; it is never shown or remembered.
"""

import re
from collections.abc import Iterable
from math import log

from core.learning.models import load_word_vectors
from core.learning.word_frequency import frequent_words_by_letter, load_word_shares

_WORD = re.compile(r"(?<!\d)[^\W\d_]+(?:['’][^\W\d_]+)?")
_CONTRACTED = (
    (
        re.compile(
            r"\b(ca|wo|do|does|did|is|are|was|were|have|has|had|could|would|should)nt\b",
            re.IGNORECASE,
        ),
        r"\1n't",
    ),
    (
        re.compile(r"\b(i)ll (?=(?:never|not|be|do|have|try|go|just|get|make)\b)", re.IGNORECASE),
        r"\1'll ",
    ),
    (re.compile(r"\b(what|who|where|how|that|there)s\b", re.IGNORECASE), r"\1's"),
    (re.compile(r"\b(i)(m|ve)\b", re.IGNORECASE), r"\1'\2"),
    (re.compile(r"\b(you|they)(re|ve)\b", re.IGNORECASE), r"\1'\2"),
)
_SHORT = {
    "u": "you",
    "r": "are",
    "ur": "your",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "cos": "because",
    "tonite": "tonight",
    "nite": "night",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "n": "and",
    "rn": "now",
    "sth": "something",
    "smth": "something",
    "wen": "when",
    "wanna": "want to",
    "gotta": "have to",
    "ciggies": "cigarettes",
    "cigs": "cigarettes",
    "ciggy": "cigarette",
    "idk": "i do not know",
    "tho": "though",
    "cuz": "because",
    "w": "with",
    "bc": "because",
    "abt": "about",
    "nxt": "next",
    "wk": "week",
    "wks": "weeks",
    "wkend": "weekend",
    "hr": "hour",
    "hrs": "hours",
    "min": "minutes",
    "mins": "minutes",
    "mth": "month",
    "mths": "months",
    "xmas": "christmas",
    "mon": "monday",
    "tue": "tuesday",
    "tues": "tuesday",
    "weds": "wednesday",
    "thur": "thursday",
    "thurs": "thursday",
    "fri": "friday",
}
_WITH_DIGITS = (
    (re.compile(r"\b2(?=day\b|nite\b|m(?:o+r+o+w?|rw)\b)", re.IGNORECASE), "to"),
    (re.compile(r"\btom+(?:or+ow?|orr?o|r?w|or)\b", re.IGNORECASE), "tomorrow"),
    (re.compile(r"(?<=\d)(?=(?:mins?|hrs?|wks?)\b)", re.IGNORECASE), " "),
)
"""A figure that is read aloud, and a unit that sticks to its number."""
_OF_PLANS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today tonight tomorrow yesterday "
    "weekend january february march april june july august september october november december "
    "christmas easter "
    "task tasks plan plans session sessions step steps phase phases milestone milestones target "
    "done finished finish completed ticked skip skipped missed miss overdue late left remaining "
    "open behind smallest shortest easiest quickest longest biggest hardest first last next "
    "hours minutes weeks days month months progress money saved payment payments transfer "
    "move postpone reschedule instead easier harder smaller lighter motivation holiday vacation "
    "travelling supposed should schedule scheduled planned pint pints units".split()
)
"""Words of which a question to a plan is full; a slip in one of them is read as it."""
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_VOWELS = frozenset("aeiouy")
_ENDINGS = frozenset({"##s", "##es", "##ed", "##d", "##ing", "##er", "##ly", "##y", "##ness"})
_RARE_FROM = 20_000
"""Place in the vocabulary, by frequency, from which a short word is likelier a slip."""
_SHORT_WORD = 4
_STEM, _FEW, _FOR_TWO_SLIPS = 4, 4, 7
"""Letters of a stem that carries an ending, of a word in which a letter may be another one, and of
one with two slips."""
_MOST_MISSING = 2
_SWAPPED, _VOWEL, _CONSONANT, _CHANGED = 2.0, 1.5, 3.0, 5.0
"""How unlikely a slip is, on the log scale on which frequent words are likelier than rare ones."""
_OWN = 1e-4
"""The share that a word of the plan has at least of what a person writes about it."""


def spell_out(text: str, known: frozenset[str] = frozenset()) -> str:
    """Return a text with its words as they were meant; `known` are the words of the plan."""
    text = _STRETCHED.sub(r"\1", contracted(text))
    for pattern, whole in _WITH_DIGITS:
        text = pattern.sub(whole, text)
    known |= _OF_PLANS
    return _WORD.sub(lambda found: _meant(found.group(), known), text)


def contracted(text: str) -> str:
    """Return a text with the apostrophes that people leave out: "cant" is "can't"."""
    for pattern, whole in _CONTRACTED:
        text = pattern.sub(whole, text)
    return text


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of some texts, in small letters."""
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))


def _meant(word: str, known: frozenset[str]) -> str:
    small = word.lower()
    if small in _SHORT:
        return _SHORT[small]
    if not small.isascii() or not _is_doubted(small, known):
        return word
    shares = load_word_shares()
    own = (other for other in known if other[0] == small[0] and other not in shares)
    found = [
        (slip - log(max(shares.get(other, 0.0), _OWN if other in known else 0.0)), other)
        for other in (*frequent_words_by_letter().get(small[0], ()), *own)
        if (slip := _slip(small, other)) is not None
    ]
    return min(found)[1] if found else word


def _is_doubted(small: str, known: frozenset[str]) -> bool:
    """Return whether neither English nor the plan has a word, or a shorter one that it is of."""
    if small in known or small in load_word_shares() or not small.isalpha():
        return False
    vectors = load_word_vectors("words")
    rows = vectors.rows(small)
    if small in vectors.pieces:
        return rows[0] >= _RARE_FROM and len(small) <= _SHORT_WORD
    endings = {vectors.pieces[each] for each in _ENDINGS if each in vectors.pieces}
    stem = next((n for n in range(len(small), 0, -1) if small[:n] in vectors.pieces), 0)
    return not (len(rows) == 2 and rows[1] in endings and stem >= _STEM)


def _slip(word: str, meant: str) -> float | None:
    """Return how unlikely it is to write a word for another one, None if it is too far."""
    missing = len(meant) - len(word)
    left_out = missing > 0 and _is_within(word, meant)
    if left_out and _bare(word) == _bare(meant):
        return _VOWEL * missing
    if abs(missing) > _MOST_MISSING:
        return None
    if left_out and word[-1] == meant[-1] and len(word) > missing:
        return _CONSONANT * missing
    found = _distance(word, meant)
    if found == 1 and sorted(word) == sorted(meant):
        return _SWAPPED
    most = 0 if len(word) < _FEW else 2 if len(word) >= _FOR_TWO_SLIPS else 1
    each = _SWAPPED if _bare(word) == _bare(meant) else _CHANGED
    return each * found if found <= most else None


def _bare(word: str) -> str:
    """Return a word without the vowels after its first letter and without double letters."""
    letters = word[0] + "".join(letter for letter in word[1:] if letter not in _VOWELS)
    return "".join(one for at, one in enumerate(letters) if at == 0 or one != letters[at - 1])


def _is_within(word: str, meant: str) -> bool:
    """Return whether a word is another one with letters left out."""
    letters = iter(meant)
    return all(letter in letters for letter in word)


def _distance(one: str, other: str) -> int:
    """Return how many letters are left out, added, changed or swapped with their neighbour."""
    before, last = list[int](), list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
