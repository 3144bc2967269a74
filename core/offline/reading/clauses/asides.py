"""Clauses whose numbers, dates and days are not those of the goal.

A number or a date has a role only through its clause. What was ("I was 175 lb in college"), what
happens again and again ("I always stop after two weeks") and what another person does ("my friend
does 100 a day", "my wife works nights") is no target, no last day and no time for the goal.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.offline.reading.clauses.shifts import rotation_in
from core.offline.reading.clauses.tense import Tense, is_verb, tense_of
from core.offline.reading.facts import Span
from core.offline.safety.frames import is_person
from core.offline.signs.subject import is_about_another

_CACHED_TEXTS = 512
_BORDER = re.compile(
    r"[.;!?\n]+(?=\s|$)|\s[-–—]+\s|[–—]|[()]|,? (?=but\b|because\b|so (?:i|we|now)\b|though\b|"
    r"although\b|while\b|whereas\b)|,? (?=(?:and|then|now) (?:i|we|my|our|the|it|he|she|they|want|"
    r"need|would|now|do|a|an)\b)|"
    r", (?=(?:i|we|my|our|he|she|they|it|the|there|and|now|want|need|last|i['’]\w+)\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.;!?\n](?:\s|$)")
_DEMANDS = re.compile(
    r"\b(?:wants?|expects?|needs?|requires?|asked|told|recommends?|says?|said|suggests?|set|gave|"
    r"gives|insists?|bet|hopes?|will|lends?|lets?|allows?|minds?|covers?|helps?|teaches|drives?|"
    r"looks? after|watch(?:es)?|gets? married|marries|turns|graduates|arrives?|comes?|visits?|"
    r"(?:is|are) (?:due|getting|turning|coming|visiting|in|on|at (?:the )?(?:end|start)))\b",
    re.IGNORECASE,
)
"""What another person asks of the writer, does for them, or what is to come, counts."""
_TOKEN = re.compile(r"[a-z]+(?:['’][a-z]+)?(?:-[a-z]+)*", re.IGNORECASE)
_OPENERS = frozenset("and but so because since then also even while though whereas".split())
_DETERMINERS = frozenset("my our his her their the a an one most all both".split())
_PRONOUNS = frozenset("he she".split())
_BEHIND_IS = frozenset("a an the on at in not always also away".split())
"""Behind "my brother's" these make it "my brother is"."""
_ADJECTIVES = 2
_FOR_THE_WRITER = re.compile(r",? ?(?:so|which means|meaning|and so|hence)\b", re.IGNORECASE)
_AGE = re.compile(
    r"(?:\bi(?:['’]?m| am)|(?:(?<=^)|(?<=[.;!?] ))now) "
    r"(?:now |only |already |nearly |almost |turning )?(?P<n>[1-9]\d)"
    r"(?=[,;!?)]| now\b| and\b| but\b| years\b| with\b| yo\b|\.\s|\.?$)",
    re.IGNORECASE,
)
_LONG_AGO = re.compile(
    r"\b(?:used to|years? ago|decades? ago|in (?:19|20)\d\d|college|high school|uni\w*|"
    r"when i was|as a (?:kid|child|teen\w*|student))\b",
    re.IGNORECASE,
)
_BARE_WEIGHT = re.compile(r"\b(?:down to|to be|be|get to|reach|to) \d", re.IGNORECASE)
_DUTY = re.compile(
    r"\b(?:must|(?:has|have|needs?) (?:got )?to|(?:is|are) (?:due|to be)|will (?:have|need))\b",
    re.IGNORECASE,
)
"""What has to be done now: "they sent a letter that it must be clear by"."""
_LAST = re.compile(
    r"\b(?:last|past|previous|since(?: last)?|back in|until last)[ -]$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asides:
    """Parts of a text that do not speak of the goal, by what is not to be read in them."""

    past: tuple[Span, ...] = ()
    """Clauses about the past, whose numbers may be where the person stood."""
    habits: tuple[Span, ...] = ()
    others: tuple[Span, ...] = ()
    """Clauses about what another person does."""
    ages: tuple[Span, ...] = ()
    shifts: tuple[Span, ...] = ()
    """Clauses about the writer's changing shifts, whose rhythm is that of the job."""

    @property
    def undated(self) -> tuple[Span, ...]:
        """The parts in which no date is the last day; a letter of then may set one."""
        past = (clause for clause in self.past if _DUTY.search(clause.text) is None)
        return (*past, *self.habits)

    @property
    def long_past(self) -> tuple[Span, ...]:
        """The clauses about a time so long ago that it says nothing of today."""
        return tuple(clause for clause in self.past if is_long_ago(clause.text))

    @property
    def unpaced(self) -> tuple[Span, ...]:
        """The parts in which no rhythm and no hours are those of the goal."""
        return (*self.past, *self.others, *self.shifts)

    @property
    def uncounted(self) -> tuple[Span, ...]:
        """The parts in which no number is a target."""
        return (*self.past, *self.habits, *self.others, *self.ages)


