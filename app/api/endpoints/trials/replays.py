"""Replays over HTTP: by rule at once, or by an evaluation run for a version that a model reads."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import ReviewReader, ReviewWriter
from app.api.endpoints.ratings import ID_PATTERN
from app.api.endpoints.trials.trial_schema import ReplayJson, ReplayList, replay_json
from app.api.json_body import JsonBody
from app.api.parameters import NO_PARAMETERS
from app.api.problem import BODY_PROBLEMS, by_rule, problem_responses
from core.accounts.viewer import Viewer
from core.errors import InvalidInput
from core.precision import Figure
from core.usecases.datasets.list_datasets import Split, VersionRecord, find_version, get_dataset
from core.usecases.trials.replay_by_models import (
    BUDGET_USD,
    READ_BY_MODELS,
    ReplayAsked,
    forecast_replay,
    save_goals,
    start_replay,
)
from core.usecases.trials.replay_version import USUAL_GOALS, list_replays, replay_version
from core.usecases.trials.start_trial import WRITING

_BY_A_RUN = f"Of {', '.join(READ_BY_MODELS)} only"


class NewReplay(JsonBody):
    """A version to replay against the live one."""

    prompt: Annotated[str, Field(json_schema_extra={"enum": list(WRITING)})]
    version: Annotated[int, Field(ge=1)]
    goals: Annotated[
        int, Field(ge=20, le=300, description="Past goals that are chosen, without a dataset")
    ] = USUAL_GOALS
    dataset_id: Annotated[str | None, Field(pattern=ID_PATTERN, description=_BY_A_RUN)] = None
    dataset_version: Annotated[
        int | None, Field(ge=1, le=1_000_000, description="The newest one by default")
    ] = None
    split: Annotated[Split | None, Field(strict=False)] = None
    model: Annotated[
        str | None, Field(max_length=64, description=f"Key of the writer. {_BY_A_RUN}")
    ] = None
    judge: Annotated[str | None, Field(max_length=64)] = None
    budget_usd: Annotated[float, Field(ge=0, le=10_000)] = BUDGET_USD


class StartedReplay(BaseModel):
    """A replay under way: the end of its evaluation run writes the verdict."""

    evaluation_run_id: str
    forecast_usd: Figure | None


router = APIRouter(prefix="/api/v1", tags=["trials"], route_class=ApiRoute)


@router.get(
    "/replays",
    operation_id="listReplays",
    summary="List the newest replay of each pair of versions",
    dependencies=[NO_PARAMETERS],
)
def get_replays(viewer: ReviewReader) -> ReplayList:
    """Needs the role of a reviewer."""
    found = list_replays(services.rein(), viewer=viewer)
    return ReplayList(replays=[replay_json(one) for one in found])


@router.post(
    "/replays",
    operation_id="replayVersion",
    summary="Replay past goals with a version and with the live one",
    status_code=HTTPStatus.CREATED,
    response_model=ReplayJson,
    responses={
        HTTPStatus.ACCEPTED.value: {
            "model": StartedReplay,
            "description": "An evaluation run replays a version that a model reads",
        },
        **problem_responses(*BODY_PROBLEMS, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
        **by_rule("what an evaluation run needs, for settings that are replayed by rule"),
    },
    dependencies=[NO_PARAMETERS],
)
def post_replay(new: NewReplay, viewer: ReviewWriter) -> ReplayJson | Response:
    """Needs the role of a reviewer, and of an admin if it costs.

    Settings of the offline coach are replayed by rule, which answers after some seconds.
    """
    if new.prompt in READ_BY_MODELS:
        started = _start(new, viewer)
        return JSONResponse(started.model_dump(mode="json"), status_code=HTTPStatus.ACCEPTED)
    for field in ("dataset_id", "dataset_version", "split", "model", "judge"):
        if getattr(new, field) is not None:
            raise InvalidInput(f"{new.prompt} is replayed by rule on past goals.", field=field)
    found = replay_version(
        services.rein(), viewer=viewer, prompt=new.prompt, candidate=new.version, goals=new.goals
    )
    return replay_json(found)


def _start(new: NewReplay, viewer: Viewer) -> StartedReplay:
    rein = services.rein()
    asked = ReplayAsked(
        prompt=new.prompt,
        candidate=new.version,
        items=_items(new, viewer),
        split=new.split,
        goals=new.goals,
        model=new.model,
        judge=new.judge,
        budget_usd=new.budget_usd,
    )
    usd = forecast_replay(rein, viewer=viewer, asked=asked).usd
    ready = save_goals(rein, viewer=viewer, asked=asked)
    run_id = start_replay(rein, viewer=viewer, asked=ready)
    return StartedReplay(evaluation_run_id=run_id, forecast_usd=usd)


def _items(new: NewReplay, viewer: Viewer) -> VersionRecord | None:
    if new.dataset_id is None:
        return None
    dataset = get_dataset(services.rein(), viewer=viewer, dataset_id=new.dataset_id)
    return find_version(dataset, new.dataset_version)
