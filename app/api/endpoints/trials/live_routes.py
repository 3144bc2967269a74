"""The live version of the routes over HTTP."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import ReviewReader
from app.api.parameters import NO_PARAMETERS
from core.usecases.routing.live_routes import get_live_routes
from core.usecases.trials.trial_state import TrialState


class RoutesTrialJson(BaseModel):
    """The newest trial of another version of the routes."""

    id: str
    candidate: int
    state: TrialState


class LiveRoutesJson(BaseModel):
    """The version by which models are asked."""

    version: int
    first: dict[str, str] = Field(description="Key of the model that is asked first, by step")
    since: datetime | None = Field(description="null for what came with Rein")
    by: str | None = Field(description="Who released it or rolled back to it")
    reason: str
    trial: RoutesTrialJson | None


router = APIRouter(prefix="/api/v1", tags=["trials"], route_class=ApiRoute)


@router.get(
    "/routes",
    operation_id="getLiveRoutes",
    summary="Get the live version of the routes: which model is asked first",
    dependencies=[NO_PARAMETERS],
)
def get_routes(viewer: ReviewReader) -> LiveRoutesJson:
    """Needs the role of a reviewer."""
    live = get_live_routes(services.rein(), viewer=viewer)
    trial, state = live.trial, live.trial_state
    return LiveRoutesJson(
        version=live.version,
        first=dict(live.first),
        since=live.since,
        by=live.by or None,
        reason=live.reason,
        trial=RoutesTrialJson(id=trial.id, candidate=trial.candidate, state=state)
        if trial is not None and state is not None
        else None,
    )
