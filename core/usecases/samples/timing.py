"""Gives the spans of a sample run the times that real calls would take."""

import random
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from core.llm.providers.offline import OFFLINE
from core.tracing.span_record import SpanRecord, SpanStatus

TOKENS_PER_S = 140.0
FIRST_TOKEN_S = (0.35, 1.4)
FAILED_S = (4.0, 30.0)
"""How long a call takes that fails, unless its error says how long it was waited for."""
_WAITED = re.compile(r"within ([\d.]+) s")


def stretched(spans: Iterable[SpanRecord], dice: random.Random) -> tuple[SpanRecord, ...]:
    """Return the spans with every call of a fictional model as long as a real one.

    What follows a call moves back by what it gained, and what contains it grows by as much.
    """
    spans = tuple(spans)
    calls = sorted(
        (span for span in spans if span.model is not None and span.provider != OFFLINE),
        key=lambda span: (span.started_at, span.span_id),
    )
    gains = [
        (call.ended_at, _length(call, dice) - (call.ended_at - call.started_at))
        for call in calls
        if call.ended_at is not None
    ]

    def move(span: SpanRecord) -> SpanRecord:
        end = span.ended_at
        start = span.started_at
        later = sum((gain for at, gain in gains if at <= start), timedelta())
        if end is None:
            return replace(span, started_at=start + later)
        ended = sum((gain for at, gain in gains if at <= end), timedelta())
        return replace(span, started_at=start + later, ended_at=end + ended)

    return tuple(move(span) for span in spans)


def _length(call: SpanRecord, dice: random.Random) -> timedelta:
    if call.status is SpanStatus.ERROR:
        drawn = dice.uniform(*FAILED_S)
        waited = _WAITED.search(call.error or "")
        return timedelta(seconds=float(waited[1]) if waited else drawn)
    tokens = call.output_tokens + call.thinking_tokens
    pace = TOKENS_PER_S * dice.lognormvariate(0, 0.3)
    return timedelta(seconds=dice.uniform(*FIRST_TOKEN_S) + tokens / pace)
