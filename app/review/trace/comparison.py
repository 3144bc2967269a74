"""Two traces side by side: their facts, and what was asked and replied in each."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from app.review.shared.trace_list import trace_label
from app.review.trace.load import Side
from app.ui import spend_text
from app.ui.trace import span_details
from core import formats
from core.usecases.traces.get_trace import SpanRow

NONE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One figure or word of both traces."""

    name: str
    first: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """One text of both traces; "" where a trace has none."""

    title: str
    first: str
    second: str


def facts(first: Side, second: Side) -> tuple[Fact, ...]:
    """Return what can be held side by side without its texts."""
    both = (dict(_facts(first)), dict(_facts(second)))
    names = dict.fromkeys((*both[0], *both[1]))
    return tuple(
        Fact(name=name, first=both[0].get(name, NONE), second=both[1].get(name, NONE))
        for name in names
    )


def _facts(side: Side) -> Iterator[tuple[str, str]]:
    row = side.detail.row
    yield "Trace", formats.short_id(row.trace_id)
    yield "Status", trace_label(row)[0]
    yield "Score", formats.figure(row.overall)
    for evaluation in side.judgement.evaluations[:1]:
        for score in evaluation.evaluation.dimensions:
            yield score.dimension.value.capitalize(), formats.figure(score.score)
        yield "Judged by", evaluation.judge_model or "rules"
    yield "Stars", NONE if row.stars is None else f"{row.stars:g}"
    yield "Model", row.writer_model or NONE
    yield "Prompt", row.prompt_version or NONE
    yield "Duration", formats.milliseconds(row.duration_ms)
    yield "Cost", spend_text.recorded_cost(row.cost_usd, known=row.cost_known)
    yield "Tokens", f"{row.input_tokens:,} in, {row.output_tokens:,} out"
    for span in side.detail.spans:
        if span.prompt_name:
            yield f"Prompt of {span.name}", f"{span.prompt_name}@v{span.prompt_version}"


def texts(first: Side, second: Side) -> tuple[Texts, ...]:
    """Return the goal, and what each call read and replied; calls of one name in their order."""
    both = (dict(_texts(first)), dict(_texts(second)))
    titles = dict.fromkeys((*both[0], *both[1]))
    return tuple(
        Texts(title=title, first=both[0].get(title, ""), second=both[1].get(title, ""))
        for title in titles
    )


def _texts(side: Side) -> Iterator[tuple[str, str]]:
    yield "Goal", side.detail.row.goal_text or ""
    seen: Counter[str] = Counter()
    for span in side.detail.spans:
        if span_details.is_call(span):
            seen[span.name] += 1
            yield from _texts_of(span, side, number=seen[span.name])


def _texts_of(span: SpanRow, side: Side, *, number: int) -> Iterator[tuple[str, str]]:
    again = f", call {number}" if number > 1 else ""
    full = side.payloads.get(span.span_id)
    yield f"Reply of {span.name}{again}", in_lines((full and full.output) or "")
    yield f"Input of {span.name}{again}", in_lines((full and full.input) or "")


def in_lines(text: str) -> str:
    """Return a reply in JSON with a line for each value, and any other text as it is."""
    try:
        return json.dumps(json.loads(text), indent=1, ensure_ascii=False)
    except (ValueError, RecursionError):
        return text
