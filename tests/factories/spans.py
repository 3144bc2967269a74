"""Spans over a whole text or over some of its words."""

from core.offline.reading.facts import Span


def span_of(text: str) -> Span:
    return Span(start=0, end=len(text), text=text)


def span_in(text: str, words: str) -> Span:
    """Return the span of some words of a text."""
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)
