"""Check-ins over HTTP: report on a goal, read its check-ins, and finish it."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import GoalsReader, GoalsWriter
from app.api.endpoints.goal_schema import Part
from app.api.json_body import JsonBody, needs_any
from app.api.parameters import HAS_WORD, NO_PARAMETERS, UUID_FORMAT, IdempotencyKey
from app.api.problem import BODY_PROBLEMS, problem_responses
from core.ids import new_id
from core.precision import Figure
from core.progress.check_in import (
    LARGEST_ATTAINMENT,
    LARGEST_SCALE,
    LARGEST_VALUE,
    LEAST_ATTAINMENT,
    LEAST_SCALE,
    MAX_NOTE_CHARACTERS,
    MAX_OBSTACLE_CHARACTERS,
    Change,
    CheckInKind,
    Report,
    Retrospective,
)
from core.usecases.check_ins.check_in import check_in
from core.usecases.check_ins.check_in_json import check_in_json
from core.usecases.check_ins.finish_goal import finish_goal
from core.usecases.check_ins.list_check_ins import list_check_ins

Scale = Annotated[int | None, Field(ge=LEAST_SCALE, le=LARGEST_SCALE)]
Number = Annotated[
    float | None,
    Field(ge=-LARGEST_VALUE, le=LARGEST_VALUE, description="The number of the goal's metric"),
]
Note = Annotated[str, Field(max_length=MAX_NOTE_CHARACTERS)]


_SAYS_A_WORD = {"pattern": HAS_WORD}


class NewCheckIn(JsonBody):
    """What a person reports; one answer is enough."""

    model_config = ConfigDict(
        json_schema_extra=needs_any(
            value={"type": "number"},
            effort={"type": "integer"},
            energy={"type": "integer"},
            obstacle=_SAYS_A_WORD,
            note=_SAYS_A_WORD,
        )
    )

    value: Number = None
    effort: Annotated[Scale, Field(description="How hard it was, 1 very easy to 5 very hard")] = (
        None
    )
    energy: Annotated[Scale, Field(description="1 very low to 5 high")] = None
    obstacle: Annotated[
        str, Field(max_length=MAX_OBSTACLE_CHARACTERS, description="What got in the way")
    ] = ""
    note: Note = ""


class Ending(JsonBody):
    """The retrospective of a goal."""

    attainment: Annotated[
        int,
        Field(
            ge=LEAST_ATTAINMENT,
            le=LARGEST_ATTAINMENT,
            description="0 is the goal as planned, -2 much less, 2 much more",
        ),
    ]
    value: Number = None
    helped: Note = ""
    to_keep: Note = ""


class Answer(Part):
    """What the coach answers."""

    lines: list[str]
    if_then: str
    source: str
    next_step: str
    change: Change | None = Field(description="What the next step changes in the plan, if it does")
    urgent: bool = Field(description="Whether help for the person comes before the plan")


class StoredCheckIn(Part):
    """A check-in with its answer."""

    id: str
    goal_id: str
    trace_id: str
    kind: CheckInKind
    day: date
    week: int
    done: int
    planned: int
    value: Figure | None
    unit: str
    effort: int | None
    energy: int | None
    obstacle: str
    note: str
    attainment: int | None
    helped: str | None
    to_keep: str | None
    answer: Answer
    created_at: datetime
    changed_at: datetime | None


class CheckIns(BaseModel):
    """The check-ins of a goal, newest first."""

    check_ins: list[StoredCheckIn]


router = APIRouter(
    prefix="/api/v1", tags=["check-ins"], route_class=ApiRoute, dependencies=[NO_PARAMETERS]
)
_PROBLEMS = problem_responses(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, *BODY_PROBLEMS)


@router.post(
    "/goals/{id}/check-ins",
    operation_id="checkIn",
    summary="Check in on a goal of yours, and get the coach's answer",
    status_code=HTTPStatus.CREATED,
    response_model=StoredCheckIn,
    responses=_PROBLEMS,
)
def add_check_in(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    new: NewCheckIn,
    viewer: GoalsWriter,
    key: IdempotencyKey = None,
) -> JSONResponse:
    """Store it once: with the same `Idempotency-Key`, sending it again changes nothing.

    It is a conflict if the goal has no plan yet or is finished.
    """
    made = check_in(
        services.rein(),
        viewer=viewer,
        goal_id=goal_id,
        report=Report(**new.model_dump()),
        key=f"api:{key}" if key is not None else new_id(),
    )
    return JSONResponse(check_in_json(made), status_code=HTTPStatus.CREATED)


@router.get(
    "/goals/{id}/check-ins",
    operation_id="listCheckIns",
    summary="List the check-ins of a goal of yours, newest first",
    response_model=CheckIns,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)
def get_check_ins(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)], viewer: GoalsReader
) -> JSONResponse:
    """Each has its answer; the final one has `attainment`."""
    found = list_check_ins(services.rein(), viewer=viewer, goal_id=goal_id)
    return JSONResponse({"check_ins": [check_in_json(each) for each in found]})


@router.post(
    "/goals/{id}/finish",
    operation_id="finishGoal",
    summary="Finish a goal of yours with a short retrospective",
    status_code=HTTPStatus.CREATED,
    response_model=StoredCheckIn,
    responses=_PROBLEMS,
)
def add_final_check_in(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    new: Ending,
    viewer: GoalsWriter,
    key: IdempotencyKey = None,
) -> JSONResponse:
    """Store the final check-in; a conflict if the goal has no plan yet or is finished already."""
    final = finish_goal(
        services.rein(),
        viewer=viewer,
        goal_id=goal_id,
        retrospective=Retrospective(**new.model_dump(exclude={"value"})),
        value=new.value,
        key=f"api:{key}" if key is not None else new_id(),
    )
    return JSONResponse(check_in_json(final), status_code=HTTPStatus.CREATED)
