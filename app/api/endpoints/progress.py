"""The progress of a goal over HTTP, and the numbers that are measured for it."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse
from pydantic import BeforeValidator, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import GoalsReader, GoalsWriter
from app.api.endpoints.goal_schema import Part
from app.api.endpoints.goals import number_as_text
from app.api.json_body import JsonBody
from app.api.parameters import NO_NUL, NO_PARAMETERS, UUID_FORMAT, Day, Parameters
from app.api.problem import BODY_PROBLEMS, by_rule, problem_responses
from core.precision import Figure
from core.usecases.measurements.add_measurement import add_measurement
from core.usecases.measurements.list_measurements import MAX_PAGE, list_measurements
from core.usecases.measurements.read_value import MAX_CHARACTERS
from core.usecases.progress.get_progress import get_progress
from core.usecases.progress.progress_json import NEWEST, measurement_json, progress_json

NumberText = Annotated[str, Field(max_length=MAX_CHARACTERS), BeforeValidator(number_as_text)]


class NewMeasurement(JsonBody):
    """A number that you measured, as a number or as you write it: "7,5", "2h 10"."""

    value: NumberText
    metric: Annotated[
        str, Field(max_length=200, description="A metric of the plan; empty for the last milestone")
    ] = ""
    day: Annotated[Day | None, Field(description="Today, if left out")] = None


class MeasuredNumber(Part):
    """A measured number in the unit of its metric."""

    id: str
    day: date
    metric: str
    value: Figure
    unit: str


class MeasuredNumbers(Part):
    """Numbers of all metrics, by day, the newest first."""

    measurements: list[MeasuredNumber]
    next_cursor: str | None


class MeasurementWindow(Parameters):
    """Which numbers to list."""

    limit: Annotated[int, Field(ge=1, le=MAX_PAGE)] = 100
    cursor: Annotated[
        str | None,
        Field(max_length=500, pattern=NO_NUL, description="`next_cursor` of the page before"),
    ] = None


class TaskCount(Part):
    """Tasks and their minutes together."""

    tasks: int
    minutes: int


class Totals(Part):
    """Sums over the plan; skipped tasks are in none of the others."""

    planned: int
    due: int = Field(description="Due by today, or done already")
    done: int
    skipped: int


class WeekStanding(Part):
    """What a week asks for, and what was done within its days."""

    number: int
    starts_on: date
    ends_on: date
    planned: TaskCount
    done: TaskCount
    skipped: TaskCount


class MilestoneStanding(Part):
    """A milestone, and the newest number of its metric."""

    title: str
    target: Figure
    due_on: date
    newest: Figure | None
    reached_on: date | None


class MetricStanding(Part):
    """One metric of the plan with its milestones and its numbers."""

    metric: str
    unit: str
    rises: bool
    milestones: list[MilestoneStanding]
    measured: int = Field(description="How many numbers there are")
    measurements: list[MeasuredNumber] = Field(description=f"The newest {NEWEST}, oldest first")


class ExpectedEnd(Part):
    """When the open tasks will be done at this pace; the band holds the day in 80 % of cases."""

    status: Literal["expected", "finished", "not_begun", "nothing_done", "too_little"]
    on: date | None = Field(description="null if it is not known, or more than two years away")
    low: date | None
    high: date | None


class GoalStanding(Part):
    """How a goal stands on your day."""

    goal_id: str
    summary: str
    ends_on: date
    tasks: Totals
    minutes: Totals
    strength: Figure | None = Field(description="0-1, how firm the routine is")
    forecast: ExpectedEnd
    weeks: list[WeekStanding]
    metrics: list[MetricStanding]


router = APIRouter(
    prefix="/api/v1", tags=["progress"], route_class=ApiRoute, dependencies=[NO_PARAMETERS]
)
lists = APIRouter(prefix="/api/v1", tags=["progress"], route_class=ApiRoute)


@router.get(
    "/goals/{id}/progress",
    operation_id="getProgress",
    summary="Get what was done of the plan of a goal of yours, and when you finish at this pace",
    response_model=GoalStanding,
    responses=problem_responses(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def get_goal_standing(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)], viewer: GoalsReader
) -> JSONResponse:
    """Raise a conflict before the goal has a plan."""
    progress = get_progress(services.rein(), viewer=viewer, goal_id=goal_id)
    return JSONResponse(progress_json(goal_id, progress))


@router.post(
    "/goals/{id}/measurements",
    operation_id="addMeasurement",
    summary="Add a number that you measured for a goal of yours",
    status_code=HTTPStatus.CREATED,
    response_model=MeasuredNumber,
    responses=problem_responses(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, *BODY_PROBLEMS)
    | by_rule("a text that is no number, a metric that the plan does not have, a day to come"),
)
def add_goal_measurement(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    new: NewMeasurement,
    viewer: GoalsWriter,
) -> JSONResponse:
    """Store the number in the unit of the metric."""
    measured = add_measurement(
        services.rein(),
        viewer=viewer,
        goal_id=goal_id,
        value=new.value,
        metric=new.metric,
        day=new.day,
    )
    return JSONResponse(measurement_json(measured), status_code=HTTPStatus.CREATED)


@lists.get(
    "/goals/{id}/measurements",
    operation_id="listMeasurements",
    summary="List the numbers that you measured for a goal of yours, newest first",
    response_model=MeasuredNumbers,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)
def get_measurements(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    viewer: GoalsReader,
    window: Annotated[MeasurementWindow, Query()],
) -> JSONResponse:
    """Include numbers of metrics that the plan no longer has."""
    page = list_measurements(
        services.rein(), viewer=viewer, goal_id=goal_id, limit=window.limit, cursor=window.cursor
    )
    numbers = [measurement_json(one) for one in page.rows]
    return JSONResponse({"measurements": numbers, "next_cursor": page.next_cursor})
