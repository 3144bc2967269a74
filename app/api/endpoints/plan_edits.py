"""Single edits of a plan over HTTP: a task, a milestone, the end date. Each can be undone."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import ConfigDict, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import GoalsWriter
from app.api.endpoints.edits import PlanId
from app.api.endpoints.revisions import RevisedOut, to_out
from app.api.json_body import JsonBody, needs_any
from app.api.parameters import NO_PARAMETERS, UUID_FORMAT, WITH_WORD, Day, Parameters
from app.api.problem import BODY_PROBLEMS, by_rule, problem_responses
from core.goals.goal import MAX_WEEKS
from core.goals.weeks import Day as Weekday
from core.usecases.revisions import edit_plan
from core.usecases.revisions.edit_plan import TaskChange

TaskId = Annotated[str, Path(description="Id of a task of the plan")]
Week = Annotated[int, Field(ge=1, le=MAX_WEEKS)]
WeekdayIn = Annotated[Weekday, Field(strict=False)]


class TaskEdit(JsonBody):
    """What a task becomes; what is left out stays."""

    model_config = ConfigDict(
        json_schema_extra=needs_any(
            title={"type": "string"},
            minutes={"type": "integer"},
            day={"type": "string"},
            without_day={"const": True},
            week={"type": "integer"},
        )
    )

    title: Annotated[str | None, WITH_WORD] = None
    minutes: Annotated[int | None, Field(ge=1)] = None
    day: WeekdayIn | None = None
    without_day: Annotated[bool, Field(description="True takes its weekday away")] = False
    week: Week | None = None
    plan_id: PlanId = None


class NewTask(JsonBody):
    """A task to add to a week that is not over."""

    week: Week
    title: Annotated[str, WITH_WORD]
    minutes: Annotated[int, Field(ge=1)]
    day: WeekdayIn | None = None
    plan_id: PlanId = None


class MilestoneEdit(JsonBody):
    """Another number or week of a milestone; what is left out stays."""

    model_config = ConfigDict(
        json_schema_extra=needs_any(target={"type": "number"}, to_week={"type": "integer"})
    )

    target: float | None = None
    to_week: Week | None = None
    plan_id: PlanId = None


class NewEnd(JsonBody):
    """Another last day of the plan."""

    ends_on: Day
    plan_id: PlanId = None


class Shown(Parameters):
    """The version of the plan that was shown."""

    plan_id: PlanId = None


router = APIRouter(prefix="/api/v1", tags=["revisions"], route_class=ApiRoute)
_REFUSED = by_rule("what is over or done, and what would break a rule of the plan")
_CHANGED = problem_responses(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, *BODY_PROBLEMS) | _REFUSED


@router.post(
    "/goals/{id}/tasks",
    operation_id="addTask",
    summary="Add a task to the plan of a goal of yours",
    responses=_CHANGED,
    dependencies=[NO_PARAMETERS],
)
def add_task(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    new: NewTask,
    viewer: GoalsWriter,
) -> RevisedOut:
    """Raise a problem with the rule that the task would break."""
    return to_out(
        edit_plan.add_task(services.rein(), viewer=viewer, goal_id=goal_id, **new.model_dump())
    )


@router.post(
    "/goals/{id}/tasks/{task_id}",
    operation_id="editTask",
    summary="Change title, time, weekday or week of an open task",
    responses=_CHANGED,
    dependencies=[NO_PARAMETERS],
)
def edit_task(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    task_id: TaskId,
    edit: TaskEdit,
    viewer: GoalsWriter,
) -> RevisedOut:
    """Raise a problem with the rule that the change would break."""
    change = TaskChange(**edit.model_dump(exclude={"plan_id"}))
    return to_out(
        edit_plan.edit_task(
            services.rein(),
            viewer=viewer,
            goal_id=goal_id,
            task_id=task_id,
            change=change,
            plan_id=edit.plan_id,
        )
    )


@router.delete(
    "/goals/{id}/tasks/{task_id}",
    operation_id="removeTask",
    summary="Remove an open task",
    responses=problem_responses(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT) | _REFUSED,
)
def remove_task(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    task_id: TaskId,
    viewer: GoalsWriter,
    shown: Annotated[Shown, Query()],
) -> RevisedOut:
    """Answer with the new version of the plan, as every edit does."""
    return to_out(
        edit_plan.remove_task(
            services.rein(),
            viewer=viewer,
            goal_id=goal_id,
            task_id=task_id,
            plan_id=shown.plan_id,
        )
    )


@router.post(
    "/goals/{id}/milestones/{week}",
    operation_id="editMilestone",
    summary="Change the number or the week of a milestone",
    responses=_CHANGED,
    dependencies=[NO_PARAMETERS],
)
def edit_milestone(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    week: Annotated[int, Path(ge=1, le=MAX_WEEKS)],
    edit: MilestoneEdit,
    viewer: GoalsWriter,
) -> RevisedOut:
    """Raise a problem with the rule that the change would break."""
    return to_out(
        edit_plan.edit_milestone(
            services.rein(), viewer=viewer, goal_id=goal_id, week=week, **edit.model_dump()
        )
    )


@router.post(
    "/goals/{id}/end-date",
    operation_id="moveEndDate",
    summary="Spread what is open until another last day",
    responses=_CHANGED,
    dependencies=[NO_PARAMETERS],
)
def move_end_date(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    new: NewEnd,
    viewer: GoalsWriter,
) -> RevisedOut:
    """Raise a problem if the plan cannot end on that day."""
    return to_out(
        edit_plan.move_end_date(services.rein(), viewer=viewer, goal_id=goal_id, **new.model_dump())
    )
