"""Whether a person's words may go to language models, over HTTP."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import AccountReader, AccountWriter
from app.api.json_body import JsonBody
from app.api.parameters import NO_PARAMETERS
from app.api.problem import BODY_PROBLEMS, problem_responses
from core.accounts.viewer import Viewer
from core.usecases.consents.consents import ModelChoice, decide, get_consent

HostName = Annotated[str, Field(max_length=300)]


class ModelConsent(BaseModel):
    """Where words would go, and what you decided about it."""

    hosts: list[str] = Field(description="Of all models that are set up")
    choice: ModelChoice | None = Field(description="null if you have not decided yet")
    agreed_hosts: list[str] = Field(description="Those you were shown when you decided")
    decided_at: datetime | None
    needs_answer: bool = Field(description="Nothing is sent to a host you did not agree to")


class Decision(JsonBody):
    """What you decide about the hosts that you were shown."""

    choice: Annotated[ModelChoice, Field(strict=False)]
    hosts: Annotated[list[HostName], Field(max_length=100)] = []  # noqa: RUF012 - it is copied


router = APIRouter(
    prefix="/api/v1", tags=["account"], route_class=ApiRoute, dependencies=[NO_PARAMETERS]
)


@router.get(
    "/me/models",
    operation_id="getModelConsent",
    summary="Get where your words go, and what you decided about it",
)
def get_model_consent(viewer: AccountReader) -> ModelConsent:
    """Return the hosts; a model is called for you only at one you agreed to."""
    return _content(viewer)


@router.put(
    "/me/models",
    operation_id="decideOnModels",
    summary="Let models write for you, or the offline coach only",
    responses=problem_responses(HTTPStatus.CONFLICT, *BODY_PROBLEMS),
)
def decide_on_models(decision: Decision, viewer: AccountWriter) -> ModelConsent:
    """Send the `hosts` that you were shown; it is a conflict if there is another one by now."""
    decide(services.rein(), viewer=viewer, choice=decision.choice, shown=decision.hosts)
    return _content(viewer)


def _content(viewer: Viewer) -> ModelConsent:
    state = get_consent(services.rein(), viewer=viewer)
    consent = state.consent
    return ModelConsent(
        hosts=list(state.hosts),
        choice=consent.choice if consent is not None else None,
        agreed_hosts=sorted(consent.hosts) if consent is not None else [],
        decided_at=consent.decided_at if consent is not None else None,
        needs_answer=state.needs_answer,
    )
