"""The operations of the API in the filled database: their addresses, and what has to be there before."""

from fastapi.routing import APIRoute

from app.api.application import APPLICATION
from core.accounts.scope import Scope
from core.datasets.label import Verdict
from core.usecases.coaches.invitations import list_coaches
from core.usecases.grants.grants import give_grant
from core.usecases.labels.save_label import label_item
from core.usecases.organisations.organisations import add_organisation
from core.usecases.shares.share_links import add_share
from core.usecases.tokens.tokens import list_own_tokens
from tests.integration.access.calls import running_trial, start_evaluation
from tests.integration.access.world import World

ROUTES = [
    route
    for found in APPLICATION.routes
    for route in (found.original_router.routes if hasattr(found, "original_router") else [found])
    if isinstance(route, APIRoute)
]
BY_SCOPE = {
    Scope.REVIEW_READ: {"reviewer", "admin"},
    Scope.REVIEW_WRITE: {"reviewer", "admin"},
    Scope.COSTS_READ: {"admin"},
    Scope.PEOPLE_READ: {"admin"},
    Scope.PEOPLE_WRITE: {"admin"},
    Scope.TRACES_READ: {"owner", "reviewer", "admin"},
}
"""Who is served with the owner's ids; for other scopes it is the owner alone."""
QUERY = {"DELETE /api/v1/goals/{id}/chat": {"confirmed": "true"}}
"""What a request has to say besides its address."""


def fill_in(path: str, world: World) -> str:
    noun = path.removeprefix("/api/v1/").partition("/")[0]
    if noun == "evaluation-runs" and "{id}" in path:
        return path.format(id=start_evaluation(world))
    coaches = list_coaches(world.rein, viewer=world.people["owner"], goal_id=world.goal_id)
    first = {
        "datasets": world.version.dataset_id,
        "goals": world.goal_id,
        "traces": world.trace_id,
        "tasks": world.task_id,
    }
    ids = {
        "id": first.get(noun, world.goal_id),
        "task_id": world.task_id,
        "check_in_id": world.check_in.id,
        "message_id": world.message_id,
        "measurement_id": world.measurement.id,
        "memory_id": world.memory_id,
        "name": "cases",
        "dataset_id": world.version.dataset_id,
        "item_id": world.item_id,
        "trace_id": world.trace_id,
        "position": "1",
        "number": "1",
        "week": next(one.number for one in world.plan.weeks if one.milestone and one.number > 2),
        "plan_id": world.goal_id,
        "subject": world.subject,
        "token_id": list_own_tokens(world.rein, viewer=world.people["owner"])[0].id,
        "coaching_id": coaches[0].coaching.id,
        "user_id": world.people["reviewer"].id,
        "table": "ratings",
    }
    if path.startswith("/api/v1/organisations/{"):
        owner = world.people["owner"]
        ids |= {
            "id": add_organisation(world.rein, viewer=owner, name="Club").id,
            "user_id": owner.id,
        }
    if path.startswith("/api/v1/trials/{"):
        ids["id"] = running_trial(world)
    if path.startswith("/api/v1/evaluation-runs/{"):
        ids["id"] = start_evaluation(world)
    return path.format_map(ids)


def prepare(world: World, path: str, person: str) -> None:
    """Write what has to be there before the request means something."""
    if path.endswith("/share"):
        add_share(world.rein, viewer=world.people["owner"], goal_id=world.goal_id, days=30)
    if path.startswith("/api/v1/grants/"):
        give_grant(
            world.rein,
            viewer=world.people["admin"],
            user_id=world.people["reviewer"].id,
            reason="A complaint of a person",
            days=1,
        )
    if path.startswith("/api/v1/labels/") and person in {"reviewer", "admin"}:
        label_item(
            world.rein,
            viewer=world.people[person],
            item_id=world.item_id,
            verdict=Verdict(overall=5),
        )
