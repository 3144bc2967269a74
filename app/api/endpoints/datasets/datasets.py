"""Datasets over HTTP: list them, save traces as one, and delete one."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import ReviewReader, ReviewWriter
from app.api.json_body import JsonBody
from app.api.parameters import NO_PARAMETERS, UUID_FORMAT, Parameters
from app.api.problem import BODY_PROBLEMS, by_rule, problem_responses
from core.usecases.datasets.dataset_json import dataset_json, version_json
from core.usecases.datasets.delete_dataset import delete_dataset
from core.usecases.datasets.list_datasets import get_dataset, list_datasets
from core.usecases.datasets.save_traces import Target, save_traces

MAX_TRACES = 1_000
"""Trace ids in one request; its body is at most 64 KiB. Save twice with `keep` for more."""

Name = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00]*$")]
Note = Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")]


class SampleChoice(Parameters):
    """Real people, or the sample."""

    sample: Annotated[bool, Field(description="The sample instead of real people")] = False


class DatasetVersion(BaseModel):
    """One version. Only a deletion that a person asked for changes what is left of it."""

    number: int
    source: Literal["traces", "import"]
    note: str
    items: int = Field(description="Items it was made with")
    content_hash: str = Field(description="SHA-256 of the items it was made with")
    left: int = Field(description="Items that are left")
    left_hash: str = Field(description="SHA-256 of the items that are left")
    removed: int = Field(description="Items removed at the request of their people")
    created_at: datetime


class Dataset(BaseModel):
    """A dataset with its versions, newest first."""

    id: str
    name: str
    sample: bool
    created_at: datetime
    versions: list[DatasetVersion]


class DatasetList(BaseModel):
    """All datasets, by name."""

    datasets: list[Dataset]


class NewDatasetVersion(JsonBody):
    """Traces to save; the dataset is made if there is none with this name."""

    name: Name
    trace_ids: Annotated[
        list[Annotated[str, Field(json_schema_extra=UUID_FORMAT)]],
        Field(min_length=1, max_length=MAX_TRACES),
    ]
    note: Note = ""
    keep: Annotated[bool, Field(description="Add to the items of the newest version")] = True
    sample: bool = False


class SavedVersion(BaseModel):
    """What became of a save."""

    id: str = Field(description="Of the dataset")
    name: str
    added: bool = Field(description="false if the newest version has the same items already")
    left_out: int = Field(description="Traces that are no goal, or that are not there")
    version: DatasetVersion


router = APIRouter(prefix="/api/v1", tags=["datasets"], route_class=ApiRoute)


@router.get("/datasets", operation_id="listDatasets", summary="List all datasets and versions")
def get_datasets(choice: Annotated[SampleChoice, Query()], viewer: ReviewReader) -> DatasetList:
    """Needs the role of a reviewer."""
    found = list_datasets(services.rein(), viewer=viewer, sample=choice.sample)
    return DatasetList(datasets=[Dataset.model_validate(dataset_json(one)) for one in found])


@router.get(
    "/datasets/{id}",
    operation_id="getDataset",
    summary="Get a dataset with its versions",
    responses=problem_responses(HTTPStatus.NOT_FOUND),
    dependencies=[NO_PARAMETERS],
)
def get_one_dataset(
    dataset_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    viewer: ReviewReader,
) -> Dataset:
    """Needs the role of a reviewer."""
    found = get_dataset(services.rein(), viewer=viewer, dataset_id=dataset_id)
    return Dataset.model_validate(dataset_json(found))


@router.post(
    "/datasets",
    operation_id="saveTraces",
    summary="Save traces as a new version of a dataset",
    status_code=HTTPStatus.CREATED,
    responses=problem_responses(*BODY_PROBLEMS)
    | by_rule("traces none of which is a goal that is there"),
    dependencies=[NO_PARAMETERS],
)
def save_as_dataset(new: NewDatasetVersion, viewer: ReviewWriter) -> SavedVersion:
    """Goals are saved with reply, scores and rating; other traces are counted and left out."""
    target = Target(name=new.name, note=new.note, keep=new.keep, sample=new.sample)
    saved = save_traces(services.rein(), viewer=viewer, target=target, trace_ids=new.trace_ids)
    return SavedVersion(
        id=saved.dataset.id,
        name=saved.dataset.name,
        added=saved.added,
        left_out=saved.left_out,
        version=DatasetVersion.model_validate(version_json(saved.version)),
    )


@router.delete(
    "/datasets/{id}",
    operation_id="deleteDataset",
    summary="Delete a dataset with all its versions",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
    dependencies=[NO_PARAMETERS],
)
def delete_one_dataset(
    dataset_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    viewer: ReviewWriter,
) -> Response:
    """Labels stay: they belong to the replies."""
    delete_dataset(services.rein(), viewer=viewer, dataset_id=dataset_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)
