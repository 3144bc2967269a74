"""Labels over HTTP: what to label next, give and withdraw a label, and agreement."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import ReviewReader, ReviewWriter
from app.api.endpoints.ratings import ID_PATTERN
from app.api.json_body import JsonBody, needs_one_of
from app.api.parameters import NO_PARAMETERS, UUID_FORMAT, Parameters
from app.api.problem import BODY_PROBLEMS, problem_responses
from core.errors import InvalidInput
from core.precision import Figure
from core.usecases.datasets.list_datasets import VersionRecord, find_version, get_dataset
from core.usecases.labels.get_queue import get_queue
from core.usecases.labels.label_json import label_json, queue_json
from core.usecases.labels.list_labels import Agreement, get_agreement, list_labels
from core.usecases.labels.save_label import Verdict, label_item, label_trace, withdraw

MAX_LIMIT = 200


class LabelQuery(Parameters):
    """A page of labels."""

    sample: Annotated[bool, Field(description="The sample instead of real people")] = False
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = 50
    cursor: Annotated[str | None, Field(max_length=500, pattern=r"^[^\x00]*$")] = None


class VersionChoice(Parameters):
    """A version of the dataset; the newest one by default."""

    version: Annotated[int | None, Field(ge=1, le=1_000_000)] = None


class NewLabel(JsonBody):
    """Your verdict on an item or a trace, in place of an earlier one by you."""

    model_config = ConfigDict(json_schema_extra=needs_one_of("item_id", "trace_id"))

    item_id: Annotated[str | None, Field(pattern=ID_PATTERN)] = None
    trace_id: Annotated[str | None, Field(pattern=ID_PATTERN)] = None
    overall: Annotated[int | None, Field(ge=0, le=10)] = None
    answers: Annotated[
        dict[str, bool],
        Field(description="Pass (true) or fail by dimension or rubric item", max_length=40),
    ] = Field(default_factory=dict)
    note: Annotated[str, Field(max_length=2_000)] = ""
    from_queue: Annotated[
        bool, Field(description="The item is the one that the queue gave you")
    ] = False
    blind: Annotated[bool, Field(description="You did not see the scores before")] = False


class Label(BaseModel):
    """A person's verdict on one reply."""

    subject: str = Field(description="Names the reply, the same in every dataset")
    labeller: str = Field(description="The same person has the same one; it is no name")
    overall: int | None
    answers: dict[str, bool]
    note: str
    came_by: str = Field(description="Only labels by `lot` may be averaged as they are")
    blind: bool
    trace_id: str | None
    dataset_id: str | None
    created_at: datetime
    changed_at: datetime


class LabelList(BaseModel):
    """A page of labels, newest first."""

    labels: list[Label]
    next_cursor: str | None


class LabelProgress(BaseModel):
    """How far you are, and how far all are."""

    total: int
    mine: int
    labelled: int
    by_two: int
    skipped: int


class NextToLabel(BaseModel):
    """The next item without any verdict, so that you answer blind."""

    progress: LabelProgress
    item_id: str | None = Field(description="null when you have labelled all")
    input: dict[str, Any] | None
    reply: dict[str, Any] | None


class LabelAgreement(BaseModel):
    """How often two people give the same answer."""

    question: str = Field(description="overall (same side of 7), a dimension or an item")
    same: int
    pairs: int
    share: Figure | None
    low: Figure | None
    high: Figure | None


class AgreementList(BaseModel):
    """Agreement by question."""

    agreement: list[LabelAgreement]


class SavedLabel(BaseModel):
    """The reply that the label is about."""

    subject: str


router = APIRouter(prefix="/api/v1", tags=["labels"], route_class=ApiRoute)


@router.get(
    "/labels",
    operation_id="listLabels",
    summary="List all labels, newest first",
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)
def get_labels(query: Annotated[LabelQuery, Query()], viewer: ReviewReader) -> LabelList:
    """Needs the role of a reviewer."""
    page = list_labels(
        services.rein(),
        viewer=viewer,
        sample=query.sample,
        limit=query.limit,
        cursor=query.cursor,
    )
    found = [Label.model_validate(label_json(row)) for row in page.rows]
    return LabelList(labels=found, next_cursor=page.next_cursor)


@router.post(
    "/labels",
    operation_id="giveLabel",
    summary="Label an item or a trace, or change your label",
    status_code=HTTPStatus.CREATED,
    responses=problem_responses(HTTPStatus.NOT_FOUND, *BODY_PROBLEMS),
    dependencies=[NO_PARAMETERS],
)
def give_label(new: NewLabel, viewer: ReviewWriter) -> SavedLabel:
    """Give `item_id` or `trace_id`, and `overall`, `answers` or both."""
    rein, verdict = services.rein(), _verdict(new)
    if (new.item_id is None) == (new.trace_id is None):
        raise InvalidInput("Give either an item or a trace.", field="item_id")
    if new.trace_id is not None:
        subject = label_trace(
            rein, viewer=viewer, trace_id=new.trace_id, verdict=verdict, blind=new.blind
        )
    else:
        subject = label_item(
            rein,
            viewer=viewer,
            item_id=new.item_id or "",
            verdict=verdict,
            from_queue=new.from_queue,
            blind=new.blind,
        )
    return SavedLabel(subject=subject)


@router.delete(
    "/labels/{subject}",
    operation_id="withdrawLabel",
    summary="Take your label of a reply back",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
    dependencies=[NO_PARAMETERS],
)
def withdraw_label(subject: Annotated[str, Path(max_length=64)], viewer: ReviewWriter) -> Response:
    """Count it no longer; its history stays."""
    withdraw(services.rein(), viewer=viewer, subject=subject)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.get(
    "/datasets/{id}/queue",
    operation_id="getNextToLabel",
    summary="Get the item of a version that you label next",
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)
def get_next_to_label(
    dataset_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    choice: Annotated[VersionChoice, Query()],
    viewer: ReviewReader,
) -> NextToLabel:
    """Label it with `from_queue`, so that it is known whether it was drawn by lot."""
    version = _version(viewer, dataset_id, choice.version)
    queue = get_queue(services.rein(), viewer=viewer, version=version)
    return NextToLabel.model_validate(queue_json(queue))


@router.get(
    "/datasets/{id}/agreement",
    operation_id="getAgreement",
    summary="Get how far the labellers of a version agree",
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)
def get_agreement_of_labellers(
    dataset_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    choice: Annotated[VersionChoice, Query()],
    viewer: ReviewReader,
) -> AgreementList:
    """Every pair of people counts once for each reply that both labelled."""
    version = _version(viewer, dataset_id, choice.version)
    found = get_agreement(services.rein(), viewer=viewer, version=version)
    return AgreementList(agreement=[_agreement(one) for one in found])


def _verdict(new: NewLabel) -> Verdict:
    return Verdict(overall=new.overall, answers=new.answers, note=new.note)


def _version(viewer: ReviewReader, dataset_id: str, number: int | None) -> VersionRecord:
    return find_version(get_dataset(services.rein(), viewer=viewer, dataset_id=dataset_id), number)


def _agreement(one: Agreement) -> LabelAgreement:
    interval = one.interval
    return LabelAgreement(
        question=one.question,
        same=one.same,
        pairs=one.pairs,
        share=one.share,
        low=None if interval is None else interval.low,
        high=None if interval is None else interval.high,
    )
