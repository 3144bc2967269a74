"""Traces over HTTP: the filtered list, and one with its spans."""

import re
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query
from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, computed_field
from pydantic_core import PydanticCustomError

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import TracesReader
from app.api.parameters import NO_NUL, NO_PARAMETERS, UUID_FORMAT, SliceParameters, Text
from app.api.problem import problem_responses
from core.precision import Figure
from core.tracing.span_record import SpanStatus
from core.usecases.traces.get_trace import get_trace
from core.usecases.traces.list_traces import TraceFilter, TraceOrder, list_traces

MAX_LIMIT = 200
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)

_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)")


def _require_rfc_3339(value: object) -> object:
    """Refuse a bare number, which would be parsed as seconds since 1970."""
    if isinstance(value, str) and not _RFC_3339.fullmatch(value):
        raise PydanticCustomError("time_format", "Write it as 2027-01-04T09:00:00Z")
    return value


Timestamp = Annotated[AwareDatetime | None, BeforeValidator(_require_rfc_3339)]
ScoreBound = Annotated[float | None, Field(ge=0, le=10)]
StarsBound = Annotated[float | None, Field(ge=0.5, le=5, multiple_of=0.5)]
Id = Annotated[UUID | None, Field()]


class TraceQuery(SliceParameters):
    """Filters of the list; every parameter narrows it."""

    status: SpanStatus | None = None
    name: Text = None
    min_score: ScoreBound = None
    max_score: ScoreBound = None
    since: Annotated[
        Timestamp, Field(description="Start of the window, with its offset from UTC")
    ] = None
    until: Annotated[Timestamp, Field(description="End of the window, not included")] = None
    min_stars: StarsBound = None
    max_stars: StarsBound = None
    errors: Annotated[bool, Field(description="Only those that failed, or had a step that did")] = (
        False
    )
    goal_id: Annotated[Id, Field(description="Only those of this goal")] = None
    user_id: Annotated[Id, Field(description="Only those of this person; for reviewers")] = None
    search: Annotated[
        Text,
        Field(
            description="Words of the goal, of answers, replies and comments, or their beginnings"
        ),
    ] = None
    order: Annotated[
        TraceOrder, Field(description="What comes first; traces without the figure are left out")
    ] = TraceOrder.NEWEST
    sample: Annotated[bool, Field(description="The sample instead of real people")] = False
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = 50
    cursor: Annotated[
        str | None,
        Field(max_length=500, pattern=NO_NUL, description="`next_cursor` of the page before"),
    ] = None


class TraceLine(BaseModel):
    """One trace: the fields of its root."""

    model_config = ConfigDict(from_attributes=True)

    trace_id: str
    name: str
    status: SpanStatus
    started_at: datetime
    ended_at: datetime | None
    duration_ms: Figure | None
    input_tokens: int
    output_tokens: int
    thinking_tokens: int
    cached_tokens: int
    cost_usd: Figure | None = Field(description="Sum of the known prices; null if none is known")
    cost_known: bool = Field(description="false if a paid call has no known price")
    errors: int
    overall: Figure | None
    stars: Figure | None = Field(description="The lowest rating; null if nobody has rated it")
    user_id: str | None
    goal_id: str | None
    goal_text: str | None
    writer_model: str
    judge_model: str
    prompt_version: str
    kind: str = Field(description="Kind of goal; empty for what is about no goal")
    language: str
    tier: str
    sample: bool

    # The ignore is the one that pydantic documents.
    @computed_field(description="The same as `trace_id`")  # type: ignore[prop-decorator]
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
    duration_ms: Figure | None
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
    cost_usd: Figure | None
    cost_known: bool
    cache_hit: bool
    attempt: int
    attributes: dict[str, Any]


class TraceList(BaseModel):
    """A page of traces."""

    traces: list[TraceLine]
    next_cursor: str | None = Field(
        description="Send it as `cursor` for the next page; null on the last one"
    )


class TraceWithSpans(TraceLine):
    """One trace with its spans, in order of their start."""

    spans: list[Span]


router = APIRouter(
    prefix="/api/v1",
    tags=["traces"],
    route_class=ApiRoute,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)


@router.get(
    "/traces", operation_id="listTraces", summary="List traces, newest first or in another order"
)
def get_traces(query: Annotated[TraceQuery, Query()], viewer: TracesReader) -> TraceList:
    """Yours; all of them if you have the role of a reviewer."""
    wanted = TraceFilter(
        status=query.status,
        min_score=query.min_score,
        max_score=query.max_score,
        since=_storable(query.since),
        until=_storable(query.until),
        search=query.search or "",
        name=query.name,
        within=query.slice(),
        min_stars=query.min_stars,
        max_stars=query.max_stars,
        with_errors=query.errors,
        goal_id=None if query.goal_id is None else str(query.goal_id),
        user_id=None if query.user_id is None else str(query.user_id),
        sample=query.sample,
    )
    page = list_traces(
        services.rein(),
        viewer=viewer,
        filters=wanted,
        order=query.order,
        limit=query.limit,
        cursor=query.cursor,
    )
    return TraceList(
        traces=[TraceLine.model_validate(row) for row in page.rows], next_cursor=page.next_cursor
    )


def _storable(moment: datetime | None) -> datetime | None:
    """Return the moment, or the nearest one that a trace can have: the year 9999 is none."""
    return None if moment is None else min(max(moment, _FIRST), _LAST)


@router.get(
    "/traces/{id}",
    operation_id="getTrace",
    summary="Get a trace with its spans",
    dependencies=[NO_PARAMETERS],
)
def get_trace_with_spans(
    trace_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)], viewer: TracesReader
) -> TraceWithSpans:
    """Yours; any if you have the role of a reviewer."""
    detail = get_trace(services.rein(), viewer=viewer, trace_id=trace_id)
    line = TraceLine.model_validate(detail.row)
    spans = [Span.model_validate(span) for span in detail.spans]
    return TraceWithSpans(**line.model_dump(), spans=spans)
