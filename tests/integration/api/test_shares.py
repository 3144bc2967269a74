"""Share links over HTTP: made with a token, opened without one, the same 404 once they end."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.api import routes
from app.base_path import also_below
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.errors import Conflict, NotFound
from core.ids import new_id
from core.progress.check_in import Report
from core.progress.task_state import SkipReason
from core.quality.rating import Rating
from core.store.shares.tables import plan_shares
from core.usecases.chat.ask_coach import ask_coach
from core.usecases.check_ins.check_in import check_in
from core.usecases.goals.archive import archive_goal, delete_goal, restore_goal
from core.usecases.measurements.add_measurement import add_measurement
from core.usecases.plans.complete_task import complete_task
from core.usecases.plans.skip_task import skip_task
from core.usecases.ratings.rate import rate
from core.usecases.shares.share_links import add_share, find_share, revoke_share
from tests.fakes import FrozenClock
from tests.integration.api.conftest import Caller

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def share(rein: Rein, goal_id: str, *, days: int = 7) -> str:
    return add_share(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, days=days).path


def test_a_link_is_made_looked_up_and_revoked_by_its_owner_alone(
    owner: Caller, ada: Caller, client: TestClient
) -> None:
    goal_id = owner.finish_goal()["id"]
    path = f"/api/v1/goals/{goal_id}/share"
    assert owner.get(path).status_code == 404

    made = owner.post(path, {"days": 30})

    assert made.status_code == 201
    page = made.json()["url"].removeprefix("http://testserver")
    assert client.get(page).status_code == 200
    state = owner.get(path).json()
    assert (state["works"], state["opened"]) == (True, 1)
    assert "url" not in state
    assert ada.get(path).status_code == 404
    assert ada.post(path, {"days": 30}).status_code == 404
    assert ada.request("DELETE", path).status_code == 404
    assert client.get(page).status_code == 200

    assert owner.request("DELETE", path).status_code == 204
    assert client.get(page).status_code == 404
    assert owner.request("DELETE", path).status_code == 404


@ON_SQLITE
@pytest.mark.parametrize("days", [0, 8, 365, -1, 10**12, None, "30", 7.5])
def test_a_link_without_an_end_that_is_offered_is_refused(owner: Caller, days: object) -> None:
    goal_id = owner.finish_goal()["id"]

    assert owner.post(f"/api/v1/goals/{goal_id}/share", {"days": days}).status_code == 422


def test_the_page_shows_the_plan_and_its_ticks(
    owner: Caller, client: TestClient, rein: Rein
) -> None:
    goal = owner.finish_goal()
    task = goal["plan"]["weeks"][0]["tasks"][0]
    path = share(rein, goal["id"])
    complete_task(rein, viewer=LOCAL_VIEWER, goal_id=goal["id"], task_id=task["id"], done=True)

    answer = client.get(path)

    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert goal["resolution"]["title"] in answer.text
    assert "1 of " in answer.text
    for week in goal["plan"]["weeks"]:
        assert f"Week {week['number']} " in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_nothing_a_person_wrote_or_did_beside_the_plan_is_on_the_page(
    owner: Caller, client: TestClient, rein: Rein
) -> None:
    goal = owner.finish_goal("I want to run a 5K by the end of Q1. My PRIVATEWORD is watching.")
    goal_id, tasks = goal["id"], goal["plan"]["weeks"][0]["tasks"]
    report = Report(obstacle="PRIVATEWORD", note="PRIVATEWORD at work", effort=3)
    check_in(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, report=report, key="a")
    ask_coach(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, text="Is PRIVATEWORD normal?", key="b")
    skip_task(
        rein,
        viewer=LOCAL_VIEWER,
        goal_id=goal_id,
        task_id=tasks[0]["id"],
        reason=SkipReason.ILL,
        note="PRIVATEWORD",
    )
    add_measurement(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, value="3.77", metric="", day=None)
    rating = Rating(stars=2.5, comment="PRIVATEWORD")
    rate(rein, viewer=LOCAL_VIEWER, trace_id=goal["trace_id"], rating=rating)

    page = client.get(share(rein, goal_id)).text

    for private in ("PRIVATEWORD", "3.77", goal["trace_id"], goal_id, LOCAL_VIEWER.id):
        assert private not in page
    assert goal["goal"]["text"] not in page


def test_every_link_that_does_not_work_is_the_same_404(
    owner: Caller, client: TestClient, rein: Rein, clock: FrozenClock
) -> None:
    first, second, third, fourth = (owner.finish_goal()["id"] for _ in range(4))
    replaced, expired = share(rein, first), share(rein, first)
    revoked, archived, deleted = (
        share(rein, second),
        share(rein, third, days=90),
        share(rein, fourth),
    )
    working = [client.get(path).status_code for path in (expired, revoked, archived, deleted)]
    revoke_share(rein, viewer=LOCAL_VIEWER, goal_id=second)
    archive_goal(rein, viewer=LOCAL_VIEWER, goal_id=third)
    delete_goal(rein, viewer=LOCAL_VIEWER, goal_id=fourth)
    clock.advance(timedelta(days=7))

    answers = [
        client.get(path)
        for path in (
            *(replaced, expired, revoked, archived, deleted),
            *(f"/shared/{'a' * 43}", f"/shared/{'a' * 9000}", "/shared/", "/shared/a/b%0a"),
        )
    ]

    assert working == [200] * 4
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1
    assert "There is no plan here" in answers[0].text


def test_a_link_works_to_the_last_second_of_its_period(
    owner: Caller, client: TestClient, rein: Rein, clock: FrozenClock
) -> None:
    path = share(rein, owner.finish_goal()["id"], days=30)

    clock.advance(timedelta(days=30) - timedelta(seconds=1))
    assert client.get(path).status_code == 200
    clock.advance(timedelta(seconds=1))
    assert client.get(path).status_code == 404


def test_an_archived_goal_that_is_brought_back_is_shared_again(
    owner: Caller, client: TestClient, rein: Rein
) -> None:
    goal_id = owner.finish_goal()["id"]
    path = share(rein, goal_id)
    archive_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
    assert owner.get(f"/api/v1/goals/{goal_id}/share").json()["works"] is False
    with pytest.raises(Conflict):
        add_share(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, days=7)

    restore_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)

    assert client.get(path).status_code == 200


def test_each_opening_is_counted_and_a_new_link_counts_from_none(
    owner: Caller, client: TestClient, rein: Rein, clock: FrozenClock
) -> None:
    goal_id = owner.finish_goal()["id"]
    path = share(rein, goal_id)
    client.get(path)
    clock.advance(timedelta(minutes=1))
    client.get(path)
    client.get(f"{path}x")
    assert client.head(path).status_code == 200  # a link preview looks, nobody reads

    link = find_share(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)

    assert link is not None
    assert (link.opened, link.last_opened_at) == (2, clock.now())
    share(rein, goal_id)
    fresh = find_share(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
    assert fresh is not None
    assert (fresh.opened, fresh.last_opened_at) == (0, None)


def test_the_secret_has_256_bits_and_is_stored_as_its_hash_alone(owner: Caller, rein: Rein) -> None:
    secret = share(rein, owner.finish_goal()["id"]).removeprefix("/shared/")

    with rein.database.read() as connection:
        (row,) = connection.execute(select(plan_shares))
    assert len(secret) == 43  # 32 random bytes
    assert not any(secret in str(value) for value in row)


@ON_SQLITE
def test_the_secret_is_in_no_log_and_in_no_metric(
    owner: Caller, client: TestClient, rein: Rein, caplog: pytest.LogCaptureFixture
) -> None:
    path = share(rein, owner.finish_goal()["id"])
    secret = path.removeprefix("/shared/")
    with caplog.at_level(logging.DEBUG):
        caplog.set_level(logging.WARNING, logger="httpx")  # the client of this test, not Rein
        for each in (path, f"{path}x", f"/shared/x/{secret}"):
            client.get(each)
    metrics = client.get("/metrics").text

    logged = [f"{record.getMessage()} {vars(record)}" for record in caplog.records]
    assert [line for line in logged if secret in line and "httpx" not in line] == []
    assert secret not in metrics
    assert 'route="/shared/{secret:path}"' in metrics


@ON_SQLITE
def test_the_link_works_below_a_base_path(owner: Caller, rein: Rein) -> None:
    goal_id = owner.finish_goal()["id"]

    with TestClient(Starlette(routes=also_below("/team/rein", routes.ROUTES))) as client:
        made = client.post(
            f"/team/rein/api/v1/goals/{goal_id}/share", json={"days": 7}, headers=owner.headers
        ).json()["url"]
        answers = [client.get(made), client.get(made.replace("/team/rein", ""))]

    assert made.startswith("http://testserver/team/rein/shared/")
    assert [answer.status_code for answer in answers] == [200, 200]


@ON_SQLITE
def test_a_goal_without_a_plan_cannot_be_shared(owner: Caller, rein: Rein) -> None:
    goal_id = owner.post("/api/v1/goals", {"text": "Run 5 km by March"}).json()["id"]

    assert owner.post(f"/api/v1/goals/{goal_id}/share", {"days": 7}).status_code == 409
    with pytest.raises(NotFound):
        add_share(rein, viewer=LOCAL_VIEWER, goal_id=new_id(), days=7)
