"""Evaluation runs over HTTP: forecast, start, watch, cancel and retry them."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import ReviewReader, ReviewWriter
from app.api.endpoints.datasets.datasets import Note, SampleChoice
from app.api.endpoints.datasets.evaluation_run_schema import (
    EvaluationResult,
    EvaluationRun,
    EvaluationRunList,
)
from app.api.endpoints.ratings import ID_PATTERN
from app.api.json_body import JsonBody
from app.api.parameters import NO_PARAMETERS, UUID_FORMAT
from app.api.problem import BODY_PROBLEMS, problem_responses
from core.usecases.datasets.list_datasets import Split, find_version, get_dataset
from core.usecases.evaluation_runs.change_evaluation_run import (
    cancel_evaluation_run,
    retry_evaluation_run,
)
from core.usecases.evaluation_runs.evaluation_run_json import listed_json, report_json
from core.usecases.evaluation_runs.list_evaluation_runs import (
    get_evaluation_run,
    list_evaluation_runs,
)
from core.usecases.evaluation_runs.plan_evaluation_run import BUDGET_USD, Asked
from core.usecases.evaluation_runs.start_evaluation_run import start_evaluation_run


class NewEvaluation(JsonBody):
    """What is compared on which items."""

    dataset_id: Annotated[str, Field(pattern=ID_PATTERN)]
    version: Annotated[int | None, Field(ge=1, le=1_000_000)] = None
    split: Annotated[Split | None, Field(strict=False)] = None
    variants: Annotated[
        list[Annotated[str, Field(max_length=200)]],
        Field(
            description="As in “live”, “defaults@v3” or “generate@v2,model=gemini”; the first one "
            "is compared with, and one alone is compared with “live”",
            min_length=1,
            max_length=6,
        ),
    ]
    judge: Annotated[str | None, Field(max_length=64)] = None
    budget_usd: Annotated[float, Field(ge=0, le=10_000)] = BUDGET_USD
    note: Note = ""
    pairwise: Annotated[
        bool,
        Field(
            description="Let the judge also compare both texts of each item, in both orders; "
            "without a model that judges, only scores are compared"
        ),
    ] = True
    sample: bool = False


class StartedEvaluation(BaseModel):
    """The run that is queued."""

    id: str


class RetriedEvaluation(BaseModel):
    """How many cases are worked again."""

    queued: int


router = APIRouter(prefix="/api/v1", tags=["datasets"], route_class=ApiRoute)


@router.get(
    "/evaluation-runs", operation_id="listEvaluationRuns", summary="List the newest evaluation runs"
)
def get_runs(choice: Annotated[SampleChoice, Query()], viewer: ReviewReader) -> EvaluationRunList:
    """Needs the role of a reviewer."""
    found = list_evaluation_runs(services.rein(), viewer=viewer, sample=choice.sample)
    runs = [EvaluationRun.model_validate(listed_json(one)) for one in found]
    return EvaluationRunList(evaluation_runs=runs)


@router.post(
    "/evaluation-runs",
    operation_id="startEvaluationRun",
    summary="Compare prompt versions, settings of the coach and models on a dataset",
    status_code=HTTPStatus.ACCEPTED,
    responses=problem_responses(HTTPStatus.NOT_FOUND, HTTPStatus.TOO_MANY_REQUESTS, *BODY_PROBLEMS),
    dependencies=[NO_PARAMETERS],
)
def start_run(new: NewEvaluation, viewer: ReviewWriter) -> StartedEvaluation:
    """Refused if it is expected to cost more than its budget; what costs needs an admin."""
    rein = services.rein()
    dataset = get_dataset(rein, viewer=viewer, dataset_id=new.dataset_id)
    asked = Asked(
        variants=new.variants,
        judge=new.judge,
        split=new.split,
        budget_usd=new.budget_usd,
        note=new.note,
        pairwise=new.pairwise,
    )
    version = find_version(dataset, new.version)
    run_id = start_evaluation_run(
        rein, viewer=viewer, version=version, asked=asked, sample=new.sample
    )
    return StartedEvaluation(id=run_id)


@router.get(
    "/evaluation-runs/{id}",
    operation_id="getEvaluationRun",
    summary="Get what an evaluation run shows until now",
    responses=problem_responses(HTTPStatus.NOT_FOUND),
    dependencies=[NO_PARAMETERS],
)
def get_run(
    run_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)], viewer: ReviewReader
) -> EvaluationResult:
    """Needs the role of a reviewer. The texts are those of the traces that it names."""
    found = get_evaluation_run(services.rein(), viewer=viewer, evaluation_run_id=run_id)
    return EvaluationResult.model_validate(report_json(found))


@router.post(
    "/evaluation-runs/{id}/cancel",
    operation_id="cancelEvaluationRun",
    summary="Cancel what is not finished of an evaluation run",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problem_responses(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
    dependencies=[NO_PARAMETERS],
)
def cancel_run(
    run_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)], viewer: ReviewWriter
) -> Response:
    """Keep what is finished: it is compared."""
    cancel_evaluation_run(services.rein(), viewer=viewer, evaluation_run_id=run_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.post(
    "/evaluation-runs/{id}/retry",
    operation_id="retryEvaluationRun",
    summary="Work the cases again that failed or were cancelled",
    status_code=HTTPStatus.ACCEPTED,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
    dependencies=[NO_PARAMETERS],
)
def retry_run(
    run_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)], viewer: ReviewWriter
) -> RetriedEvaluation:
    """Finished steps are neither worked nor paid again."""
    queued = retry_evaluation_run(services.rein(), viewer=viewer, evaluation_run_id=run_id)
    return RetriedEvaluation(queued=queued)
