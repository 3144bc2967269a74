"""A trace drawn over time: every span a bar that opens in place to what went in, what came out and what it cost.

Built of the browser's own `details` elements: keyboard and screen reader work without a script of ours.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import streamlit as st

from app.widgets import formats, span_facts, tiles
from app.widgets.text import attribute, markup
from app.widgets.words import SPAN_WORDS, Tone, tag
from core.store.traces.read import Payload, SpanRow, TraceDetail, TraceRow
from core.tracing import names
from core.tracing.span_record import SpanStatus

FindPayload = Callable[[str], Payload | None]
"""Full texts of a span by its id."""

MAX_SHOWN = 8_000
"""Characters of one text on the page; the export has all of them."""

_MORE = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    start: datetime
    length_s: float
    over: bool
    """The trace has ended, so a step whose end was not seen has lost its worker."""

    def percent(self, moment: datetime) -> float:
        return max(0.0, min(100.0, 100 * (moment - self.start).total_seconds() / self.length_s))


def draw(detail: TraceDetail, *, key: str, find_payload: FindPayload | None = None) -> None:
    """Draw totals and waterfall of a trace; without `find_payload` long texts end where their previews do."""
    with st.container(key=key):
        tiles.show(_totals(detail.row))
        scale = _scale(detail)
        rows = "".join(
            _span(span, depth, scale, find_payload) for span, depth in _tree(detail.spans)
        )
        st.html(
            f'<div class="rein-fall" role="group" aria-label="Spans of the trace over time">{_head(scale)}{rows}</div>'
        )


def _totals(row: TraceRow) -> tuple[tiles.Tile, ...]:
    tokens = f"{row.input_tokens:,} in, {row.output_tokens:,} out"
    thinking = (f"{row.thinking_tokens:,} thinking",) if row.thinking_tokens else ()
    errors = (
        ("No errors", Tone.GOOD)
        if row.errors == 0
        else (formats.counted(row.errors, "error"), Tone.BAD)
    )
    return (
        tiles.Tile(
            label="Duration",
            value=formats.milliseconds(row.duration_ms),
            state=SPAN_WORDS[row.status],
        ),
        tiles.Tile(
            label="Tokens",
            value=formats.count(row.input_tokens + row.output_tokens),
            lines=(tokens, *thinking),
        ),
        tiles.Tile(
            label="Cost",
            value=formats.money(row.cost_usd, known=row.cost_known),
            lines=(_written_by(row),),
        ),
        tiles.Tile(label="Quality", value=formats.figure(row.overall), unit="of 10", state=errors),
    )


def _written_by(row: TraceRow) -> str:
    return f"Written by {row.writer_model}" if row.writer_model else "No model answered"


def _scale(detail: TraceDetail) -> _Scale:
    ends = [span.ended_at or span.started_at for span in detail.spans] or [detail.row.started_at]
    start = min([detail.row.started_at, *(span.started_at for span in detail.spans)])
    over = detail.row.status is not SpanStatus.RUNNING
    return _Scale(start=start, length_s=max((max(ends) - start).total_seconds(), 0.001), over=over)


def _tree(spans: tuple[SpanRow, ...]) -> Iterator[tuple[SpanRow, int]]:
    """Yield spans under their parents, each level by start; a span whose parent is missing stands on its own."""
    known = {span.span_id for span in spans}
    below: dict[str | None, list[SpanRow]] = {}
    for span in sorted(spans, key=lambda one: one.started_at):
        parent = (
            span.parent_id if span.parent_id in known and span.parent_id != span.span_id else None
        )
        below.setdefault(parent, []).append(span)
    waiting = [(span, 0) for span in reversed(below.get(None, []))]
    while waiting:
        span, depth = waiting.pop()
        yield span, depth
        waiting.extend((child, depth + 1) for child in reversed(below.get(span.span_id, [])))


def _head(scale: _Scale) -> str:
    marks = "".join(
        f"<span>{formats.milliseconds(scale.length_s * 1_000 * part / 4)}</span>"
        for part in range(5)
    )
    return (
        f'<div class="row head"><span>Span</span><span class="axis">{marks}</span>'
        '<span class="num">Duration</span><span class="num">Tokens</span><span class="num">Cost</span></div>'
    )


def _span(span: SpanRow, depth: int, scale: _Scale, find_payload: FindPayload | None) -> str:
    left, state = scale.percent(span.started_at), span_facts.state(span, over=scale.over)
    unseen = scale.start + timedelta(seconds=scale.length_s) if not scale.over else span.started_at
    width = max(0.0, scale.percent(span.ended_at or unseen) - left)
    tokens = (
        f"{span.input_tokens:,} → {span.output_tokens:,}"
        if span.input_tokens or span.output_tokens
        else ""
    )
    cost = (
        formats.money(span.cost_usd, known=span.cost_known)
        if span.cost_usd or not span.cost_known
        else ""
    )
    word = f" {tag(*state)}" if state != SPAN_WORDS[SpanStatus.OK] else ""
    marks = "".join(f" <small>{markup(mark)}</small>" for mark in span_facts.marks(span))
    said = ", ".join(
        (span.name, state[0], *span_facts.marks(span), formats.milliseconds(span.duration_ms))
    )
    return (
        f'<details><summary class="row" aria-label="{attribute(said)}">'
        f'<span class="name" title="{attribute(said)}" style="padding-left:{14 * depth}px"><span class="turn">›</span>'
        f"{markup(span.name)}{word}{marks}</span>"
        f'<span class="lane"><span class="bar {_kind(span)}" style="left:{left:.2f}%;width:{width:.2f}%"></span></span>'
        f'<span class="num">{formats.milliseconds(span.duration_ms)}</span><span class="num">{tokens}</span>'
        f'<span class="num">{cost}</span></summary><div class="inside">{_inside(span, scale, find_payload)}</div>'
        "</details>"
    )


def _kind(span: SpanRow) -> str:
    if span_facts.was_refused(span):
        return "unasked"
    if span.status in {SpanStatus.ERROR, SpanStatus.RUNNING}:
        return span.status.value
    if span.name == names.JSON_PARSING:
        return "parse"
    return "call" if span_facts.is_call(span) else "stage"


def _inside(span: SpanRow, scale: _Scale, find_payload: FindPayload | None) -> str:
    known = span_facts.facts(span, start=scale.start, over=scale.over)
    facts = "".join(f"<dt>{markup(name)}</dt><dd>{markup(value)}</dd>" for name, value in known)
    full = _payload(span, find_payload)
    came = "it was not asked" if span_facts.was_refused(span) else "nothing came back"
    none = came if span_facts.is_call(span) and span.ended_at is not None else ""
    return f"<dl>{facts}</dl>{_text('Input', full.input)}{_text('Output', full.output, none=none)}"


def _payload(span: SpanRow, find_payload: FindPayload | None) -> Payload:
    cut = any(
        text is not None and text.endswith(_MORE)
        for text in (span.input_preview, span.output_preview)
    )
    full = find_payload(span.span_id) if cut and find_payload is not None else None
    return full or Payload(input=span.input_preview, output=span.output_preview)


def _text(title: str, text: str | None, *, none: str = "") -> str:
    if not text:
        return f"<b>{title}</b> <small>{none}</small>" if none else ""
    more = (
        f" <small>first {MAX_SHOWN:,} of {len(text):,} characters</small>"
        if len(text) > MAX_SHOWN
        else ""
    )
    return f"<b>{title}</b>{more}<pre>{markup(text[:MAX_SHOWN])}</pre>"
