"""Calendars over HTTP: with a token, and at a private address that only a calendar app knows."""

import logging
import threading
from datetime import datetime, time, timedelta

import pytest
import vobject
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.api import routes
from app.base_path import also_below
from core.accounts.scope import Scope
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.errors import NotFound
from core.ids import new_id
from core.store.calendar.tables import calendar_feeds
from core.usecases.calendar.feeds import add_feed, find_feed, revoke_feed
from core.usecases.calendar.preferences import save_preferences
from core.usecases.goals.archive import archive_goal, restore_goal
from core.usecases.plans.complete_task import complete_task
from core.usecases.tokens.tokens import find_token_viewer
from tests.fakes import FrozenClock
from tests.integration.api.conftest import Caller

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def titles(file: str) -> list[str]:
    return [event.summary.value for event in vobject.readOne(file).contents.get("vevent", ())]


def test_a_goal_is_a_calendar_for_its_owner_alone(owner: Caller, ada: Caller) -> None:
    goal = owner.finish_goal()
    path = f"/api/v1/goals/{goal['id']}/calendar.ics"

    answer = owner.get(path)

    tasks = [task["title"] for week in goal["plan"]["weeks"] for task in week["tasks"]]
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"].startswith("private")
    assert set(tasks) <= set(titles(answer.text))
    assert f"/goal?id={goal['id']}" in answer.text.replace("\r\n ", "")
    assert ada.get(path).status_code == 404
    assert owner.get(f"/api/v1/goals/{new_id()}/calendar.ics").status_code == 404


def test_a_private_address_needs_no_token_and_shows_all_goals(
    owner: Caller, client: TestClient, rein: Rein
) -> None:
    first, second = owner.finish_goal(), owner.finish_goal("Read 12 books this year")
    path = add_feed(rein, viewer=LOCAL_VIEWER).path

    shown = set(titles(client.get(path).text))

    for goal in (first, second):
        assert {task["title"] for task in goal["plan"]["weeks"][0]["tasks"]} <= shown


def test_a_private_address_of_one_goal_shows_no_other(
    owner: Caller, client: TestClient, rein: Rein
) -> None:
    first, second = owner.finish_goal(), owner.finish_goal("Read 12 books this year")
    path = add_feed(rein, viewer=LOCAL_VIEWER, goal_id=first["id"]).path

    file = client.get(path).text.replace("\r\n ", "")

    assert first["id"] in file
    assert second["id"] not in file


