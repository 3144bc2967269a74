"""What a body has to name to be accepted in the filled database: ids, days and texts that no schema can know."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from core.usecases.organisations.organisations import (
    add_organisation,
    invite_members,
    join_organisation,
    list_organisations,
)
from tests.integration.access import calls
from tests.integration.access.world import World, secret_of


def _day(world: World, days: int) -> str:
    return (world.rein.clock.today(None) + timedelta(days=days)).isoformat()


def _member(world: World) -> dict[str, Any]:
    """Let the coach join the owner's organisation, which there is one of in each case."""
    owner, coach = world.people["owner"], world.people["coach"]
    found = [*list_organisations(world.rein, viewer=owner)]
    club = found[0] if found else add_organisation(world.rein, viewer=owner, name="Club")
    link = invite_members(world.rein, viewer=owner, organisation_id=club.id)
    join_organisation(world.rein, viewer=coach, secret=secret_of(link.path))
    return {"organisation_id": club.id, "user_id": coach.id}


def _replayed(world: World) -> dict[str, Any]:
    calls.BY_USE_CASE["trials.replay_version.list_replayed_goals"]["replay_id"](world)
    return {"prompt": "defaults", "version": 3, "least_n": 100, "most_n": 200}


BODIES: Mapping[str, Callable[[World], dict[str, Any]]] = {
    "POST /api/feedback": lambda w: {"trace_id": w.trace_id},
    "POST /api/v1/feedback": lambda w: {"trace_id": w.trace_id},
    "POST /api/v1/coached-goals": lambda w: {
        "invitation": calls.BY_USE_CASE["coaches.invitations.find_invitation"]["secret"](w)
    },
    "POST /api/v1/datasets": lambda w: {"trace_ids": [w.trace_id]},
    "POST /api/v1/evaluation-runs": lambda w: {
        "dataset_id": w.version.dataset_id,
        "version": 1,
        "split": None,
        "variants": ["defaults@v3"],
        "judge": None,
    },
    "POST /api/v1/goals": lambda w: {
        "text": "Read 12 books in 30 weeks",
        "start": _day(w, 0),
        "weeks": None,
        "reading": {},
    },
    "POST /api/v1/goals/{id}/coaches/members": _member,
    "POST /api/v1/goals/{id}/end-date": lambda w: {
        "ends_on": (w.plan.ends_on + timedelta(days=28)).isoformat(),
        "plan_id": None,
    },
    "POST /api/v1/goals/{id}/measurements": lambda _: {"value": "3", "metric": "", "day": None},
    "POST /api/v1/goals/{id}/pause": lambda w: {"from": _day(w, 1), "until": _day(w, 7)},
    "POST /api/v1/goals/{id}/reading": lambda _: {"reading": {"hours": "3"}},
    "POST /api/v1/goals/{id}/tasks": lambda _: {"week": 4, "minutes": 5, "plan_id": None},
    "POST /api/v1/goals/{id}/tasks/{task_id}": lambda _: {
        "week": None,
        "minutes": 15,
        "plan_id": None,
    },
    "POST /api/v1/goals/{id}/wishes/accept": lambda _: {
        "wish": {"kind": "fewer_hours", "hours_per_week": 1},
        "option": "stretch",
        "plan_id": None,
    },
    "POST /api/v1/grants": lambda _: {"address": "reviewer@example.org"},
    "POST /api/v1/labels": lambda w: {"trace_id": w.trace_id, "item_id": None, "overall": 5},
    "POST /api/v1/organisations/join": lambda w: {
        "invitation": calls.BY_USE_CASE["organisations.organisations.join_organisation"]["secret"](
            w
        )
    },
    "POST /api/v1/organisations/{id}/close": lambda _: {"name": "Club"},
    "POST /api/v1/organisations/{id}/lead": lambda w: {"user_id": _member(w)["user_id"]},
    "POST /api/v1/tasks/{task_id}/move": lambda w: {"day": _day(w, 1)},
    "POST /api/v1/trials": _replayed,
}
"""Fields by operation, with what they are set to; each may also write what has to be there before."""
