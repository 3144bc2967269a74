"""Model calls, and what a trace kept of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from core.goals.draft import GoalDraft
from core.ids import new_id
from core.ports import ModelCall, Prompt, Purpose
from core.prompts.library import default_prompt_library
from core.tracing.span_record import SpanRecord
from core.tracing.tracer import COLLECTOR, new_span_id, open_trace

PROMPT = Prompt(
    name="test", version=3, hash="abc", system="Be brief.", user='<data>\n{"goal": "run"}\n</data>'
)


class Note(BaseModel):
    """The smallest reply worth asking for."""

    text: str
    stars: int


def make_call(schema: type[BaseModel] = Note, **changes: Any) -> ModelCall:
    return replace(
        ModelCall(purpose=Purpose.GENERATE, prompt=PROMPT, schema=schema, context=None), **changes
    )


def make_text_call(**changes: Any) -> ModelCall:
    """A call for plain text."""
    return replace(make_call(), schema=None, **changes)


def make_goal_call(words: str = "run 5 km by the end of March", **changes: Any) -> ModelCall:
    """The first call of the pipeline, with its real prompt."""
    prompt = default_prompt_library().render(
        "preprocess",
        today="2027-01-04",
        weekday="Monday",
        kinds={"project": "finish a piece of work"},
        usual={"hours": 3, "weeks": 12, "most_weeks": 52},
        domains=["running", "general"],
        goal=words,
        circumstances={},
    )
    return make_call(GoalDraft, purpose=Purpose.PREPROCESS, prompt=prompt, **changes)


@contextmanager
def kept_spans() -> Iterator[list[SpanRecord]]:
    """Collect the spans that end inside; the list is filled on leaving."""
    trace_id, spans = new_id(), list[SpanRecord]()
    with open_trace(trace_id, new_span_id()):
        try:
            yield spans
        finally:
            spans.extend(COLLECTOR.take(trace_id))
