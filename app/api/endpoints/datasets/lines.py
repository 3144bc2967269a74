"""Datasets as JSON lines over HTTP, out and in."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import ReviewReader, ReviewWriter
from app.api.endpoints.datasets.datasets import (
    DatasetVersion,
    Name,
    Note,
)
from app.api.parameters import UUID_FORMAT, Parameters
from app.api.problem import (
    BODY_PROBLEMS,
    FieldProblem,
    ProblemError,
    invalid_fields,
    problem_responses,
)
from app.api.request_body import read_body
from app.api.workers import run_on_worker
from core.usecases.datasets.dataset_json import version_json
from core.usecases.datasets.export_lines import export_lines
from core.usecases.datasets.import_lines import (
    MAX_BYTES,
    BadLines,
    Imported,
    Target,
    import_lines,
)
from core.usecases.datasets.list_datasets import Split, find_version, get_dataset

MEDIA_TYPE = "application/x-ndjson"
ACCEPTED = frozenset({MEDIA_TYPE, "application/jsonl", "application/jsonlines"})
_BODY = {"required": True, "content": {MEDIA_TYPE: {"schema": {"type": "string"}}}}


class ItemChoice(Parameters):
    """All items of the newest version, or of another one, or of one split."""

    version: Annotated[int | None, Field(ge=1, le=1_000_000)] = None

    split: Split | None = None


class ImportChoices(Parameters):
    """Where the lines go, and what happens if some are bad."""

    name: Name
    note: Note = ""
    keep: Annotated[bool, Field(description="Add to the items of the newest version")] = False
    skip_bad: Annotated[bool, Field(description="Store the good lines although some are bad")] = (
        False
    )
    sample: bool = False


class SkippedLine(BaseModel):
    """A line that was not stored."""

    line: int = Field(description="Its number, from 1")
    reason: str


class ImportedVersion(BaseModel):
    """What was stored, and what was not."""

    id: str = Field(description="Of the dataset")
    name: str
    added: bool = Field(description="false if the newest version has the same items already")
    items: int
    repeated: int = Field(description="Lines that are equal to an earlier one")
    bad: list[SkippedLine]
    version: DatasetVersion


UPLOAD_LIMIT_S = 120.0
"""Longest time for a file of lines."""

router = APIRouter(prefix="/api/v1", tags=["datasets"], route_class=ApiRoute)


@router.get(
    "/datasets/{id}/items.jsonl",
    operation_id="exportDataset",
    summary="Get the items of a version as JSON lines",
    response_class=StreamingResponse,
    responses={
        HTTPStatus.OK.value: {
            "description": "One item a line, with its labels",
            "content": {MEDIA_TYPE: {"schema": {"type": "string"}}},
        },
        **problem_responses(HTTPStatus.NOT_FOUND),
    },
)
def get_lines(
    dataset_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    choice: Annotated[ItemChoice, Query()],
    viewer: ReviewReader,
) -> StreamingResponse:
    """Needs the role of a reviewer. No line names a person."""
    rein = services.rein()
    dataset = get_dataset(rein, viewer=viewer, dataset_id=dataset_id)
    version = find_version(dataset, choice.version)
    lines = export_lines(rein, viewer=viewer, version=version, split=choice.split)
    return StreamingResponse(lines, media_type=MEDIA_TYPE)


@router.post(
    "/datasets/import",
    operation_id="importDataset",
    summary="Store JSON lines as a new version of a dataset",
    status_code=HTTPStatus.CREATED,
    responses=problem_responses(*BODY_PROBLEMS),
    openapi_extra={"requestBody": _BODY},
)
async def post_lines(
    choices: Annotated[ImportChoices, Query()], viewer: ReviewWriter, request: Request
) -> ImportedVersion:
    """If a line is bad, nothing is stored and `errors` names each, unless `skip_bad`."""
    content = await _read(request)
    return await run_on_worker(_store, choices, viewer, content)


def _store(choices: ImportChoices, viewer: ReviewWriter, content: bytes) -> ImportedVersion:
    target = Target(name=choices.name, note=choices.note, keep=choices.keep, sample=choices.sample)
    try:
        done = import_lines(
            services.rein(),
            viewer=viewer,
            target=target,
            content=content,
            skip_bad=choices.skip_bad,
        )
    except BadLines as error:
        fields = tuple(
            FieldProblem(field=f"line {one.number}", message=one.reason) for one in error.lines
        )
        raise invalid_fields(fields, detail=str(error)) from error
    return _answer(done)


def _answer(done: Imported) -> ImportedVersion:
    return ImportedVersion(
        id=done.saved.dataset.id,
        name=done.saved.dataset.name,
        added=done.saved.added,
        items=done.items,
        repeated=done.repeated,
        bad=[SkippedLine(line=one.number, reason=one.reason) for one in done.bad],
        version=DatasetVersion.model_validate(version_json(done.saved.version)),
    )


async def _read(request: Request) -> bytes:
    """Return the body. Raises ProblemError if it is of another type or too long."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ACCEPTED:
        raise ProblemError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            kind="unsupported-media-type",
            title="The body must be JSON lines",
            detail=f"Send one JSON object a line with “Content-Type: {MEDIA_TYPE}”.",
            headers={"Accept-Post": MEDIA_TYPE},
        )
    return await read_body(request, limit=MAX_BYTES, within_s=UPLOAD_LIMIT_S)
