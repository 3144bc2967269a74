"""Coaches, grants and one's own tokens over HTTP."""

from typing import Any

from starlette.testclient import TestClient

from core.accounts.user import Role
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.usecases.people.add_person import add_person
from tests.integration.api.conftest import Caller
from tests.integration.api.test_openapi import document, errors_of

__all__ = ["document"]


def test_a_coach_joins_by_the_link_sees_the_goal_and_leaves_or_is_removed(
    owner: Caller, ada: Caller, bob: Caller, document: dict[str, Any]
) -> None:
    goal_id = owner.finish_goal()["id"]
    coaches, seen = f"/api/v1/goals/{goal_id}/coaches", f"/api/v1/coached-goals/{goal_id}"
    owner.post(f"/api/v1/goals/{goal_id}/check-ins", {"effort": 3, "note": "It was cold"})

    def join(coach: Caller) -> Any:
        made = owner.post(coaches, {"days": 30})
        assert errors_of(document, "/api/v1/goals/{id}/coaches", "post", made) == []
        invitation = made.json()["url"].partition("=")[2]
        assert invitation not in owner.get(coaches).text
        return coach.post("/api/v1/coached-goals", {"invitation": invitation}), invitation

    joined, invitation = join(ada)
    assert joined.status_code == 201
    assert errors_of(document, "/api/v1/coached-goals", "post", joined) == []
    assert ada.get(seen).json() == joined.json()
    assert len(joined.json()["plan"]["weeks"]) > 10
    assert [one["note"] for one in joined.json()["check_ins"]] == ["It was cold"]
    assert [one["goal_id"] for one in ada.get("/api/v1/coached-goals").json()["goals"]] == [goal_id]
    for other in (bob, owner):
        assert other.get(seen).status_code == 404
        again = other.post("/api/v1/coached-goals", {"invitation": invitation})
        assert again.status_code == 409
    assert ada.get(f"/api/v1/goals/{goal_id}").status_code == 404
    assert ada.get(coaches).status_code == bob.post(coaches, {"days": 7}).status_code == 404

    (one,) = owner.get(coaches).json()["coaches"]
    assert (one["coach"], one["waits"]) == ("ada", False)
    assert ada.request("DELETE", f"{coaches}/{one['id']}").status_code == 404
    assert owner.request("DELETE", f"{coaches}/{one['id']}").status_code == 204
    assert ada.get(seen).status_code == 404
    join(ada)
    assert ada.request("DELETE", seen).status_code == 204
    assert ada.request("DELETE", seen).status_code == 404
    assert owner.get(coaches).json() == {"coaches": []}


def test_an_admin_shows_a_reviewer_texts_in_full_and_masks_them_again(
    owner: Caller, reviewer: Caller, rein: Rein
) -> None:
    add_person(rein, viewer=LOCAL_VIEWER, login="eve@example.org", role=Role.REVIEWER, name="eve")
    asked = {"address": "Eve@example.org", "reason": "A complaint about a plan", "days": 7}

    assert reviewer.post("/api/v1/grants", asked).status_code == 403
    assert owner.post("/api/v1/grants", asked | {"address": "x@example.org"}).status_code == 404
    assert owner.post("/api/v1/grants", asked | {"reason": "why"}).status_code == 422
    given = owner.post("/api/v1/grants", asked).json()

    assert owner.get("/api/v1/grants").json() == {"grants": [given]}
    assert given["reason"] == asked["reason"]
    path = f"/api/v1/grants/{given['user_id']}"
    assert owner.request("DELETE", path).status_code == 204
    assert owner.request("DELETE", path).status_code == 404
    assert owner.get("/api/v1/grants").json() == {"grants": []}


def test_a_person_lists_their_tokens_and_revokes_the_one_that_asks(
    ada: Caller, bob: Caller, client: TestClient
) -> None:
    (own,) = ada.get("/api/v1/me/tokens").json()["tokens"]
    path = f"/api/v1/me/tokens/{own['id']}"

    assert (own["name"], own["sent"]) == ("ada", True)
    assert "people:write" not in own["scopes"]
    assert "digest" not in own
    assert bob.request("DELETE", path).status_code == 404
    assert ada.post("/api/v1/me/tokens", {"name": "more"}).status_code == 405
    assert ada.request("DELETE", path).status_code == 204
    assert ada.get("/api/v1/me/tokens").status_code == 401
    assert client.get("/api/v1/me/tokens", headers=bob.headers).status_code == 200


