"""Goals over HTTP: submit one, and get it while it is worked on and afterwards."""

from datetime import date, timedelta
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, BeforeValidator, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import GoalsReader, GoalsWriter
from app.api.endpoints.goal_schema import GoalProgress, GoalStatus
from app.api.json_body import JsonBody
from app.api.parameters import NO_PARAMETERS, UUID_FORMAT, WITH_WORD, Day, IdempotencyKey
from app.api.problem import BODY_PROBLEMS, by_rule, problem_responses
from core.errors import Conflict
from core.goals.goal import (
    MAX_CONSTRAINT_CHARACTERS,
    MAX_CONSTRAINTS,
    MAX_GOAL_CHARACTERS,
    MAX_HOURS_PER_WEEK,
    MAX_WEEKS,
    MIN_HOURS_PER_WEEK,
    Circumstances,
    Experience,
    Style,
)
from core.goals.reading import MAX_SLOT_CHARACTERS, SlotName
from core.ids import new_id
from core.usecases.goals.correct_goal import correct_goal
from core.usecases.goals.get_card import get_reading
from core.usecases.goals.get_goal import get_goal
from core.usecases.goals.goal_json import progress_to_json, status_of
from core.usecases.goals.submit_idempotently import Priority, submit_goal_idempotently

MAX_START_DISTANCE = timedelta(days=366)
PRIORITIES = {"interactive": Priority.INTERACTIVE, "batch": Priority.BATCH}


def number_as_text(value: object) -> object:
    """Return "3" for 3: a slot is read as a person would write it."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else value


Weeks = Annotated[int, Field(ge=1, le=MAX_WEEKS)]
Confidence = Annotated[int, Field(ge=0, le=10)]
SlotText = Annotated[str, Field(max_length=MAX_SLOT_CHARACTERS), BeforeValidator(number_as_text)]


class NewGoal(JsonBody):
    """A goal in the person's own words, and their circumstances."""

    text: Annotated[str, Field(max_length=MAX_GOAL_CHARACTERS), WITH_WORD]
    hours_per_week: Annotated[float | None, Field(ge=MIN_HOURS_PER_WEEK, le=MAX_HOURS_PER_WEEK)] = (
        None
    )
    experience: Annotated[Experience, Field(strict=False)] = Experience.BEGINNER
    style: Annotated[Style, Field(strict=False)] = Style.BALANCED
    constraints: Annotated[
        list[Annotated[str, Field(max_length=MAX_CONSTRAINT_CHARACTERS)]],
        Field(max_length=MAX_CONSTRAINTS),
    ] = []  # noqa: RUF012 - pydantic copies it
    weeks: Annotated[Weeks | None, Field(description="Length of the plan")] = None
    start: Annotated[
        Day | None, Field(description="First day of the plan, within a year of today")
    ] = None
    confidence: Annotated[
        Confidence | None, Field(description="How sure you are that you can do this")
    ] = None
    priority: Annotated[
        Literal["interactive", "batch"],
        Field(description="`batch` lets every `interactive` goal run first"),
    ] = "interactive"
    insist: Annotated[
        bool, Field(description="Accept the text although it was declined as no goal")
    ] = False

    reading: Annotated[
        dict[Annotated[SlotName, Field(strict=False)], SlotText],
        Field(
            description='Slots of what is understood, to be set: `{"hours": "2 or 3"}`; '
            "each is read as on the card"
        ),
    ] = {}  # noqa: RUF012 - pydantic copies it


class Accepted(BaseModel):
    """The submitted goal, and its trace."""

    id: str
    status: GoalStatus
    trace_id: str


router = APIRouter(
    prefix="/api/v1",
    tags=["goals"],
    route_class=ApiRoute,
    dependencies=[NO_PARAMETERS],
)


