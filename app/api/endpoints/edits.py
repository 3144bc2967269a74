"""Wishes and edits of a plan over HTTP: another pace, other days, a title, undo, new scores."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import GoalsReader, GoalsWriter
from app.api.endpoints.revisions import RevisedOut, Revisions, WishWay, to_out
from app.api.json_body import JsonBody
from app.api.parameters import NO_PARAMETERS, UUID_FORMAT, WITH_WORD, Day
from app.api.problem import BODY_PROBLEMS, by_rule, problem_responses
from core.goals.goal import MAX_HOURS_PER_WEEK, MIN_HOURS_PER_WEEK
from core.goals.weeks import Day as Weekday
from core.precision import Figure
from core.quality.verdict import ScoredBy
from core.usecases.resolutions.score_again import score_again
from core.usecases.revisions.edit_plan import MAX_TITLE_CHARACTERS, change_title
from core.usecases.revisions.grant_wish import Wish, WishKind, accept_wish, propose_wish
from core.usecases.revisions.propose_revisions import RevisionKind
from core.usecases.revisions.revision_json import proposed_to_json
from core.usecases.revisions.undo_revision import undo_revision

PlanId = Annotated[str | None, Field(description="The version of the plan this was shown for")]


_NEEDS: tuple[tuple[tuple[str, ...], dict[str, JsonValue]], ...] = (
    (("fewer_hours", "more_hours"), {"hours_per_week": {"type": "number"}}),
    (("slower", "faster"), {}),
    (("other_days",), {"days": {"type": "array", "minItems": 1}}),
    (("later_start",), {"start_on": {"type": "string"}}),
)


class WishIn(JsonBody):
    """What is to change from now on, with the number, weekdays or day that it needs."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {
                    "properties": {"kind": {"enum": [*kinds]}, **needed},
                    "required": ["kind", *needed],
                }
                for kinds, needed in _NEEDS
            ]
        }
    )

    kind: Annotated[WishKind, Field(strict=False)]
    hours_per_week: Annotated[
        float | None,
        Field(ge=MIN_HOURS_PER_WEEK, le=MAX_HOURS_PER_WEEK, description="For fewer or more hours"),
    ] = None
    days: Annotated[
        list[Annotated[Weekday, Field(strict=False)]],
        Field(default_factory=list, description="For other days, e.g. Mon"),
    ]
    start_on: Annotated[Day | None, Field(description="For a later start")] = None

    def wish(self) -> Wish:
        """Return the wish as a value."""
        return Wish(
            kind=self.kind,
            hours=self.hours_per_week,
            days=tuple(self.days),
            start_on=self.start_on,
        )


class WishChoice(JsonBody):
    """A wish, the option that fulfils it, and the version of the plan it was shown for."""

    wish: WishIn
    option: WishWay
    plan_id: PlanId = None


class NewTitle(JsonBody):
    """Another title."""

    title: Annotated[str, Field(max_length=MAX_TITLE_CHARACTERS), WITH_WORD]
    plan_id: PlanId = None


class Undone(JsonBody):
    """The version of the plan that is undone."""

    plan_id: PlanId = None


class ScoresOut(BaseModel):
    """The scores of what the goal shows now; null where something was not scored."""

    overall: Figure | None
    scored_by: ScoredBy


router = APIRouter(
    prefix="/api/v1",
    tags=["revisions"],
    route_class=ApiRoute,
    dependencies=[NO_PARAMETERS],
)
_WISHED = by_rule("a wish that the plan has already, or that cannot be planned from today")
_CHANGED = problem_responses(
    HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, *BODY_PROBLEMS
)


@router.post(
    "/goals/{id}/wishes",
    operation_id="proposeWish",
    summary="Get what would fulfil a wish of the plan of a goal of yours, with its price",
    responses=_CHANGED | _WISHED,
)
def get_wish(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    wish: WishIn,
    viewer: GoalsReader,
) -> Revisions:
    """Nothing changes. A wish needs no missed week."""
    proposed = propose_wish(services.rein(), viewer=viewer, goal_id=goal_id, wish=wish.wish())
    return Revisions.model_validate(proposed_to_json(proposed, ()))


@router.post(
    "/goals/{id}/wishes/accept",
    operation_id="acceptWish",
    summary="Accept a plan for a wish",
    responses=_CHANGED | _WISHED,
)
def accept(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    choice: WishChoice,
    viewer: GoalsWriter,
) -> RevisedOut:
    """Make it the plan. A conflict if the plan was changed since it was shown."""
    revised = accept_wish(
        services.rein(),
        viewer=viewer,
        goal_id=goal_id,
        wish=choice.wish.wish(),
        option=RevisionKind(choice.option),
        plan_id=choice.plan_id,
    )
    return to_out(revised)


@router.post(
    "/goals/{id}/title",
    operation_id="changeTitle",
    summary="Change the title of a goal of yours",
    responses=_CHANGED | by_rule("a title whose number is not the one that the plan leads to"),
)
def title(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    new: NewTitle,
    viewer: GoalsWriter,
) -> RevisedOut:
    """Change it and score it again if rules gave the scores; it can be undone."""
    revised = change_title(
        services.rein(), viewer=viewer, goal_id=goal_id, title=new.title, plan_id=new.plan_id
    )
    return to_out(revised)


@router.post(
    "/goals/{id}/undo",
    operation_id="undoRevision",
    summary="Undo the last change of the plan or title of a goal of yours",
    responses=_CHANGED,
)
def undo(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    undone: Undone,
    viewer: GoalsWriter,
) -> RevisedOut:
    """Text and scores come back; what was done since then stays done."""
    revised = undo_revision(services.rein(), viewer=viewer, goal_id=goal_id, plan_id=undone.plan_id)
    return to_out(revised)


@router.post(
    "/goals/{id}/scores",
    operation_id="scoreAgain",
    summary="Score by rule what a goal of yours shows now",
    responses=problem_responses(HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def scores(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)], viewer: GoalsWriter
) -> ScoresOut:
    """No model is called. Scores that are of what is shown already stay."""
    evaluation = score_again(services.rein(), viewer=viewer, goal_id=goal_id)
    return ScoresOut(overall=evaluation.overall, scored_by=evaluation.scored_by)
