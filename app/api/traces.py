"""Traces over HTTP: the filtered list, and one with its spans."""

import re
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, computed_field

from app.api.operation import Answer, Call, Empty, Nothing, Operation, Query
from core.errors import InvalidInput, NotFound
from core.store.traces.read import SpanRow, TraceFilter, TraceRow
from core.tracing.span_record import SpanStatus
from core.usecases.traces.get_trace import get_trace
from core.usecases.traces.list_traces import list_traces

MAX_LIMIT = 200
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)

_ANYTHING_BUT_NUL = r"^[^\x00]*$"  # PostgreSQL has no text with a NUL in it
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)")


def _written_out(value: object) -> object:
    """Refuse a bare number, which would be read as seconds since 1970."""
    if isinstance(value, str) and not _RFC_3339.fullmatch(value):
        raise ValueError("write it as 2027-01-04T09:00:00Z")
    return value


Words = Annotated[str | None, Field(max_length=200, pattern=_ANYTHING_BUT_NUL)]
Moment = Annotated[AwareDatetime | None, BeforeValidator(_written_out)]
Bound = Annotated[float | None, Field(ge=0, le=10)]


class TraceQuery(Query):
    """What the list shows; every parameter narrows it."""

    status: SpanStatus | None = None
    name: Words = None
    model: Words = None
    prompt_version: Annotated[Words, Field(examples=["generate@v1"])] = None
    min_score: Bound = None
    max_score: Bound = None
    since: Annotated[Moment, Field(description="First moment, with its offset from UTC")] = None
    until: Annotated[Moment, Field(description="The moment after the last one")] = None
    search: Annotated[Words, Field(description="Words of the goal, or their beginnings")] = None
    sample: Annotated[bool, Field(description="The made-up sample instead of real people")] = False
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = 50
    cursor: Annotated[
        str | None,
        Field(
            max_length=500,
            pattern=_ANYTHING_BUT_NUL,
            description="`next_cursor` of the page before",
        ),
    ] = None


class TraceLine(BaseModel):
    """One trace: what its root carries."""

    model_config = ConfigDict(from_attributes=True)

    trace_id: str
    name: str
    status: SpanStatus
    started_at: datetime
    ended_at: datetime | None
    duration_ms: float | None
    input_tokens: int
    output_tokens: int
    thinking_tokens: int
    cached_tokens: int
    cost_usd: float | None = Field(description="Sum of the known prices; null where none is known")
    cost_known: bool = Field(description="false where a paid call has no known price")
    errors: int
    overall: float | None
    user_id: str | None
    goal_id: str | None
    goal_text: str | None
    writer_model: str
    judge_model: str
    prompt_version: str
    sample: bool

    @computed_field(description="The same as `trace_id`")  # type: ignore[prop-decorator]  # pydantic documents it so
    @property
    def id(self) -> str:
        return self.trace_id


class Span(BaseModel):
    """One timed step. Its texts are previews."""

    model_config = ConfigDict(from_attributes=True)

    span_id: str
    parent_id: str | None
    name: str
    status: SpanStatus
    error: str | None
    started_at: datetime
    ended_at: datetime | None
    duration_ms: float | None
    model: str | None
    provider: str | None
    prompt_name: str | None
    prompt_version: int | None
    prompt_hash: str | None
    input_preview: str | None
    output_preview: str | None
    input_tokens: int
    output_tokens: int
    thinking_tokens: int
    cached_tokens: int
    cost_usd: float | None
    cost_known: bool
    cache_hit: bool
    attempt: int
    attributes: dict[str, Any]


class TraceList(BaseModel):
    """A page of traces, newest first."""

    traces: list[TraceLine]
    next_cursor: str | None = Field(
        description="Send it as `cursor` for the next page; null on the last one"
    )


class TraceWithSpans(TraceLine):
    """One trace with its spans, in order of their start."""

    spans: list[Span]


def _list(call: Call[TraceQuery, Empty]) -> Answer:
    asked = call.query
    wanted = TraceFilter(
        status=asked.status,
        min_score=asked.min_score,
        max_score=asked.max_score,
        since=_storable(asked.since),
        until=_storable(asked.until),
        search=asked.search or "",
        name=asked.name,
        model=asked.model,
        prompt_version=asked.prompt_version,
        sample=asked.sample,
    )
    try:
        page = list_traces(
            call.rein, viewer=call.viewer, wanted=wanted, limit=asked.limit, cursor=asked.cursor
        )
    except InvalidInput as error:
        if error.field != "cursor":
            raise
        raise NotFound(
            error.message, advice=error.advice
        ) from error  # a cursor is an address: it leads nowhere
    return Answer(
        content=TraceList(traces=[_line(row) for row in page.rows], next_cursor=page.next_cursor)
    )


def _storable(moment: datetime | None) -> datetime | None:
    """Return the moment, or the nearest one that traces can have: years such as 1 and 9999 are none of them."""
    return None if moment is None else min(max(moment, _FIRST), _LAST)


def _get(call: Call[Nothing, Empty]) -> Answer:
    detail = get_trace(call.rein, viewer=call.viewer, trace_id=call.path["id"])
    spans = [_span(span) for span in detail.spans]
    return Answer(content=TraceWithSpans(**_line(detail.row).model_dump(), spans=spans))


def _line(row: TraceRow) -> TraceLine:
    return TraceLine.model_validate(row)


def _span(row: SpanRow) -> Span:
    return Span.model_validate(row)


OPERATIONS = (
    Operation(
        method="GET",
        path="/v1/traces",
        name="listTraces",
        summary="List traces, newest first",
        description="Yours; with the role of a reviewer everybody's.",
        query=TraceQuery,
        body=Empty,
        answers=TraceList,
        problems=(HTTPStatus.NOT_FOUND,),
        answer=_list,
    ),
    Operation(
        method="GET",
        path="/v1/traces/{id}",
        name="getTrace",
        summary="Get a trace with its spans",
        description="Yours; with the role of a reviewer anybody's.",
        query=Nothing,
        body=Empty,
        answers=TraceWithSpans,
        problems=(HTTPStatus.NOT_FOUND,),
        answer=_get,
    ),
)