def test_members_of_an_organisation_share_goals_one_by_one_until_they_leave(
    owner: Caller, ada: Caller, bob: Caller, document: dict[str, Any]
) -> None:
    goal_id = owner.finish_goal()["id"]
    made = owner.post("/api/v1/organisations", {"name": "Running club"}).json()
    home = f"/api/v1/organisations/{made['id']}"

    def join(caller: Caller) -> Any:
        url = owner.post(f"{home}/link", {}).json()["url"]
        return caller.post("/api/v1/organisations/join", {"invitation": url.partition("=")[2]})

    joined = join(ada)
    assert joined.status_code == 201
    assert errors_of(document, "/api/v1/organisations/join", "post", joined) == []
    assert [one["name"] for one in joined.json()["members"]] == ["You", "ada"]
    assert ada.post(f"{home}/link", {}).status_code == 403, "the first member leads"
    assert bob.post(f"{home}/link", {}).status_code == 404
    assert bob.get("/api/v1/organisations").json() == {"organisations": []}
    assert ada.get("/api/v1/coached-goals").json() == {"goals": []}, "nothing is shared yet"

    lead, member = (one["user_id"] for one in joined.json()["members"])
    chosen = {"organisation_id": made["id"], "user_id": member, "days": 7}
    path, seen = f"/api/v1/goals/{goal_id}/coaches/members", f"/api/v1/coached-goals/{goal_id}"
    assert owner.post(path, chosen | {"user_id": lead}).status_code == 404
    assert ada.post(path, chosen | {"user_id": lead}).status_code == 404, "not a goal of hers"
    shared = owner.post(path, chosen)
    assert errors_of(document, "/api/v1/goals/{id}/coaches/members", "post", shared) == []
    assert shared.json()["coach"] == "ada"
    assert ada.get(seen).status_code == 200
    assert ada.get(f"/api/v1/goals/{goal_id}").status_code == 404

    assert ada.request("DELETE", f"{home}/members/{lead}").status_code == 403
    assert ada.request("DELETE", f"{home}/members/{member}").status_code == 204
    assert ada.get(seen).status_code == 404, "what was shared through it ends with it"
    join(ada)
    owner.post(path, chosen)
    assert owner.request("DELETE", f"{home}/members/{member}").status_code == 204
    assert ada.get(seen).status_code == 404
    assert owner.request("DELETE", f"{home}/members/{lead}").status_code == 409, "they lead it"


def test_the_lead_of_an_organisation_is_handed_over_and_its_closing_is_confirmed(
    owner: Caller, ada: Caller, document: dict[str, Any]
) -> None:
    made = owner.post("/api/v1/organisations", {"name": "Running club"}).json()
    home = f"/api/v1/organisations/{made['id']}"

    def join(url: str) -> Any:
        return ada.post("/api/v1/organisations/join", {"invitation": url.partition("=")[2]})

    ended = owner.post(f"{home}/link", {}).json()["url"]
    assert owner.request("DELETE", f"{home}/link").status_code == 204
    assert join(ended).status_code == 409
    (lead, member) = join(owner.post(f"{home}/link", {}).json()["url"]).json()["members"]
    assert (lead["leads"], member["leads"]) == (True, False)

    assert ada.patch(home, {"name": "Hers"}).status_code == 403
    assert owner.patch(home, {"name": ""}).status_code == 422
    renamed = owner.patch(home, {"name": "Runners"})
    assert errors_of(document, "/api/v1/organisations/{id}", "patch", renamed) == []
    assert renamed.json()["name"] == "Runners"
    assert owner.patch(home, {"name": "Running club"}).status_code == 200

    new = {"user_id": member["user_id"]}
    assert ada.post(f"{home}/lead", new).status_code == 403
    assert owner.post(f"{home}/lead", new).status_code == 204
    assert owner.post(f"{home}/close", {"name": "Running club"}).status_code == 403
    assert owner.request("DELETE", f"{home}/members/{lead['user_id']}").status_code == 204
    other = ada.post(f"{home}/close", {"name": "Running"})
    assert other.status_code == 409
    assert errors_of(document, "/api/v1/organisations/{id}/close", "post", other) == []
    closed = ada.post(f"{home}/close", {"name": "Running club"})
    assert closed.status_code == 204
    assert ada.get("/api/v1/organisations").json() == {"organisations": []}
