"""Costs over HTTP: the figures of the page, for admins only."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from core.accounts.user import Role
from core.bootstrap import Rein
from core.ids import new_id
from tests.factories.costs import TODAY, add_budget, add_call, add_calls, add_user_costs
from tests.integration.api.conftest import Caller, caller


@pytest.fixture
def paid(rein: Rein) -> Rein:
    with rein.database.begin() as work:
        add_calls(work, n=4, usd=0.5, cache_hits=1, cost_unknown=1)
        add_calls(work, n=2, usd=0.25, purpose="evaluate", day=TODAY - timedelta(days=3))
        add_user_costs(work, "ada", usd=0.75)
        add_call(work, usd=0.5, goal_id=new_id())
        add_budget(work, spent=0.5)
    return rein


@pytest.mark.usefixtures("paid")
def test_costs_are_those_of_the_page(owner: Caller) -> None:
    answer = owner.get("/api/v1/costs", by="purpose")

    assert answer.status_code == 200, answer.text
    report = answer.json()
    assert {
        name: report["totals"][name] for name in ("calls", "cache_hits", "cost_usd", "judge_usd")
    } == {
        "calls": 5,
        "cache_hits": 1,
        "cost_usd": 0.75,
        "judge_usd": 0.25,
    }
    assert report["totals"]["price_unknown"] == 1
    assert [(row["group"], row["cost_usd"]) for row in report["groups"]] == [
        ("generate", 0.5),
        ("evaluate", 0.25),
    ]
    assert report["per_goal"] == {
        "n": 1,
        "mean_usd": 0.5,
        "low_usd": None,
        "high_usd": None,
        "price_unknown": 0,
    }
    assert report["budgets"] == []


@pytest.mark.usefixtures("paid")
def test_a_window_and_a_model_narrow_the_costs(owner: Caller) -> None:
    assert owner.get("/api/v1/costs", days=2).json()["totals"]["cost_usd"] == 0.5
    assert owner.get("/api/v1/costs", model="gpt-6.1-sol").json()["totals"]["calls"] == 0
    assert owner.get("/api/v1/costs", by="user", model="gpt-6.1-sol").json()["groups"] == []


@pytest.mark.usefixtures("paid")
def test_figures_not_stored_per_person_are_null_and_not_zero(owner: Caller) -> None:
    (row,) = owner.get("/api/v1/costs", by="user").json()["groups"]

    assert (row["group"], row["cost_usd"]) == ("ada", 0.75)
    assert (row["judge_usd"], row["failed"], row["input_tokens"]) == (None, None, None)


@pytest.mark.parametrize("wrong", [{"days": 0}, {"by": "colour"}, {"sample": "true"}])
def test_an_invalid_parameter_is_refused(owner: Caller, wrong: dict[str, object]) -> None:
    assert owner.get("/api/v1/costs", **wrong).status_code == 422


def test_only_an_admin_sees_costs(
    client: TestClient, rein: Rein, reviewer: Caller, ada: Caller
) -> None:
    assert [one.get("/api/v1/costs").status_code for one in (reviewer, ada)] == [403, 403]
    assert caller(client, rein, "chief", Role.ADMIN).get("/api/v1/costs").status_code == 200


def test_a_budget_that_is_set_is_reported(
    paid: Rein, owner: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(paid.settings), "budgets", property(lambda _: {"all": 2.0}))

    (budget,) = owner.get("/api/v1/costs").json()["budgets"]

    assert budget == {
        "scope": "all",
        "limit_usd": 2.0,
        "spent_usd": 0.5,
        "reserved_usd": 0.0,
        "refused": 0,
    }


@pytest.mark.parametrize(
    ("each", "total"),
    [
        ((0.1, 0.2), 0.3),
        ((0.001357, 0.002468, 0.0000021, 0.0039), 0.0077271),
        ((0.000033,) * 7, 0.000231),
        ((0.7, 0.1), 0.8),
        ((1.1, 2.2), 3.3),
        ((0.0125, 0.0251, 0.0003), 0.0379),
        ((1e-7,) * 3, 3e-7),
    ],
)
def test_a_sum_of_costs_has_no_noise_of_binary_fractions(
    owner: Caller, rein: Rein, each: tuple[float, ...], total: float
) -> None:
    with rein.database.begin() as work:
        for place, usd in enumerate(each):
            add_calls(work, usd=usd, prompt_version=f"generate@v{place}")

    report = owner.get("/api/v1/costs", by="purpose").json()

    assert report["totals"]["cost_usd"] == total
    assert [row["cost_usd"] for row in report["groups"]] == [total]
