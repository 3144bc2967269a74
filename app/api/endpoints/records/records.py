"""Whole tables of records as files over HTTP: the same that pages and `rein export` write."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import ReviewReader
from app.api.parameters import Day, Parameters
from app.api.problem import by_rule
from core.usecases.records.export_records import (
    MAX_IN_MEMORY,
    RecordFormat,
    RecordsAsked,
    RecordTable,
    write_records,
)


class RecordChoice(Parameters):
    """Which records, and the format of the file."""

    format: RecordFormat = RecordFormat.CSV
    since: Annotated[Day | None, Field(description="First UTC day")] = None
    until: Annotated[Day | None, Field(description="Last UTC day")] = None
    sample: Annotated[bool, Field(description="The sample instead of real people")] = False


router = APIRouter(prefix="/api/v1", tags=["records"], route_class=ApiRoute)


@router.get(
    "/records/{table}",
    operation_id="exportRecords",
    summary="Get ratings, evaluations, traces, outcomes or alerts as a file",
    response_class=Response,
    responses=by_rule("a `since` after `until`")
    | {
        HTTPStatus.OK.value: {
            "description": f"At most {MAX_IN_MEMORY:,} records, the oldest first",
            "content": {
                each.media_type: {"schema": {"type": "string", "format": "binary"}}
                for each in RecordFormat
            },
        }
    },
)
def get_records(
    table: RecordTable, choice: Annotated[RecordChoice, Query()], viewer: ReviewReader
) -> Response:
    """Needs the role of a reviewer. No record names a person; cells of a CSV are no formulas."""
    asked = RecordsAsked(
        table=table,
        format=choice.format,
        since=choice.since,
        until=choice.until,
        sample=choice.sample,
    )
    content = write_records(services.rein(), viewer=viewer, asked=asked)
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="{table}.{choice.format}"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=choice.format.media_type, headers=headers)
