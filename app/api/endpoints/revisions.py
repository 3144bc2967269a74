"""Revisions over HTTP: the ways to go on after a bad week, a pause, and going on again."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import GoalsReader, GoalsWriter
from app.api.json_body import JsonBody
from app.api.parameters import NO_PARAMETERS, UUID_FORMAT, Day
from app.api.problem import BODY_PROBLEMS, by_rule, problem_responses
from core.precision import Figure
from core.usecases.revisions.accept_revision import accept_revision
from core.usecases.revisions.list_revisions import list_revisions
from core.usecases.revisions.pause_goal import pause_goal, resume_goal
from core.usecases.revisions.propose_revisions import RevisionKind, propose_revisions
from core.usecases.revisions.revision_json import proposed_to_json, revised_to_json
from core.usecases.revisions.write_revision import Revised

WayOn = Literal["reserve", "shrink", "shift", "swap"]
WishWay = Literal["stretch", "lighter", "earlier", "room", "limit", "days", "start"]


class PriceOut(BaseModel):
    """What a way to go on costs."""

    ends_on: date
    hours_per_week: Figure
    target: str
    planned_again: int
    let_go: int
    left_out: int
    reserve_used: int


class DifferenceOut(BaseModel):
    """Titles of tasks that a way to go on adds, removes and changes."""

    added: list[str]
    removed: list[str]
    changed: list[str]
    unchanged: int


class OptionOut(BaseModel):
    """One way to go on; `refusal` says why it is not possible."""

    option: WayOn | WishWay
    title: str
    possible: bool
    refusal: str | None
    cost: list[str]
    price: PriceOut | None
    difference: DifferenceOut | None


class VersionOut(BaseModel):
    """One version of the plan; `kind` is null if the coach wrote it."""

    plan_id: str
    kind: RevisionKind | None
    summary: str
    by: str
    created_at: str
    ends_on: date
    trace_id: str


class Revisions(BaseModel):
    """What was missed, the ways to go on, and the versions of the plan, newest first."""

    plan_id: str
    missed: list[str]
    missed_minutes: int
    reserve_left: int
    advised: WayOn | WishWay | None
    options: list[OptionOut]
    versions: list[VersionOut]


class RevisedOut(BaseModel):
    """The new version of the plan."""

    plan_id: str
    kind: RevisionKind
    summary: str
    trace_id: str
    ends_on: date
    total_weeks: int


def to_out(revised: Revised) -> RevisedOut:
    """Return a new version of the plan as the API writes it."""
    return RevisedOut.model_validate(revised_to_json(revised))


class Choice(JsonBody):
    """The way to go on, and the version of the plan it was shown for."""

    option: WayOn
    plan_id: Annotated[str | None, Field(description="`plan_id` of the options")] = None


class NewPause(JsonBody):
    """The first and the last day of a pause."""

    first: Annotated[Day, Field(alias="from")]
    last: Annotated[Day, Field(alias="until")]


router = APIRouter(
    prefix="/api/v1",
    tags=["revisions"],
    route_class=ApiRoute,
    dependencies=[NO_PARAMETERS],
)
_CHANGED = problem_responses(
    HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, *BODY_PROBLEMS
)


@router.get(
    "/goals/{id}/revisions",
    operation_id="listRevisions",
    summary="Get the ways to go on with the plan of a goal of yours, with their price",
    responses=problem_responses(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def get_revisions(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)], viewer: GoalsReader
) -> Revisions:
    """Nothing changes. There are no options if nothing is open from the weeks before."""
    rein = services.rein()
    proposed = propose_revisions(rein, viewer=viewer, goal_id=goal_id)
    versions = list_revisions(rein, viewer=viewer, goal_id=goal_id)
    return Revisions.model_validate(proposed_to_json(proposed, versions))


@router.post(
    "/goals/{id}/revisions",
    operation_id="acceptRevision",
    summary="Accept a way to go on",
    responses=_CHANGED,
)
def accept(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    choice: Choice,
    viewer: GoalsWriter,
) -> RevisedOut:
    """Make an option the plan; accepting it twice changes the plan once.

    A conflict if the plan was changed since the options were read.
    """
    revised = accept_revision(
        services.rein(),
        viewer=viewer,
        goal_id=goal_id,
        option=RevisionKind(choice.option),
        plan_id=choice.plan_id,
    )
    return to_out(revised)


@router.post(
    "/goals/{id}/pause",
    operation_id="pauseGoal",
    summary="Pause a goal of yours",
    responses=_CHANGED
    | by_rule(
        "a first day before today, a last day before the first, and a pause that is too long"
    ),
)
def pause(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    days: NewPause,
    viewer: GoalsWriter,
) -> RevisedOut:
    """Nothing is due in these days, and every date after them moves by whole weeks."""
    revised = pause_goal(
        services.rein(), viewer=viewer, goal_id=goal_id, first=days.first, last=days.last
    )
    return to_out(revised)


@router.post(
    "/goals/{id}/resume",
    operation_id="resumeGoal",
    summary="Go on with a paused goal of yours",
    responses=problem_responses(HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def resume(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)], viewer: GoalsWriter
) -> RevisedOut:
    """Weeks of the pause that have not begun are taken out of the plan again."""
    revised = resume_goal(services.rein(), viewer=viewer, goal_id=goal_id)
    return to_out(revised)
