"""The facts of one span in words: how it ended, what it was for, and what it cost."""

from collections.abc import Iterator
from datetime import datetime

from app.ui.status_labels import SPAN_LABELS, Tone
from core import formats
from core.tracing import attributes as keys
from core.tracing.span_record import SpanStatus
from core.usecases.traces.get_trace import REPLAYED_NOTE, SpanRow

LOST = ("End not seen", Tone.WARN)
LOST_NOTE = (
    "Its worker stopped before this step ended. What the step is for was done again, in a step of "
    "its own."
)
NOT_ASKED = ("Not asked", Tone.NONE)
CACHED = "From the cache: cost nothing"

_CALL = "llm_call_"
_REPAIR = "Repair"
_SHOWN = frozenset(
    {
        keys.NOTE,
        keys.FAULT,
        keys.CACHED_AT,
        keys.CALL_REJECTED,
        keys.USAGE_ESTIMATED,
        keys.PRICE_VERSION,
        keys.FINISH_REASON,
    }
)
_HIDDEN = (
    "rein.input",
    "rein.output",
    "rein.prompt.",
    "gen_ai.",
    "rein.usage.",
    "rein.cost.",
    "rein.attempt",
)
_LABELS = {keys.USER_ID: "User", keys.GOAL_ID: "Goal", keys.REDACTED: "Before it was sent"}


def is_call(span: SpanRow) -> bool:
    """Return True if the span is a call to a model."""
    return span.name.startswith(_CALL)


def was_refused(span: SpanRow) -> bool:
    """Return True if the span is a call that Rein did not make."""
    return keys.CALL_REJECTED in span.attributes


def state(span: SpanRow, *, over: bool) -> tuple[str, Tone]:
    """Return how a span ended. `over` is True if its trace has ended."""
    if was_refused(span):
        return NOT_ASKED
    return LOST if span.status is SpanStatus.RUNNING and over else SPAN_LABELS[span.status]


def marks(span: SpanRow) -> tuple[str, ...]:
    """Return what distinguishes a call from an ordinary first call, in a word or two each."""
    note = _note(span)
    found = (
        ("from the cache", span.cache_hit),
        ("from the ledger", note == REPLAYED_NOTE),
        ("repair", note.startswith(_REPAIR)),
        (f"attempt {span.attempt}", span.attempt > 1),
    )
    return tuple(word for word, holds in found if holds)


def facts(span: SpanRow, *, start: datetime, over: bool) -> Iterator[tuple[str, str]]:
    """Yield name and text of each known fact. `start` is when the trace began."""
    yield "Status", state(span, over=over)[0]
    if span.status is SpanStatus.RUNNING and over:
        yield "Why", LOST_NOTE
    if was_refused(span):
        yield "Why", str(span.attributes[keys.CALL_REJECTED])
    if note := _note(span):
        yield "Note", note
    if span.error:
        yield "Error", span.error
    if fault := span.attributes.get(keys.FAULT):
        yield "Fault", str(fault).replace("_", " ").capitalize()
    yield (
        "Began",
        f"{formats.milliseconds((span.started_at - start).total_seconds() * 1_000)} into the trace",
    )
    if span.model:
        yield from _call(span)
    for name, value in span.attributes.items():
        if name not in _SHOWN and not name.startswith(_HIDDEN):
            yield _LABELS.get(name, name.removeprefix("rein.")), str(value)


def _call(span: SpanRow) -> Iterator[tuple[str, str]]:
    yield "Model", f"{span.model} ({span.provider})" if span.provider else str(span.model)
    if span.prompt_name:
        yield (
            "Prompt",
            f"{span.prompt_name}@v{span.prompt_version}, hash {(span.prompt_hash or '')[:12]}",
        )
    yield "Tokens", _tokens(span)
    yield "Cost", _cost(span)
    yield "Attempt", str(span.attempt)
    if ended := span.attributes.get(keys.FINISH_REASON):
        yield "Ended with", str(ended)


def _tokens(span: SpanRow) -> str:
    parts = [f"{span.input_tokens:,} in", f"{span.output_tokens:,} out"]
    parts += [f"{span.thinking_tokens:,} thinking"] if span.thinking_tokens else []
    parts += (
        [f"{span.cached_tokens:,} of the input cached by the provider"]
        if span.cached_tokens
        else []
    )
    counted = (
        " (estimated from the length of the texts)"
        if span.attributes.get(keys.USAGE_ESTIMATED)
        else ""
    )
    return ", ".join(parts) + counted


def _cost(span: SpanRow) -> str:
    if was_refused(span):
        return "Nothing, because nothing was asked"
    if span.cache_hit and not span.cost_usd:
        return CACHED
    if span.output_preview is None and not span.cost_usd and span.cost_known:
        return "No reply came, so none was counted"
    paid = formats.money(span.cost_usd, known=span.cost_known)
    prices = str(span.attributes.get(keys.PRICE_VERSION, ""))
    by = f", by {prices}" if span.cost_usd and prices else ""
    return f"{paid}{by}{', paid when it first came back' if _note(span) == REPLAYED_NOTE else ''}"


def _note(span: SpanRow) -> str:
    return str(span.attributes.get(keys.NOTE, ""))
