"""Which steps are work that may be done in pieces: material worked through, no single occasion."""

import re

from core.plans.verbs import first_word

_WORKS_THROUGH = frozenset(
    """
    annotate assemble build calculate catalogue clean clear code collect compare copy count cut
    declutter digitise draft edit fill finish index iron knit label learn list map mark memorise
    mend note outline pack paint photograph plan plant practice practise prepare program read
    repair research restore review revise rewrite sand scan score sew solve sort study summarise
    tidy transcribe translate type unpack write
    """.split()
)
"""Verbs whose act goes on where it stopped: half of the pages read are half of the reading."""
_HAPPENS_ONCE = re.compile(
    r"(?:\band|\bthen|,|;) (?:ask|attend|book|call|give|go|hold|meet|phone|present|ring|see|send|"
    r"show|talk|tell|travel|visit)\b|\b(?:in|at) one (?:go|sitting|piece|stretch)\b|"
    r"\bwithout (?:a )?(?:stop|break|pause|stopping)\b",
    re.IGNORECASE,
)
"""A further act of a title that is an occasion, or what has to be done whole."""


def is_divisible(title: str) -> bool:
    """Return whether a step may be cut into parts: by what its verb does, never by its length.

    A verb of no known class is taken for an occasion, because a long piece of work that is
    shortened stays possible, and a third of a visit does not.
    """
    return first_word(title) in _WORKS_THROUGH and _HAPPENS_ONCE.search(title) is None
