"""A request that is sent twice with one key is worked on once, and answered the same."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.api.answer_once import has_own_key
from app.api.api_route import ApiRoute
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.errors import Conflict
from core.store.request_keys.tables import request_keys
from core.usecases.request_keys.answer_once import begin_request
from core.usecases.retention.remove_expired import remove_expired
from core.usecases.tokens.tokens import add_token
from tests.fakes import FrozenClock
from tests.integration.api.conftest import Caller
from tests.integration.api.test_scopes import ROUTES

KEY = {"Idempotency-Key": "one"}


def test_every_post_takes_a_key() -> None:
    posts = [one for one in ROUTES if isinstance(one, ApiRoute) and "POST" in one.methods]
    without = [one.path for one in posts if "Idempotency-Key" not in headers_of(one)]

    assert without == []
    assert {one.path for one in posts if has_own_key(one.endpoint)} == {
        "/api/v1/goals",
        "/api/v1/goals/{id}/check-ins",
        "/api/v1/goals/{id}/finish",
        "/api/v1/goals/{id}/chat",
    }


def headers_of(route: ApiRoute) -> set[str]:
    own = route.dependant
    return {field.alias for one in (own, *own.dependencies) for field in one.header_params}


def test_it_is_worked_on_once_and_answered_the_same_for_a_day(
    owner: Caller, ada: Caller, rein: Rein, clock: FrozenClock
) -> None:
    goal_id = owner.finish_goal()["id"]
    numbers, coaches = f"/api/v1/goals/{goal_id}/measurements", f"/api/v1/goals/{goal_id}/coaches"

    def measure(value: str = "7,5", caller: Caller = owner, key: str = "one") -> Any:
        return caller.post(numbers, {"value": value}, **{"Idempotency-Key": key})

    refused = measure("seven apples")
    first, second = measure(), measure()
    invited, again = owner.post(coaches, {"days": 7}, **KEY), None

    assert refused.status_code == 422, "what was refused can be sent again"
    assert (second.status_code, second.json()) == (first.status_code, first.json())
    assert first.status_code == 201
    assert measured(owner, goal_id) == [7.5]
    assert measure("8").status_code == 409
    assert ada.post(numbers, {"value": "7,5"}, **KEY).status_code == 404, "a key of her own"
    assert invited.status_code == 409, "the key belongs to the number"
    invited, again = (owner.post(coaches, {"days": 7}, **{"Idempotency-Key": "b"}) for _ in "12")
    assert again.json() == invited.json()
    assert len(owner.get(coaches).json()["coaches"]) == 1
    stored = " ".join(map(str, rows(rein)))
    assert invited.json()["url"].partition("=")[2] not in stored, "a secret is never stored"
    assert first.json()["id"] not in stored

    clock.advance(timedelta(days=1, seconds=1))
    remove_expired(rein)
    assert rows(rein) == []
    assert measure().json()["id"] != first.json()["id"]


def measured(caller: Caller, goal_id: str) -> list[float]:
    standing = caller.get(f"/api/v1/goals/{goal_id}/progress").json()
    return [one["value"] for metric in standing["metrics"] for one in metric["measurements"]]


def rows(rein: Rein) -> list[Any]:
    with rein.database.read() as connection:
        return list(connection.execute(select(request_keys)))


def test_a_request_that_has_no_answer_yet_is_not_begun_again(rein: Rein) -> None:
    token = add_token(rein, name="mine", viewer=LOCAL_VIEWER).secret
    asked = {"viewer": LOCAL_VIEWER, "token": token, "key": "k"}

    assert begin_request(rein, **asked, request="a" * 64) is None
    for request, words in (("a", "no answer yet"), ("b", "another request")):
        with pytest.raises(Conflict, match=words):
            begin_request(rein, **asked, request=request * 64)
