"""Words for states, each with a tone: the word says it, colour and shape only repeat it."""

from enum import StrEnum

from core.quality.recommendation import QualityLevel
from core.tracing.span_record import SpanStatus


class Tone(StrEnum):
    """How a state is drawn: filled dot, diamond, square, ring."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    NONE = "none"


SPAN_WORDS = {
    SpanStatus.OK: ("Success", Tone.GOOD),
    SpanStatus.ERROR: ("Failed", Tone.BAD),
    SpanStatus.CANCELLED: ("Cancelled", Tone.NONE),
    SpanStatus.RUNNING: ("Running", Tone.WARN),
}

LEVEL_TONES = {
    QualityLevel.EXCELLENT: Tone.GOOD,
    QualityLevel.GOOD: Tone.GOOD,
    QualityLevel.UNDECIDED: Tone.WARN,
    QualityLevel.BELOW_TARGET: Tone.BAD,
    QualityLevel.TOO_FEW: Tone.NONE,
}


def tag(word: str, tone: Tone) -> str:
    """Return a state as HTML: a mark whose shape differs by tone, and the word."""
    return f'<span class="rein-word {tone}">{word}</span>'


def span_tag(status: SpanStatus) -> str:
    """Return how a span or trace stands as HTML."""
    return tag(*SPAN_WORDS[status])
