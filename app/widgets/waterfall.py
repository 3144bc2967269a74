"""A trace drawn over time: every span a bar that opens in place to what went in, what came out and what it cost.

Built of the browser's own `details` elements: keyboard and screen reader work without a script of ours.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import streamlit as st

from app.widgets import formats, tiles
from app.widgets.text import attribute, markup
from app.widgets.words import SPAN_WORDS, Tone, span_tag
from core.read.traces import Payload, SpanRow, TraceDetail, TraceRow
from core.tracing import names
from core.tracing.span_record import SpanStatus

FindPayload = Callable[[str], Payload | None]
"""Full texts of a span by its id."""

MAX_SHOWN = 8_000
"""Characters of one text on the page; the export has all of them."""

_MORE = "…"
_HIDDEN_ATTRIBUTES = (
    "rein.input",
    "rein.output",
    "rein.prompt.",
    "gen_ai.",
    "rein.usage.",
    "rein.cost.",
    "rein.attempt",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    start: datetime
    length_s: float

    def percent(self, moment: datetime) -> float:
        return max(0.0, min(100.0, 100 * (moment - self.start).total_seconds() / self.length_s))


def draw(detail: TraceDetail, *, key: str, find_payload: FindPayload | None = None) -> None:
    """Draw totals and waterfall of a trace; without `find_payload` long texts end where their previews do."""
    with st.container(key=key):
        tiles.show(_totals(detail.row))
        scale = _scale(detail)
        rows = "".join(_span(span, depth, scale, find_payload) for span, depth in _tree(detail.spans))
        st.html(
            f'<div class="rein-fall" role="group" aria-label="Spans of the trace over time">{_head(scale)}{rows}</div>'
        )


def _totals(row: TraceRow) -> tuple[tiles.Tile, ...]:
    tokens = f"{row.input_tokens:,} in, {row.output_tokens:,} out"
    thinking = (f"{row.thinking_tokens:,} thinking",) if row.thinking_tokens else ()
    errors = ("No errors", Tone.GOOD) if row.errors == 0 else (formats.counted(row.errors, "error"), Tone.BAD)
    return (
        tiles.Tile(label="Duration", value=formats.milliseconds(row.duration_ms), state=SPAN_WORDS[row.status]),
        tiles.Tile(
            label="Tokens", value=formats.count(row.input_tokens + row.output_tokens), lines=(tokens, *thinking)
        ),
        tiles.Tile(label="Cost", value=formats.money(row.cost_usd, known=row.cost_known), lines=(_written_by(row),)),
        tiles.Tile(label="Quality", value=formats.figure(row.overall), unit="of 10", state=errors),
    )


def _written_by(row: TraceRow) -> str:
    return f"Written by {row.writer_model}" if row.writer_model else "No model answered"


def _scale(detail: TraceDetail) -> _Scale:
    ends = [span.ended_at or span.started_at for span in detail.spans] or [detail.row.started_at]
    start = min([detail.row.started_at, *(span.started_at for span in detail.spans)])
    return _Scale(start=start, length_s=max((max(ends) - start).total_seconds(), 0.001))


def _tree(spans: tuple[SpanRow, ...]) -> Iterator[tuple[SpanRow, int]]:
    """Yield spans under their parents, each level by start; a span whose parent is missing stands on its own."""
    known = {span.span_id for span in spans}
    below: dict[str | None, list[SpanRow]] = {}
    for span in sorted(spans, key=lambda one: one.started_at):
        parent = span.parent_id if span.parent_id in known and span.parent_id != span.span_id else None
        below.setdefault(parent, []).append(span)
    waiting = [(span, 0) for span in reversed(below.get(None, []))]
    while waiting:
        span, depth = waiting.pop()
        yield span, depth
        waiting.extend((child, depth + 1) for child in reversed(below.get(span.span_id, [])))


def _head(scale: _Scale) -> str:
    marks = "".join(f"<span>{formats.milliseconds(scale.length_s * 1_000 * part / 4)}</span>" for part in range(5))
    return (
        f'<div class="row head"><span>Span</span><span class="axis">{marks}</span>'
        '<span class="num">Duration</span><span class="num">Tokens</span><span class="num">Cost</span></div>'
    )


def _span(span: SpanRow, depth: int, scale: _Scale, find_payload: FindPayload | None) -> str:
    left = scale.percent(span.started_at)
    ended = span.ended_at or scale.start + timedelta(seconds=scale.length_s)
    width = max(0.0, scale.percent(ended) - left)
    tokens = f"{span.input_tokens:,} → {span.output_tokens:,}" if span.input_tokens or span.output_tokens else ""
    cost = formats.money(span.cost_usd, known=span.cost_known) if span.cost_usd or not span.cost_known else ""
    failed = f" {span_tag(span.status)}" if span.status is not SpanStatus.OK else ""
    return (
        f'<details><summary class="row" aria-label="{attribute(_said(span))}">'
        f'<span class="name" style="padding-left:{14 * depth}px"><span class="turn">›</span>{markup(span.name)}{failed}'
        "</span>"
        f'<span class="lane"><span class="bar {_kind(span)}" style="left:{left:.2f}%;width:{width:.2f}%"></span></span>'
        f'<span class="num">{formats.milliseconds(span.duration_ms)}</span><span class="num">{tokens}</span>'
        f'<span class="num">{cost}</span></summary><div class="inside">{_inside(span, find_payload)}</div></details>'
    )


def _said(span: SpanRow) -> str:
    return f"{span.name}, {SPAN_WORDS[span.status][0]}, {formats.milliseconds(span.duration_ms)}"


def _kind(span: SpanRow) -> str:
    if span.status in {SpanStatus.ERROR, SpanStatus.RUNNING}:
        return span.status.value
    if span.name == names.JSON_PARSING:
        return "parse"
    return "call" if span.name.startswith("llm_call_") else "stage"


def _inside(span: SpanRow, find_payload: FindPayload | None) -> str:
    facts = "".join(f"<dt>{markup(name)}</dt><dd>{markup(value)}</dd>" for name, value in _facts(span))
    full = _payload(span, find_payload)
    return f"<dl>{facts}</dl>{_text('Input', full.input)}{_text('Output', full.output)}"


def _facts(span: SpanRow) -> Iterator[tuple[str, str]]:
    yield "Status", SPAN_WORDS[span.status][0]
    if span.error:
        yield "Error", span.error
    if span.model:
        yield "Model", f"{span.model} ({span.provider})" if span.provider else span.model
    if span.prompt_name:
        yield "Prompt", f"{span.prompt_name}@v{span.prompt_version}, hash {(span.prompt_hash or '')[:12]}"
    if span.model:
        yield "Tokens", _tokens(span)
        yield "Cost", formats.money(span.cost_usd, known=span.cost_known)
        yield "Attempt", f"{span.attempt}{', from the cache' if span.cache_hit else ''}"
    for name, value in span.attributes.items():
        if not name.startswith(_HIDDEN_ATTRIBUTES):
            yield name.removeprefix("rein."), str(value)


def _tokens(span: SpanRow) -> str:
    parts = [f"{span.input_tokens:,} in", f"{span.output_tokens:,} out"]
    parts += [f"{span.thinking_tokens:,} thinking"] if span.thinking_tokens else []
    parts += [f"{span.cached_tokens:,} of the input cached"] if span.cached_tokens else []
    return ", ".join(parts)


def _payload(span: SpanRow, find_payload: FindPayload | None) -> Payload:
    cut = any(text is not None and text.endswith(_MORE) for text in (span.input_preview, span.output_preview))
    full = find_payload(span.span_id) if cut and find_payload is not None else None
    return full or Payload(input=span.input_preview, output=span.output_preview)


def _text(title: str, text: str | None) -> str:
    if not text:
        return ""
    more = f" <small>first {MAX_SHOWN:,} of {len(text):,} characters</small>" if len(text) > MAX_SHOWN else ""
    return f"<b>{title}</b>{more}<pre>{markup(text[:MAX_SHOWN])}</pre>"
