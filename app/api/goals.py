"""Goals over HTTP: submit one, and look at it while it is worked on and afterwards."""

from datetime import date, timedelta
from http import HTTPStatus
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field

from app.api.goal_schema import GoalProgress, GoalStatus
from app.api.operation import Answer, Body, Call, Empty, Nothing, Operation
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
from core.ids import new_id
from core.runs.stages import STAGES
from core.store.goals.read import GoalView
from core.store.runs.values import Priority, RunStatus
from core.store.traces.read import TraceRow
from core.usecases.goals.get_goal import get_goal
from core.usecases.goals.goal_json import to_json
from core.usecases.goals.submit_idempotently import submit_goal_idempotently

MAX_START_DISTANCE = timedelta(days=366)
PRIORITIES = {"interactive": Priority.INTERACTIVE, "batch": Priority.BATCH}
PENDING = "pending"
"""A stage that has not begun; the other words are those of the stages themselves."""


def _whole(value: object) -> object:
    """Take 2.0 for 2: JSON knows one kind of number."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Weeks = Annotated[int, Field(ge=1, le=MAX_WEEKS), BeforeValidator(_whole)]
Confidence = Annotated[int, Field(ge=0, le=10), BeforeValidator(_whole)]


class NewGoal(Body):
    """A goal in the person's own words, and what they say about themselves."""

    text: Annotated[
        str, Field(max_length=MAX_GOAL_CHARACTERS, json_schema_extra={"pattern": r"[^\W_]"})
    ]
    hours_per_week: Annotated[float | None, Field(ge=MIN_HOURS_PER_WEEK, le=MAX_HOURS_PER_WEEK)] = (
        None
    )
    experience: Experience = Experience.BEGINNER
    style: Style = Style.BALANCED
    constraints: Annotated[
        tuple[Annotated[str, Field(max_length=MAX_CONSTRAINT_CHARACTERS)], ...],
        Field(max_length=MAX_CONSTRAINTS),
    ] = ()
    weeks: Annotated[Weeks | None, Field(description="Length of the plan")] = None
    start: Annotated[
        date | None, Field(description="First day of the plan, within a year of today")
    ] = None
    confidence: Annotated[
        Confidence | None, Field(description="How sure you are that you can do this")
    ] = None
    priority: Annotated[
        Literal["interactive", "batch"],
        Field(description="`batch` lets goals that somebody waits for go before it"),
    ] = "interactive"
    insist: Annotated[
        bool, Field(description="It is a goal all the same, although it was declined as none")
    ] = False


class Accepted(BaseModel):
    """Where to look for what was submitted."""

    id: str
    status: GoalStatus
    trace_id: str


def _submit(call: Call[Nothing, NewGoal]) -> Answer:
    new = call.body
    _require_near(new.start, call.rein.clock.today(call.viewer.time_zone))
    submitted = submit_goal_idempotently(
        call.rein,
        viewer=call.viewer,
        text=new.text,
        circumstances=Circumstances(
            experience=new.experience,
            hours_per_week=new.hours_per_week,
            constraints=new.constraints,
            start_on=new.start,
            confidence=new.confidence,
            style=new.style,
            weeks=new.weeks,
        ),
        insist=new.insist,
        priority=PRIORITIES[new.priority],
        key=f"api:{call.key}" if call.key is not None else new_id(),
    )
    view, _ = get_goal(call.rein, viewer=call.viewer, goal_id=submitted.goal_id)
    accepted = Accepted(id=submitted.goal_id, status=_status(view), trace_id=submitted.trace_id)
    return Answer(content=accepted, headers={"Location": f"/api/v1/goals/{submitted.goal_id}"})


def _require_near(start: date | None, today: date) -> None:
    """Refuse a start that is too far off as a conflict: which days are near enough changes with every day.

    No document of the API can say which ones they are, so the request is not malformed; it came at the wrong time.
    """
    if start is not None and abs(start - today) > MAX_START_DISTANCE:
        raise Conflict(
            f"The start date {start} is more than a year away.",
            advice="Choose a day within a year of today.",
        )


def _get(call: Call[Nothing, Empty]) -> Answer:
    view, trace = get_goal(call.rein, viewer=call.viewer, goal_id=call.path["id"])
    return Answer(content=progress_of(view, trace))


def progress_of(view: GoalView, trace: TraceRow | None) -> dict[str, Any]:
    """Return how a goal stands and everything written for it so far, as plain JSON values."""
    begun = {stage.stage: stage.status.value for stage in view.stages}
    progress: dict[str, Any] = {
        "id": view.goal_id,
        "status": _status(view),
        "stages": {stage.name: begun.get(stage.name, PENDING) for stage in STAGES},
    }
    if view.error is not None:
        progress["error"] = f"{view.error} {view.error_advice or ''}".strip()
    return progress | to_json(view, trace)


def _status(view: GoalView) -> GoalStatus:
    return view.status or RunStatus.QUEUED


OPERATIONS = (
    Operation(
        method="POST",
        path="/v1/goals",
        name="submitGoal",
        summary="Submit a goal",
        description="Queues the goal and answers at once; poll the address in `Location` for what is written. "
        "Sending it again with the same `Idempotency-Key` answers with the goal that was submitted first. "
        "A text that is no goal, or that would do harm, is declined with 403 and, where there is one, a better start.",
        query=Nothing,
        body=NewGoal,
        answers=Accepted,
        status=HTTPStatus.ACCEPTED,
        problems=(HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT),
        idempotent_by_key=True,
        answer=_submit,
    ),
    Operation(
        method="GET",
        path="/v1/goals/{id}",
        name="getGoal",
        summary="Get a goal of yours with everything written for it so far",
        description="Each part is there as soon as its stage is committed, and null before.",
        query=Nothing,
        body=Empty,
        answers=GoalProgress,
        problems=(HTTPStatus.NOT_FOUND,),
        answer=_get,
    ),
)