def test_a_revoked_a_replaced_and_an_unknown_address_are_the_same_404(
    owner: Caller, client: TestClient, rein: Rein
) -> None:
    goal_id = owner.finish_goal()["id"]
    replaced = add_feed(rein, viewer=LOCAL_VIEWER, goal_id=goal_id).path
    revoked = add_feed(rein, viewer=LOCAL_VIEWER, goal_id=goal_id).path
    assert client.get(revoked).status_code == 200

    revoke_feed(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)

    answers = [
        client.get(path)
        for path in (replaced, revoked, f"/calendar/{'a' * 43}.ics", f"/calendar/{'a' * 9000}.ics")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert {answer.headers["cache-control"] for answer in answers} == {"no-store"}
    with pytest.raises(NotFound):
        revoke_feed(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)


@ON_SQLITE
@pytest.mark.parametrize("path", ["/calendar", "/calendar/", "/calendar/x", "/calendar/a/b.ics"])
def test_what_is_no_calendar_address_is_a_404_and_never_a_page(
    client: TestClient, path: str
) -> None:
    assert client.get(path).status_code == 404


def test_the_secret_is_stored_as_its_hash_alone(rein: Rein) -> None:
    path = add_feed(rein, viewer=LOCAL_VIEWER).path
    secret = path.removeprefix("/calendar/").removesuffix(".ics")

    with rein.database.read() as connection:
        (row,) = connection.execute(select(calendar_feeds))
    assert len(secret) == 43  # 32 random bytes
    assert not any(secret in str(value) for value in row)


def test_a_feed_of_another_persons_goal_is_refused(owner: Caller, ada: Caller, rein: Rein) -> None:
    goal_id = owner.finish_goal()["id"]
    other = find_token_viewer(rein, ada.token, scope=Scope.GOALS_READ)
    assert other is not None

    with pytest.raises(NotFound):
        add_feed(rein, viewer=other, goal_id=goal_id)


def test_a_feed_shows_the_goals_of_its_own_person_alone(
    owner: Caller, ada: Caller, client: TestClient, rein: Rein
) -> None:
    mine, hers = owner.finish_goal()["id"], ada.finish_goal("Read 12 books this year")["id"]
    viewer = find_token_viewer(rein, ada.token, scope=Scope.GOALS_READ)
    assert viewer is not None

    file = client.get(add_feed(rein, viewer=viewer).path).text.replace("\r\n ", "")

    assert hers in file
    assert mine not in file


def test_an_archived_goal_drops_out_and_comes_back(
    owner: Caller, client: TestClient, rein: Rein
) -> None:
    goal_id = owner.finish_goal()["id"]
    for path in (
        add_feed(rein, viewer=LOCAL_VIEWER, goal_id=goal_id).path,
        add_feed(rein, viewer=LOCAL_VIEWER).path,
    ):
        before = client.get(path).text

        archive_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
        assert titles(client.get(path).text) == []

        restore_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
        assert client.get(path).text == before


def test_a_calendar_that_has_not_changed_is_not_sent_again(
    owner: Caller, client: TestClient, rein: Rein, clock: FrozenClock
) -> None:
    goal = owner.finish_goal()
    path = add_feed(rein, viewer=LOCAL_VIEWER).path
    tag = client.get(path).headers["etag"]
    clock.advance(timedelta(hours=5))

    again = client.get(path, headers={"If-None-Match": f'W/{tag}, "other"'})
    task = goal["plan"]["weeks"][0]["tasks"][0]
    complete_task(rein, viewer=LOCAL_VIEWER, goal_id=goal["id"], task_id=task["id"], done=True)
    after = client.get(path, headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    assert after.status_code == 200
    assert f"✓ {task['title']}" in titles(after.text)
    assert client.head(path).status_code == 200


def test_the_last_read_is_recorded_once_a_minute_at_most(
    client: TestClient, rein: Rein, clock: FrozenClock
) -> None:
    path, first = add_feed(rein, viewer=LOCAL_VIEWER).path, clock.now()

    def last_read() -> datetime | None:
        feed = find_feed(rein, viewer=LOCAL_VIEWER)
        assert feed is not None
        return feed.last_read_at

    assert last_read() is None
    client.get(path)
    clock.advance(timedelta(seconds=30))
    client.get(path)
    assert last_read() == first
    clock.advance(timedelta(seconds=31))
    client.get(path)
    assert last_read() == clock.now()


@ON_SQLITE
def test_the_secret_is_in_no_log_and_in_no_metric(
    client: TestClient, rein: Rein, caplog: pytest.LogCaptureFixture
) -> None:
    path = add_feed(rein, viewer=LOCAL_VIEWER).path
    secret = path.removeprefix("/calendar/").removesuffix(".ics")
    with caplog.at_level(logging.DEBUG):
        caplog.set_level(logging.WARNING, logger="httpx")  # the client of this test, not Rein
        for each in (path, f"/calendar/{secret}.txt", f"/calendar/x{secret}.ics"):
            client.get(each)
    metrics = client.get("/metrics").text

    logged = [f"{record.getMessage()} {vars(record)}" for record in caplog.records]
    assert [line for line in logged if secret in line and "httpx" not in line] == []
    assert secret not in metrics
    assert 'route="/calendar/{secret}.ics"' in metrics


@ON_SQLITE
def test_the_address_works_below_a_base_path(owner: Caller, rein: Rein) -> None:
    goal_id = owner.finish_goal()["id"]
    path = add_feed(rein, viewer=LOCAL_VIEWER).path

    with TestClient(Starlette(routes=also_below("/rein", routes.ROUTES))) as client:
        below, at_root = client.get(f"/rein{path}"), client.get(path)

    assert (below.status_code, at_root.status_code) == (200, 200)
    assert f"http://testserver/rein/goal?id={goal_id}" in below.text.replace("\r\n ", "")


def test_two_who_read_a_changed_plan_at_once_get_one_revision(
    owner: Caller, client: TestClient, rein: Rein
) -> None:
    owner.finish_goal()
    path = add_feed(rein, viewer=LOCAL_VIEWER).path
    client.get(path)
    save_preferences(rein, viewer=LOCAL_VIEWER, at=time(18), alarm_minutes=None)
    answers: list[str] = []

    def read() -> None:
        answers.append(client.get(path).text)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    events = vobject.readOne(answers[0]).vevent_list
    timed = {e.sequence.value for e in events if isinstance(e.dtstart.value, datetime)}
    untimed = {e.sequence.value for e in events if not isinstance(e.dtstart.value, datetime)}
    assert len(set(answers)) == 1
    assert timed == {"1"}  # once, although four noticed the change
    assert untimed <= {"0"}