@router.post(
    "/goals",
    operation_id="submitGoal",
    summary="Submit a goal",
    status_code=HTTPStatus.ACCEPTED,
    responses=problem_responses(HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT, *BODY_PROBLEMS)
    | by_rule("a slot of `reading` whose text cannot be read as its day, number, topic, ..."),
)
def submit(
    new: NewGoal,
    viewer: GoalsWriter,
    request: Request,
    response: Response,
    key: IdempotencyKey = None,
) -> Accepted:
    """Queue the goal and answer at once; poll the address in `Location` for the result.

    Sending it again with the same `Idempotency-Key` answers with the goal that was submitted
    first. A text that is no goal, or that would do harm, is declined with 403 and, if there is
    one, a better start.
    """
    rein = services.rein()
    _require_near(new.start, rein.clock.today(viewer.time_zone))
    submitted = submit_goal_idempotently(
        rein,
        viewer=viewer,
        text=new.text,
        circumstances=_circumstances(new),
        insist=new.insist,
        priority=PRIORITIES[new.priority],
        reading={slot.value: text for slot, text in new.reading.items()},
        key=f"api:{key}" if key is not None else new_id(),
    )
    view, _ = get_goal(rein, viewer=viewer, goal_id=submitted.goal_id)
    base_path = request.scope.get("root_path", "")
    response.headers["Location"] = f"{base_path}/api/v1/goals/{submitted.goal_id}"
    return Accepted(id=submitted.goal_id, status=status_of(view), trace_id=submitted.trace_id)


def _circumstances(new: NewGoal) -> Circumstances:
    return Circumstances(
        experience=new.experience,
        hours_per_week=new.hours_per_week,
        constraints=tuple(new.constraints),
        start_on=new.start,
        confidence=new.confidence,
        style=new.style,
        weeks=new.weeks,
    )


def _require_near(start: date | None, today: date) -> None:
    """Raise Conflict if the start is more than a year away.

    It is a conflict and not an invalid value: the days that are near enough change every day, so
    no document can name them.
    """
    if start is not None and abs(start - today) > MAX_START_DISTANCE:
        raise Conflict(
            f"The start date {start} is more than a year away.",
            advice="Choose a day within a year of today.",
        )


@router.get(
    "/goals/{id}",
    operation_id="getGoal",
    summary="Get a goal of yours with everything written for it so far",
    response_model=GoalProgress,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)
def get_goal_progress(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)], viewer: GoalsReader
) -> JSONResponse:
    """Each part is null until its stage is committed."""
    rein = services.rein()
    view, trace = get_goal(rein, viewer=viewer, goal_id=goal_id)
    return JSONResponse(
        progress_to_json(view, trace, get_reading(rein, viewer=viewer, view=view))
    )  # JSON values already: nothing to serialize


class Corrections(JsonBody):
    """Slots of what is understood, to be set."""

    reading: Annotated[
        dict[Annotated[SlotName, Field(strict=False)], SlotText], Field(min_length=1)
    ]


@router.post(
    "/goals/{id}/reading",
    operation_id="correctGoal",
    summary="Correct what was understood of a goal of yours, and plan it again",
    status_code=HTTPStatus.ACCEPTED,
    responses=problem_responses(
        HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, *BODY_PROBLEMS
    )
    | by_rule(
        "a text that cannot be read as the slot's day, number, topic, ..., or changes nothing"
    ),
)
def correct_reading(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    new: Corrections,
    viewer: GoalsWriter,
    request: Request,
    response: Response,
) -> Accepted:
    """Queue a new run of the same goal; its ticks stay, and so does what was set before.

    A conflict if a run of the goal is under way.
    """
    rein, corrections = services.rein(), {slot.value: text for slot, text in new.reading.items()}
    submitted = correct_goal(rein, viewer=viewer, goal_id=goal_id, corrections=corrections)
    view, _ = get_goal(rein, viewer=viewer, goal_id=goal_id)
    response.headers["Location"] = f"{request.scope.get('root_path', '')}/api/v1/goals/{goal_id}"
    return Accepted(id=goal_id, status=status_of(view), trace_id=submitted.trace_id)
