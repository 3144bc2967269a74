"""The goals that others share with a person as their coach, over HTTP."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import GoalsReader, GoalsWriter
from app.api.endpoints.goal_schema import Part
from app.api.endpoints.progress import Totals
from app.api.json_body import JsonBody
from app.api.parameters import NO_NUL, NO_PARAMETERS, UUID_FORMAT
from app.api.problem import BODY_PROBLEMS, problem_responses
from core.precision import Figure
from core.usecases.coaches.coached_goals import get_coached_goal, leave_goal, list_coached_goals
from core.usecases.coaches.coaching_json import coached_goal_json, coached_json
from core.usecases.coaches.invitations import accept_invitation

MAX_SECRET_CHARACTERS = 200

router = APIRouter(
    prefix="/api/v1", tags=["people"], route_class=ApiRoute, dependencies=[NO_PARAMETERS]
)


class AcceptedInvitation(JsonBody):
    """What stands behind `invitation=` in the link of an invitation."""

    invitation: Annotated[
        str, Field(min_length=1, max_length=MAX_SECRET_CHARACTERS, pattern=NO_NUL)
    ]


class CoachedGoalName(Part):
    """A goal that you coach."""

    goal_id: str
    title: str | None = Field(description="null before there is a resolution")
    owner: str
    until: datetime
    finished: bool


class CoachedGoals(Part):
    """The goals that you coach, newest first."""

    goals: list[CoachedGoalName]


class CoachedTask(Part):
    """A task on its day; a skipped one is not done."""

    title: str
    minutes: int
    due_on: date
    done: bool


class CoachedMilestone(Part):
    """A point of the plan with its number."""

    title: str
    measure: str
    due_on: date


class CoachedWeek(Part):
    """A week with its tasks."""

    number: int
    starts_on: date
    ends_on: date
    focus: str
    current: bool
    tasks: list[CoachedTask]
    milestone: CoachedMilestone | None


class CoachedPlan(Part):
    """The weeks of a plan."""

    starts_on: date
    ends_on: date
    weeks: list[CoachedWeek]


class CoachedCheckIn(Part):
    """What the person reported of a week."""

    day: date
    done: int
    planned: int
    value: Figure | None
    unit: str
    effort: int | None
    energy: int | None
    obstacle: str
    note: str


class CoachedGoal(CoachedGoalName):
    """A goal as its coach sees it."""

    tasks: Totals | None = Field(description="null before there is a plan, as `plan` is")
    plan: CoachedPlan | None
    check_ins: list[CoachedCheckIn] = Field(description="Newest first")


@router.post(
    "/coached-goals",
    operation_id="acceptInvitation",
    summary="Become the coach of the goal that an invitation names",
    status_code=HTTPStatus.CREATED,
    response_model=CoachedGoal,
    responses=problem_responses(HTTPStatus.CONFLICT, *BODY_PROBLEMS),
)
def post_coached_goal(new: AcceptedInvitation, viewer: GoalsWriter) -> JSONResponse:
    """Answer with the same conflict for an unknown, used or expired invitation."""
    rein = services.rein()
    goal_id = accept_invitation(rein, viewer=viewer, secret=new.invitation)
    seen = get_coached_goal(rein, viewer=viewer, goal_id=goal_id)
    return JSONResponse(coached_goal_json(seen), status_code=HTTPStatus.CREATED)


@router.get(
    "/coached-goals",
    operation_id="listCoachedGoals",
    summary="List the goals that others share with you as their coach",
    response_model=CoachedGoals,
)
def get_coached_goals(viewer: GoalsReader) -> JSONResponse:
    """Leave out those whose time is over, and archived ones."""
    found = list_coached_goals(services.rein(), viewer=viewer)
    return JSONResponse({"goals": [coached_json(one) for one in found]})


@router.get(
    "/coached-goals/{id}",
    operation_id="getCoachedGoal",
    summary="Get plan, progress and check-ins of a goal that you coach",
    response_model=CoachedGoal,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)
def get_one_coached_goal(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)], viewer: GoalsReader
) -> JSONResponse:
    """Let the person see when you looked."""
    goal = get_coached_goal(services.rein(), viewer=viewer, goal_id=goal_id)
    return JSONResponse(coached_goal_json(goal))


@router.delete(
    "/coached-goals/{id}",
    operation_id="leaveCoachedGoal",
    summary="Stop being the coach of a goal",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)
def delete_coached_goal(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)], viewer: GoalsWriter
) -> Response:
    """Answer with 404 if the goal is not shared with you."""
    leave_goal(services.rein(), viewer=viewer, goal_id=goal_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)
