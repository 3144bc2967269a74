"""Settle the roles of tokens by their small clauses, so that no clause is cut into crumbs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from core.learning.tagged_tokens import TaggedTokens

_SURE, _LEAST_TOKENS = 0.7, 3
"""A small clause is cut in two only where each part is this sure and this long; found on the
held-out writers."""


def settled_roles(bounds: Sequence[tuple[int, int]], tagged: TaggedTokens) -> TaggedTokens:
    """Return the roles with one label in each small clause, or in each sure part of it."""
    labels: list[str] = []
    for start, end in bounds:
        cut = all(_is_part(tagged, *run) for run in _runs(tagged.labels, start, end))
        labels += tagged.labels[start:end] if cut else [_best(tagged, start, end)] * (end - start)
    return TaggedTokens(labels=tuple(labels), shares=tagged.shares)


def _runs(labels: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for _, run in groupby(labels[start:end]):
        size = len(list(run))
        yield at, at + size
        at += size


def _is_part(tagged: TaggedTokens, start: int, end: int) -> bool:
    share = sum(tagged.shares[at][tagged.labels[start]] for at in range(start, end))
    return end - start >= _LEAST_TOKENS and share >= _SURE * (end - start)


def _best(tagged: TaggedTokens, start: int, end: int) -> str:
    whole: Counter[str] = Counter()
    for at in range(start, end):
        whole.update(tagged.shares[at])
    return max(whole, key=lambda label: whole[label])
