"""Spans over a whole text."""

from core.offline.reading.facts import Span


def span_of(text: str) -> Span:
    return Span(start=0, end=len(text), text=text)
