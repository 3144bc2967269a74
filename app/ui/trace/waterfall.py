"""A trace over time: each span is a bar that opens in place to its input, output and cost.

It is built from the browser's `details` elements, so that keyboard and screen reader work without
a script of ours.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from app.ui import html, spend_text, tiles
from app.ui.html import EMPTY, join, multiline, one_line
from app.ui.status_labels import SPAN_LABELS, tag
from app.ui.trace import span_details, texts
from app.ui.trace.work_clock import WorkClock, work_clock
from core import formats
from core.tracing import names
from core.tracing.span_record import SpanStatus
from core.usecases.traces.get_trace import Payload, SpanRow, TraceDetail
from core.usecases.traces.list_traces import TraceRow

FindPayload = Callable[[str], Payload | None]
"""Full texts of a span by its id."""

_MORE = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    clock: WorkClock
    over: bool
    """The trace has ended, so a span without an end has lost its worker."""


def draw(detail: TraceDetail, *, key: str, find_payload: FindPayload | None = None) -> None:
    """Draw totals and waterfall. Without `find_payload`, only previews are shown."""
    show_totals(detail.row)
    show_steps(detail, key=key, find_payload=find_payload)


def show_totals(row: TraceRow) -> None:
    """Draw what a trace took and cost, and its score."""
    tiles.show(_totals(row))


def show_steps(detail: TraceDetail, *, key: str, find_payload: FindPayload | None = None) -> None:
    """Draw the spans over time."""
    with st.container(key=key):
        scale = _scale(detail)
        rows = join(_span(span, depth, scale, find_payload) for span, depth in _tree(detail.spans))
        html.draw(
            Markup(
                '<div class="rein-fall" role="group" aria-label="Spans of the trace over time">'
                "{}{}</div>"
            ).format(_head(scale), rows)
        )


def _totals(row: TraceRow) -> tuple[tiles.Tile, ...]:
    tokens = f"{row.input_tokens:,} in, {row.output_tokens:,} out"
    thinking = (f"{row.thinking_tokens:,} thinking",) if row.thinking_tokens else ()
    errors = (f"{formats.pluralize(row.errors, 'step')} with an error",) if row.errors else ()
    return (
        tiles.Tile(
            label="Duration",
            value=formats.milliseconds(row.duration_ms),
            state=SPAN_LABELS[row.status],
            lines=errors,
        ),
        tiles.Tile(
            label="Tokens",
            value=formats.count(row.input_tokens + row.output_tokens),
            lines=(tokens, *thinking),
        ),
        tiles.Tile(
            label="Cost",
            value=spend_text.recorded_cost(row.cost_usd, known=row.cost_known),
            lines=(_written_by(row),),
        ),
        _quality(row),
    )


def _quality(row: TraceRow) -> tiles.Tile:
    if row.overall is None:
        return tiles.Tile(label="Quality", value=formats.UNKNOWN, lines=("Not scored",))
    return tiles.Tile(label="Quality", value=formats.figure(row.overall), unit="of 10")


def _written_by(row: TraceRow) -> str:
    return f"Written by {row.writer_model}" if row.writer_model else "No model answered"


def _scale(detail: TraceDetail) -> _Scale:
    times = [(span.started_at, span.ended_at or span.started_at) for span in detail.spans]
    steps = [time for time, span in zip(times, detail.spans, strict=True) if span.parent_id]
    start = min([detail.row.started_at, *(begins for begins, _ in times)])
    end = max([detail.row.started_at, *(ends for _, ends in times)])
    over = detail.row.status is not SpanStatus.RUNNING
    return _Scale(clock=work_clock(start, end, steps), over=over)


def _tree(spans: tuple[SpanRow, ...]) -> Iterator[tuple[SpanRow, int]]:
    """Yield spans with their depth, under their parents and ordered by start.

    A span whose parent is missing is yielded at the top level.
    """
    known = {span.span_id for span in spans}
    below: dict[str | None, list[SpanRow]] = {}
    for span in sorted(spans, key=lambda one: one.started_at):
        parent = span.parent_id
        if parent not in known or parent == span.span_id:
            parent = None
        below.setdefault(parent, []).append(span)
    waiting = [(span, 0) for span in reversed(below.get(None, []))]
    while waiting:
        span, depth = waiting.pop()
        yield span, depth
        waiting.extend((child, depth + 1) for child in reversed(below.get(span.span_id, [])))


def _head(scale: _Scale) -> Markup:
    clock = scale.clock
    marks = join(
        Markup("<span>{}</span>").format(formats.milliseconds(1_000 * clock.seconds_at(part / 4)))
        for part in range(5)
    )
    return Markup(
        '{}<div class="row head"><span>Span</span><span class="axis">{}</span>'
        '<span class="num">Duration</span><span class="num">Tokens</span>'
        '<span class="num">Cost</span></div>'
    ).format(_waits(clock), marks)


def _waits(clock: WorkClock) -> Markup:
    """Return the waits in words, as the axis leaves them out."""
    if not clock.waits:
        return EMPTY
    each = ", ".join(
        f"{formats.milliseconds(1_000 * wait.seconds)} after "
        f"{formats.milliseconds(1_000 * clock.work_before(wait.start))} of work"
        for wait in clock.waits
    )
    return Markup('<p class="waits">Waits are left out of the axis and hatched: {}.</p>').format(
        each
    )


def _gaps(clock: WorkClock) -> Markup:
    return join(
        Markup('<span class="gap" style="left:{:.2f}%;width:{:.2f}%"></span>').format(
            clock.percent(wait.start), clock.percent(wait.end) - clock.percent(wait.start)
        )
        for wait in clock.waits
    )


def _span(span: SpanRow, depth: int, scale: _Scale, find_payload: FindPayload | None) -> Markup:
    state, marks = span_details.state(span, over=scale.over), span_details.marks(span)
    duration = formats.milliseconds(span.duration_ms)
    description = one_line(", ".join((span.name, state[0], *marks, duration)))
    return Markup(
        '<details><summary class="row" aria-label="{description}">'
        '<span class="name" title="{description}" style="padding-left:{indent}px">'
        '<span class="turn">›</span>{name}{state}{marks}</span>'
        '<span class="lane">{bar}</span><span class="num">{duration}</span>'
        '<span class="num">{tokens}</span><span class="num">{cost}</span></summary>'
        '<div class="inside">{inside}</div></details>'
    ).format(
        description=description,
        indent=14 * depth,
        name=multiline(span.name),
        state=Markup(" {}").format(tag(*state)) if state != SPAN_LABELS[SpanStatus.OK] else EMPTY,
        marks=join(Markup(" <small>{}</small>").format(mark) for mark in marks),
        bar=_bar(span, scale) + _gaps(scale.clock),
        duration=duration,
        tokens=_tokens(span),
        cost=_cost(span),
        inside=_inside(span, scale, find_payload),
    )


def _bar(span: SpanRow, scale: _Scale) -> Markup:
    left = scale.clock.percent(span.started_at)
    unseen = span.started_at if scale.over else scale.clock.end
    width = max(0.0, scale.clock.percent(span.ended_at or unseen) - left)
    return Markup('<span class="bar {}" style="left:{:.2f}%;width:{:.2f}%"></span>').format(
        _kind(span), left, width
    )


def _tokens(span: SpanRow) -> str:
    if not (span.input_tokens or span.output_tokens):
        return ""
    return f"{span.input_tokens:,} → {span.output_tokens:,}"


def _cost(span: SpanRow) -> str:
    if span.cost_known and not span.cost_usd:
        return ""
    return formats.money(span.cost_usd, known=span.cost_known)


def _kind(span: SpanRow) -> str:
    if span_details.was_refused(span):
        return "unasked"
    if span.status in {SpanStatus.ERROR, SpanStatus.RUNNING}:
        return span.status.value
    if span.name == names.JSON_PARSING:
        return "parse"
    return "call" if span_details.is_call(span) else "stage"


def _inside(span: SpanRow, scale: _Scale, find_payload: FindPayload | None) -> Markup:
    facts = join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(name, multiline(value))
        for name, value in span_details.facts(span, start=scale.clock.start, over=scale.over)
    )
    full = _payload(span, find_payload)
    why = "it was not asked" if span_details.was_refused(span) else "nothing came back"
    none = why if span_details.is_call(span) and span.ended_at is not None else ""
    return Markup("<dl>{}</dl>{}").format(facts, texts.draw_sides(full, of=span.name, none=none))


def _payload(span: SpanRow, find_payload: FindPayload | None) -> Payload:
    cut = any(
        text is not None and text.endswith(_MORE)
        for text in (span.input_preview, span.output_preview)
    )
    full = find_payload(span.span_id) if cut and find_payload is not None else None
    return full or Payload(input=span.input_preview, output=span.output_preview)
