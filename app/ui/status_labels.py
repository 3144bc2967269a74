"""Labels of states, each with a tone. The word carries the meaning; colour and shape repeat it."""

from enum import StrEnum

from markupsafe import Markup

from core.tracing.span_record import SpanStatus


class Tone(StrEnum):
    """How a state is drawn: filled dot, diamond, square, ring."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    NONE = "none"


SPAN_LABELS = {
    SpanStatus.OK: ("Success", Tone.GOOD),
    SpanStatus.ERROR: ("Failed", Tone.BAD),
    SpanStatus.CANCELLED: ("Cancelled", Tone.NONE),
    SpanStatus.RUNNING: ("Running", Tone.WARN),
}


def tag(label: str, tone: Tone) -> Markup:
    """Return a state as HTML: a mark whose shape depends on the tone, and the label."""
    return Markup('<span class="rein-word {}">{}</span>').format(tone, label)
