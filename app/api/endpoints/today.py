"""A person's day over HTTP: what is due, and ticking, skipping and moving its tasks."""

from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import GoalsReader, GoalsWriter
from app.api.json_body import JsonBody
from app.api.parameters import NO_PARAMETERS, Day
from app.api.problem import BODY_PROBLEMS, by_rule, problem_responses
from core.usecases.plans.complete_task import complete_task, find_goal_with_task
from core.usecases.plans.get_today import SkipReason, get_today
from core.usecases.plans.move_task import move_task
from core.usecases.plans.skip_task import MAX_NOTE, skip_task
from core.usecases.plans.today_json import today_to_json


class DueTask(BaseModel):
    """One task, and what became of it."""

    id: str
    goal_id: str
    goal: str
    title: str
    minutes: int
    day: date = Field(description="The date it is due")
    done: bool
    skipped: SkipReason | None = Field(description="Why it is left out; null if it is not")
    late: bool = Field(description="It was due on an earlier day and is open")


class GoalWeek(BaseModel):
    """How the week of a goal stands."""

    goal_id: str
    title: str
    week: int | None = Field(description="null before the plan begins and after it has ended")
    total_weeks: int
    done: int
    total: int
    minutes_left: int
    reserve_days_left: int
    if_then: str | None
    check_in: bool = Field(description="This week has a check-in")


class DayOfPerson(BaseModel):
    """What is due today, what comes later this week, and each goal's week."""

    day: date
    tasks: list[DueTask]
    later: list[DueTask]
    goals: list[GoalWeek]


class Completion(JsonBody):
    """Whether the task is done."""

    done: bool = True


class Skip(JsonBody):
    """Why the task is left out."""

    reason: Annotated[SkipReason, Field(strict=False)]
    note: Annotated[str, Field(max_length=MAX_NOTE)] = ""


class Move(JsonBody):
    """The new day of the task."""

    day: Annotated[Day | None, Field(description="null makes it due as planned")]


class TaskState(BaseModel):
    """The task that was changed."""

    id: str
    goal_id: str


router = APIRouter(prefix="/api/v1", tags=["today"], route_class=ApiRoute)

TaskId = Annotated[str, Path(max_length=80, description="The id of a task of your plans")]
_TASK_PROBLEMS = problem_responses(HTTPStatus.NOT_FOUND, *BODY_PROBLEMS)


@router.get(
    "/today",
    operation_id="getToday",
    summary="What is due today and this week, over all your goals",
    dependencies=[NO_PARAMETERS],
)
def read_today(viewer: GoalsReader) -> DayOfPerson:
    """Count days in the time zone that your browser last reported."""
    day = today_to_json(get_today(services.rein(), viewer=viewer))
    return DayOfPerson.model_validate(day)


@router.post(
    "/tasks/{task_id}/done",
    operation_id="completeTask",
    summary="Tick a task, or untick it",
    responses=_TASK_PROBLEMS,
    dependencies=[NO_PARAMETERS],
)
def tick_task(task_id: TaskId, new: Completion, viewer: GoalsWriter) -> TaskState:
    """Change nothing the second time."""
    rein = services.rein()
    goal_id = find_goal_with_task(rein, viewer=viewer, task_id=task_id)
    complete_task(rein, viewer=viewer, goal_id=goal_id, task_id=task_id, done=new.done)
    return TaskState(id=task_id, goal_id=goal_id)


@router.post(
    "/tasks/{task_id}/skip",
    operation_id="skipTask",
    summary="Leave a task out, with a reason",
    responses=_TASK_PROBLEMS,
    dependencies=[NO_PARAMETERS],
)
def skip(task_id: TaskId, new: Skip, viewer: GoalsWriter) -> TaskState:
    """`POST .../done` with `done: false` takes it back."""
    rein = services.rein()
    goal_id = find_goal_with_task(rein, viewer=viewer, task_id=task_id)
    skip_task(
        rein, viewer=viewer, goal_id=goal_id, task_id=task_id, reason=new.reason, note=new.note
    )
    return TaskState(id=task_id, goal_id=goal_id)


@router.post(
    "/tasks/{task_id}/move",
    operation_id="moveTask",
    summary="Move a task to another day",
    responses=_TASK_PROBLEMS | by_rule("a day before today, after the plan, or too far ahead"),
    dependencies=[NO_PARAMETERS],
)
def move(task_id: TaskId, new: Move, viewer: GoalsWriter) -> TaskState:
    """Accept today or one of the next 14 days of the plan."""
    rein = services.rein()
    goal_id = find_goal_with_task(rein, viewer=viewer, task_id=task_id)
    move_task(rein, viewer=viewer, goal_id=goal_id, task_id=task_id, day=new.day)
    return TaskState(id=task_id, goal_id=goal_id)
