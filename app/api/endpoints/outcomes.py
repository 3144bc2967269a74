"""Outcomes over HTTP: what people did with their plans."""

from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import ReviewReader
from app.api.parameters import SliceWindow, Text
from app.api.problem import problem_responses
from core.precision import Figure
from core.usecases.outcomes.get_outcomes import get_outcomes
from core.usecases.outcomes.outcomes_json import outcomes_json
from core.usecases.utc_days import last_days


class OutcomeWindow(SliceWindow):
    """The window, and which plans count."""

    prompt_version: Annotated[
        Text, Field(description="Of the resolution or of the plan, e.g. plan@v2")
    ] = None
    fingerprint: Annotated[Text, Field(description="Of the prompts and models of a run")] = None


class ShareJson(BaseModel):
    """A share with its 95 % interval; null if nothing was counted."""

    share: Figure | None
    low: Figure | None
    high: Figure | None
    yes: int
    of: int
    plans: int


class OutcomeTotalsJson(BaseModel):
    """What became of the plans whose figures got final in a window."""

    since: date
    until: date
    week_1_done: ShareJson = Field(description="Tasks of week 1, as the plan was first made")
    returned_in_week_2: ShareJson = Field(description="Plans used on any of the days 8 to 14")
    edited_within_a_day: ShareJson
    plans: int = Field(description="Plans whose first two weeks are over; what follows is theirs")
    tasks_done: int
    tasks_skipped: dict[str, int] = Field(description="By reason")
    edits: int
    check_ins: int
    mean_effort: Figure | None
    mean_energy: Figure | None
    questions: int = Field(description="Questions to the coach")
    answers_rated_yes: Figure | None = Field(
        description="Share of yes among the questions about the coach's answers"
    )


class OutcomesJson(OutcomeTotalsJson):
    """The figures of a window, beside those of the window before."""

    before: OutcomeTotalsJson


router = APIRouter(prefix="/api/v1", tags=["outcomes"], route_class=ApiRoute)


@router.get(
    "/outcomes",
    operation_id="summariseOutcomes",
    summary="Sum up what people did with their plans",
    responses=problem_responses(HTTPStatus.FORBIDDEN),
)
def summarize_outcomes(
    window: Annotated[OutcomeWindow, Query()], viewer: ReviewReader
) -> OutcomesJson:
    """Needs the role of a reviewer. A figure that can still change is left out."""
    rein = services.rein()
    report = get_outcomes(
        rein,
        viewer=viewer,
        days=last_days(rein, window.days),
        sample=window.sample,
        within=window.slice(),
        fingerprint=window.fingerprint,
    )
    return OutcomesJson.model_validate(outcomes_json(report))