class AsideFinder:
    """Finds asides in texts; it remembers them, because every field of a reading asks."""

    def __init__(self) -> None:
        self.find = lru_cache(maxsize=_CACHED_TEXTS)(_find)


def find_asides(text: str) -> Asides:
    """Return the parts of an English text that do not speak of the goal; never all of it."""
    return _FINDER.find(text)


def _find(text: str) -> Asides:
    clauses = tuple(small_clauses(text))
    past = [c for c in clauses if tense_of(c.text) is Tense.PAST]
    habits = [c for c in clauses if tense_of(c.text) is Tense.HABIT]
    others = [c for c in clauses if _is_of_another(c, text)]
    shifts = tuple(s for c in clauses if c not in others and (s := rotation_in(c)) is not None)
    if len({c.start for c in (*past, *habits, *others)}) == len(clauses):
        return Asides(shifts=shifts)
    return Asides(
        past=tuple(past),
        habits=tuple(habits),
        others=tuple(others),
        ages=tuple(_ages(text)),
        shifts=shifts,
    )


def lies_in(span: Span, parts: Sequence[Span]) -> bool:
    """Return whether a span begins inside one of these parts."""
    return any(part.start <= span.start < part.end for part in parts)


def is_long_ago(clause: str) -> bool:
    """Return whether a clause about the past plays years ago."""
    return _LONG_AGO.search(clause) is not None


def is_over(span: Span, text: str) -> bool:
    """Return whether the words before a date put it in the past: "last June"."""
    return _LAST.search(text[: span.start]) is not None


def small_clauses(text: str) -> Iterator[Span]:
    """Yield the clauses of a text, cut where a new subject or a new sentence begins."""
    start = 0
    for border in (*_BORDER.finditer(text), None):
        end = border.start() if border is not None else len(text)
        if text[start:end].strip():
            yield Span(start=start, end=end, text=text[start:end])
        start = border.end() if border is not None else end


def _is_of_another(clause: Span, text: str) -> bool:
    if not _has_other_subject(clause.text) or not is_about_another(clause.text):
        return False
    if _DEMANDS.search(clause.text):
        return False
    return _FOR_THE_WRITER.match(text, clause.end) is None


def _has_other_subject(clause: str) -> bool:
    """Return whether a clause begins with a person and what that person does."""
    words = [word.lower().replace("’", "'") for word in _TOKEN.findall(clause)]
    at = next((i for i, word in enumerate(words) if word not in _OPENERS), len(words))
    if words[at : at + 1] and words[at] in _PRONOUNS:
        return True
    named = bool(words[at : at + 1]) and words[at] in _DETERMINERS
    for place in range(at + named, min(len(words), at + named + _ADJECTIVES + 1)):
        if is_person(words[place]):
            after = words[place + 1 : place + 3]
            if words[place].endswith(("'s", "s'")):
                return bool(after) and (after[0] in _BEHIND_IS or after[0].endswith("ing"))
            return any(is_verb(word) for word in after)
    return False


def _ages(text: str) -> Iterator[Span]:
    for match in _AGE.finditer(text):
        if _BARE_WEIGHT.search(text) is None:
            yield Span(start=match.start(), end=match.end(), text=match.group())


_FINDER = AsideFinder()
