"""Who may call the API, and what others get."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from core.accounts.scope import Scope
from core.accounts.user import LOCAL_USER, Role
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from core.store.tokens.read import list_all_tokens
from core.usecases.tokens.tokens import (
    add_token,
    digest_of,
    find_token_viewer,
    list_tokens,
    revoke_token,
)
from tests.fakes import FrozenClock
from tests.integration.api.conftest import GOAL, OPERATIONS, Caller, filled

WRONG = {
    "nothing": {},
    "no scheme": {"Authorization": "rein_abc"},
    "another scheme": {"Authorization": "Basic YTpi"},
    "an empty token": {"Authorization": "Bearer "},
    "an unknown token": {"Authorization": "Bearer rein_" + "a" * 43},
    "a long token": {"Authorization": "Bearer rein_" + "a" * 10_000},
}


@pytest.mark.parametrize("headers", WRONG.values(), ids=WRONG.keys())
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_operation_answers_without_a_valid_token(
    client: TestClient, headers: dict[str, str]
) -> None:
    answered = {}
    for method, path, name in OPERATIONS:
        answer = client.request(method, filled(path), headers=headers, json={})
        scheme = answer.headers.get("www-authenticate", "").partition(" ")[0]
        answered[name] = answer.status_code, scheme, answer.headers["content-type"]

    assert answered == dict.fromkeys(answered, (401, "Bearer", "application/problem+json"))
    assert len(answered) == len(OPERATIONS) > 0


def test_a_revoked_token_is_refused_from_the_next_request_on(owner: Caller, rein: Rein) -> None:
    assert owner.get("/api/v1/traces").status_code == 200

    revoke_token(rein, viewer=LOCAL_VIEWER, name="owner")

    assert owner.get("/api/v1/traces").status_code == 401


def test_a_token_is_stored_as_its_hash_alone(rein: Rein) -> None:
    made = add_token(rein, name="ci", viewer=LOCAL_VIEWER)

    (stored,) = list_all_tokens(rein.database)
    assert stored.digest == digest_of(made.secret)
    assert made.secret not in repr(stored)
    with rein.database.read() as connection:
        row = connection.exec_driver_sql("SELECT * FROM api_tokens").one()
    assert not any(made.secret in str(value) for value in row)


def test_a_token_acts_as_the_person_who_made_it(rein: Rein) -> None:
    secret = add_token(rein, name="ci", viewer=LOCAL_VIEWER).secret

    acting = find_token_viewer(rein, secret, scope=Scope.GOALS_READ)

    assert acting is not None
    assert acting.user == LOCAL_USER


def test_a_token_with_a_role_is_an_account_of_its_own(rein: Rein) -> None:
    made = add_token(rein, name="nightly", viewer=LOCAL_VIEWER, role=Role.REVIEWER)

    acting = find_token_viewer(rein, made.secret, scope=Scope.GOALS_READ)

    assert acting is not None
    assert acting.user == made.record.user
    assert (acting.user.name, acting.role) == ("nightly", Role.REVIEWER)
    assert acting.id != LOCAL_USER.id


def test_a_token_with_the_name_of_a_revoked_one_has_the_same_account(rein: Rein) -> None:
    first = add_token(rein, name="nightly", viewer=LOCAL_VIEWER, role=Role.USER)
    revoke_token(rein, viewer=LOCAL_VIEWER, name="nightly")

    second = add_token(rein, name="nightly", viewer=LOCAL_VIEWER, role=Role.USER)

    assert second.record.user == first.record.user
    assert second.secret != first.secret
    assert find_token_viewer(rein, first.secret, scope=Scope.GOALS_READ) is None
    with pytest.raises(Conflict):
        add_token(rein, name="nightly", viewer=LOCAL_VIEWER, role=Role.ADMIN)


def test_two_tokens_in_use_never_share_a_name(rein: Rein) -> None:
    add_token(rein, name="ci", viewer=LOCAL_VIEWER)

    with pytest.raises(Conflict, match="ci"):
        add_token(rein, name="ci", viewer=LOCAL_VIEWER)


@pytest.mark.parametrize("name", ["", " ", "a\nb", "x" * 61])
def test_a_token_has_a_name_that_can_be_listed(rein: Rein, name: str) -> None:
    with pytest.raises(InvalidInput):
        add_token(rein, name=name, viewer=LOCAL_VIEWER)


def test_only_an_admin_manages_tokens_and_no_role_grants_a_higher_one(
    rein: Rein,
) -> None:
    user = add_token(rein, name="ada", viewer=LOCAL_VIEWER, role=Role.USER).record.user

    for forbidden in (
        lambda: list_tokens(rein, viewer=Viewer(user=user)),
        lambda: revoke_token(rein, viewer=Viewer(user=user), name="ada"),
        lambda: add_token(rein, name="x", viewer=Viewer(user=user), role=Role.ADMIN),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    with pytest.raises(NotFound):
        revoke_token(rein, viewer=LOCAL_VIEWER, name="unknown")


def test_the_last_use_is_recorded_once_a_minute_at_most(rein: Rein, clock: FrozenClock) -> None:
    secret = add_token(rein, name="ci", viewer=LOCAL_VIEWER).secret
    first = clock.now()

    find_token_viewer(rein, secret, scope=Scope.GOALS_READ)
    clock.advance(timedelta(seconds=30))
    find_token_viewer(rein, secret, scope=Scope.GOALS_READ)
    assert list_all_tokens(rein.database)[0].last_used_at == first

    clock.advance(timedelta(seconds=31))
    find_token_viewer(rein, secret, scope=Scope.GOALS_READ)
    assert list_all_tokens(rein.database)[0].last_used_at == clock.now()


def test_figures_over_all_people_need_a_reviewer(
    ada: Caller, reviewer: Caller, owner: Caller
) -> None:
    figures = ("trend", "agreement", "items", "pairs")
    evaluations = (f"/api/v1/evaluations/{name}" for name in figures)
    ratings = (f"/api/v1/feedback/{name}" for name in ("summary", "themes"))
    for path in (*ratings, "/api/v1/outcomes", *evaluations):
        assert [caller.get(path).status_code for caller in (ada, reviewer, owner)] == [
            403,
            200,
            200,
        ]


def test_a_user_sees_their_own_traces_and_a_reviewer_all(
    ada: Caller, bob: Caller, reviewer: Caller
) -> None:
    mine = ada.finish_goal()["trace_id"]
    bob.finish_goal()

    listed = {name: [t["trace_id"] for t in c.get("/api/v1/traces").json()["traces"]] for name, c in
              {"ada": ada, "bob": bob, "reviewer": reviewer}.items()}  # fmt: skip

    assert listed["ada"] == [mine]
    assert mine not in listed["bob"]
    assert len(listed["bob"]) == 1
    assert len(listed["reviewer"]) == 2
    assert [c.get(f"/api/v1/traces/{mine}").status_code for c in (ada, bob, reviewer)] == [
        200,
        404,
        200,
    ]


def test_a_user_rates_their_own_results_only(ada: Caller, bob: Caller) -> None:
    mine = ada.finish_goal()["trace_id"]

    stranger = bob.post("/api/v1/feedback", {"trace_id": mine, "rating": 1})
    own = ada.post("/api/v1/feedback", {"trace_id": mine, "rating": 5})

    assert (stranger.status_code, own.status_code) == (404, 201)


def test_a_goal_of_a_token_belongs_to_the_person_of_the_token(owner: Caller, rein: Rein) -> None:
    goal_id = owner.post("/api/v1/goals", {"text": GOAL}).json()["id"]

    with rein.database.begin() as work:
        goal = work.goals.find(goal_id)

    assert goal is not None
    assert goal.user_id == LOCAL_USER.id
