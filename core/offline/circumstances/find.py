"""Find the circumstances that the clauses of a goal speak of, by their meaning."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

import numpy as np

from core.goals.kind import GoalKind
from core.learning.models import load_meanings, load_sentence_encoder
from core.offline.circumstances.bank import Circumstance, load_circumstances, wordings
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts, Span

_ALIKE = 0.45
"""Least cosine of a clause and a wording; the cue in the clause keeps chance likeness out."""
_SURELY_ALIKE = 0.55
"""Below it most clauses with the cue say something else ("the paper one burned" is no burn-out), so
the reader has to have found an obstacle or a limit in them."""
MOST = 4
"""More answers than this are a lecture."""
_LEAST_WORDS = 2
_CLAUSE = re.compile(r"[^.;:!?,\n()]+")
_JOINED = re.compile(
    r"\b(?:and|but|because|so|since)\b(?= (?:i\b|i['’]|we\b|my\b|our\b|it\b|they\b|there\b))",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:(?:and|but|because|so|since|this time)\b ?)+", re.IGNORECASE)
_CACHED_TEXTS = 512


@dataclass(frozen=True, slots=True)
class FoundCircumstance:
    """A circumstance, with the clause that speaks of it."""

    circumstance: Circumstance
    span: Span
    likeness: float


class CircumstanceFinder:
    """Finds circumstances in texts; it never changes, so threads may share it.

    The bank is read when it is first needed; what was found in a text is remembered, because every
    stage of a plan asks for it.
    """

    def __init__(self) -> None:
        self._find = lru_cache(maxsize=_CACHED_TEXTS)(self._found)

    @cached_property
    def bank(self) -> tuple[Circumstance, ...]:
        """All circumstances."""
        return load_circumstances()

    @cached_property
    def _rows(self) -> Mapping[str, slice]:
        """The rows of each circumstance in the vectors of all wordings."""
        ends = list(accumulate(len(each.says) for each in self.bank))
        return {
            each.name: slice(start, end)
            for each, start, end in zip(self.bank, [0, *ends], ends, strict=False)
        }

    def find(self, text: str, kind: GoalKind, topic: str) -> tuple[FoundCircumstance, ...]:
        """Return the circumstances that matter for a kind of goal of a topic, in text order."""
        return self._find(text, kind, topic)

    def _found(self, text: str, kind: GoalKind, topic: str) -> tuple[FoundCircumstance, ...]:
        bank = tuple(c for c in self.bank if c.matters_for(kind, topic))
        best: dict[str, tuple[float, FoundCircumstance]] = {}
        for clause in _clauses(text):
            possible = [c for c in bank if re.search(c.cue, clause.text, re.IGNORECASE)]
            if not possible:
                continue  # most clauses: they need not be encoded
            alike, circumstance = self._likest(clause.text, possible)
            known = best.get(circumstance.name)
            if alike >= _ALIKE and (known is None or alike > known[0]):
                best[circumstance.name] = (alike, FoundCircumstance(circumstance, clause, alike))
        return tuple(sorted((f for _, f in best.values()), key=lambda found: found.span.start))

    def _likest(self, clause: str, possible: list[Circumstance]) -> tuple[float, Circumstance]:
        """Return the circumstance with the wording most like a clause, and how like it is."""
        vectors = load_meanings().matrix(wordings(self.bank))
        likeness = vectors @ load_sentence_encoder().whole(clause)
        scores = [(float(np.max(likeness[self._rows[c.name]])), c) for c in possible]
        return max(scores, key=lambda scored: scored[0])


_FINDER = CircumstanceFinder()


def circumstances_of(facts: GoalFacts, playbook: Playbook) -> tuple[FoundCircumstance, ...]:
    """Return the circumstances in a goal's text that matter for its plan, in text order."""
    if not facts.english:
        return ()
    found = _FINDER.find(facts.text, playbook.kinds[0], facts.domain)
    named = (*facts.obstacles, *facts.constraints, *((facts.obstacle,) if facts.obstacle else ()))
    return tuple(
        each
        for each in found
        if each.likeness >= _SURELY_ALIKE
        or any(each.span.start < span.end and span.start < each.span.end for span in named)
    )[:MOST]


def _clauses(text: str) -> Iterator[Span]:
    """Yield the clauses of a text: between its marks, and before "and I", "but my"."""
    for found in _CLAUSE.finditer(text):
        start = found.start()
        for cut in (*_JOINED.finditer(found.group()), None):
            end = found.end() if cut is None else found.start() + cut.start()
            clause = text[start:end]
            stripped = _OPENING.sub("", clause.strip())
            if len(stripped.split()) >= _LEAST_WORDS:
                at = start + clause.index(stripped)
                yield Span(start=at, end=at + len(stripped), text=stripped)
            start = end
