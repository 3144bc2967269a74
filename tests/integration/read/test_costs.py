"""What model calls cost: each figure against numbers worked out by hand, on both databases."""

from datetime import timedelta
from statistics import variance

import pytest

from core.ids import new_id
from core.llm.providers.offline import OFFLINE
from core.quality.intervals import t_quantile
from core.store.budgets.read import list_budget_days
from core.store.calls.read import LedgerRow, find_failed_costs, list_ledger
from core.store.costs import goal_costs
from core.store.costs.goal_costs import DAYS_A_MONTH, find_goal_costs
from core.store.costs.read import cost_totals, list_costs, list_models
from core.store.database.engine import Database
from core.store.unit_of_work import UnitOfWork
from tests.factories.costs import TODAY, add_budget, add_call, add_calls, add_user_costs, lay_stages
from tests.factories.stored import add_goal, add_run, make_account
from tests.fakes import NOW

BEFORE = TODAY - timedelta(days=1)
WINDOW = {"since": BEFORE, "until": TODAY}


def test_totals_add_up_over_days_and_groups(database: Database) -> None:
    with database.begin() as work:
        add_calls(work, usd=0.5, n=4, failed=1, doubtful=1, estimated=2, cache_hits=2)
        add_calls(
            work,
            usd=0.25,
            n=2,
            day=BEFORE,
            purpose="evaluate",
            prompt_version="evaluate@v1",
            cost_unknown=1,
        )
        add_calls(work, usd=9.0, n=9, day=BEFORE - timedelta(days=1))

    totals = cost_totals(database, **WINDOW)
    assert (totals.calls, totals.cost_usd, totals.cost_unknown, totals.known) == (4, 0.75, 1, False)
    assert (totals.tokens, totals.cache_hits, totals.cache_share) == (6 * 160, 2, 2 / 4)
    details = totals.details
    assert details is not None
    assert (details.failed, details.in_doubt, details.estimated, details.judge_usd) == (
        1,
        1,
        2,
        0.25,
    )
    assert (details.input_tokens, details.cached_tokens, details.prefix_share) == (600, 240, 0.4)
    assert details.mean_ms == 1_500


def test_no_calls_are_no_shares_and_no_prices(database: Database) -> None:
    totals = cost_totals(database, **WINDOW)

    assert (totals.calls, totals.cost_usd, totals.cost_unknown, totals.cache_share) == (
        0,
        0,
        0,
        None,
    )
    assert totals.details is not None
    assert (totals.details.prefix_share, totals.details.mean_ms) == (None, None)
    assert list_costs(database, **WINDOW, by="model") == ()


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("day", {BEFORE.isoformat(): 2.0, TODAY.isoformat(): 1.5}),
        ("purpose", {"evaluate": 2.0, "generate": 1.5}),
        ("model", {"gpt-6.1-sol": 2.0, "gemini-3.8-flash": 1.5}),
        ("provider", {"openai": 2.0, "google": 1.5}),
        ("prompt_version", {"evaluate@v2": 2.0, "generate@v1": 1.5}),
        ("tier", {"premium": 2.0, "basic": 1.5}),
    ],
)
def test_costs_can_be_grouped_and_the_groups_add_up(
    database: Database, by: str, groups: dict[str, float]
) -> None:
    judged = {
        "purpose": "evaluate",
        "provider": "openai",
        "model": "gpt-6.1-sol",
        "prompt_version": "evaluate@v2",
    }
    with database.begin() as work:
        add_calls(work, usd=1.5)
        add_calls(work, usd=2.0, day=BEFORE, tier="premium", **judged)

    rows = list_costs(database, **WINDOW, by=by)  # type: ignore[arg-type]
    assert list({row.group: row.cost_usd for row in rows}.items()) == list(groups.items())
    assert sum(row.cost_usd for row in rows) == cost_totals(database, **WINDOW).cost_usd
    assert [row.details.judge_usd for row in rows if row.details] == [
        2.0 if usd == 2.0 else 0.0 for usd in groups.values()
    ]


def test_people_are_named_and_one_who_left_keeps_the_cost(database: Database) -> None:
    ada = make_account()
    with database.begin() as work:
        work.accounts.ensure(ada)
        add_user_costs(work, ada.user.id, usd=0.5)
        add_user_costs(work, ada.user.id, usd=0.25, day=BEFORE, cost_unknown=2)
        add_user_costs(work, "gone", usd=2.0)

    gone, here = list_costs(database, **WINDOW, by="user")
    assert (gone.group, gone.name, gone.cost_usd, gone.details) == ("gone", "", 2.0, None)
    assert (here.group, here.name, here.cost_usd, here.cost_unknown) == (
        ada.user.id,
        "Ada",
        0.75,
        2,
    )
    assert (here.calls, here.tokens) == (2, 320)


def test_the_offline_coach_is_in_no_cost(database: Database) -> None:
    with database.begin() as work:
        add_calls(work, usd=0.0, provider=OFFLINE, model="offline-coach")
        add_call(work, usd=0.0, provider=OFFLINE, model="offline-coach", goal_id="g")

    assert cost_totals(database, **WINDOW).calls == 0
    assert list_costs(database, **WINDOW, by="provider") == ()
    assert list_models(database) == ()
    assert list_ledger(database, **WINDOW) == ()
    assert find_goal_costs(database, **WINDOW).n == 0


def test_figures_of_one_model_leave_the_others_out(database: Database) -> None:
    with database.begin() as work:
        add_calls(work, usd=0.5)
        add_calls(work, usd=2.0, model="gpt-6.1-sol", provider="openai")
        add_call(work, usd=0.5, goal_id="g")
        add_call(
            work, usd=2.0, goal_id="g", model="gpt-6.1-sol", provider="openai", status="failed"
        )

    assert list_models(database) == ("gemini-3.8-flash", "gpt-6.1-sol")
    assert cost_totals(database, **WINDOW, model="gpt-6.1-sol").cost_usd == 2.0
    assert [
        row.group for row in list_costs(database, **WINDOW, by="provider", model="gpt-6.1-sol")
    ] == ["openai"]
    assert find_goal_costs(database, **WINDOW, model="gpt-6.1-sol").mean == 2.0
    assert [row.model for row in list_ledger(database, **WINDOW, model="gpt-6.1-sol")] == [
        "gpt-6.1-sol"
    ]
    assert find_failed_costs(database, **WINDOW, model="gemini-3.8-flash").n == 0


def pay_goals(work: UnitOfWork, *costs: float, people: int = 1) -> None:
    for place, usd in enumerate(costs):
        goal = {"goal_id": new_id(), "user_id": f"person-{place % people}"}
        add_call(work, usd=usd * 0.75, at=NOW - timedelta(minutes=place), **goal)
        add_call(
            work, usd=usd * 0.25, at=NOW - timedelta(minutes=place), purpose="evaluate", **goal
        )


def test_a_goal_costs_all_that_was_asked_for_it(database: Database) -> None:
    costs = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0)
    with database.begin() as work:
        pay_goals(work, *costs)

    found = find_goal_costs(database, **WINDOW)
    assert (found.n, found.mean, found.unknown, found.people, found.capped) == (
        10,
        5.5,
        0,
        1,
        False,
    )
    assert found.variance == pytest.approx(variance(costs))
    half = t_quantile(9) * (variance(costs) / 10) ** 0.5
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((5.5 - half, 5.5 + half))


def test_goals_that_paid_nothing_or_an_unknown_price_are_in_no_mean(database: Database) -> None:
    with database.begin() as work:
        pay_goals(work, 2.0)
        add_call(
            work, usd=0.0, goal_id="kept reply", cache_hit=True, input_tokens=0, output_tokens=0
        )
        add_call(work, usd=None, goal_id="failed", status="failed", price_version=None)
        add_call(work, usd=None, goal_id="no price")
        add_call(work, usd=1.0, goal_id="no price")
        add_call(work, usd=1.0, goal_id=None)
        add_call(work, usd=1.0, goal_id="too old", at=NOW - timedelta(days=5))

    found = find_goal_costs(database, **WINDOW)
    assert (found.n, found.mean, found.unknown) == (1, 2.0, 1)


@pytest.mark.parametrize(
    ("writers", "counts"),
    [
        (
            {"preprocess": OFFLINE, "generate": "google", "evaluate": OFFLINE, "plan": "openai"},
            (1, 0, 0),
        ),
        ({"generate": OFFLINE, "plan": "google"}, (0, 1, 0)),
        ({"generate": "google", "plan": OFFLINE}, (0, 1, 0)),
        ({"generate": OFFLINE}, (0, 1, 0)),
        ({"generate": "google"}, (0, 0, 1)),
        ({"preprocess": "google"}, (0, 0, 1)),
    ],
)
def test_only_a_goal_whose_resolution_and_plan_a_model_wrote_says_what_one_costs(
    database: Database, writers: dict[str, str], counts: tuple[int, int, int]
) -> None:
    with database.begin() as work:
        goal = add_goal(work)
        lay_stages(work, add_run(work, goal).id, **writers)
        add_call(work, usd=0.5, goal_id=goal.id)

    found = find_goal_costs(database, **WINDOW)
    assert (found.n, found.offline, found.unfinished, found.paid) == (*counts, 1)
    assert found.mean == (0.5 if found.n else None)


def test_a_handful_of_goals_is_not_enough_for_an_interval(database: Database) -> None:
    with database.begin() as work:
        pay_goals(work, *[1.0] * (goal_costs.MIN_GOALS - 1))

    found = find_goal_costs(database, **WINDOW)
    assert (found.mean, found.interval) == (1.0, None)


def test_how_often_people_write_is_told_from_a_week_on(database: Database) -> None:
    with database.begin() as work:
        pay_goals(work, *[1.0] * 12, people=3)

    found = find_goal_costs(database, **WINDOW)
    assert found.people == 3
    assert found.per_month(until=TODAY) is None
    assert found.per_month(until=TODAY + timedelta(days=9)) == pytest.approx(
        12 / 3 / 10 * DAYS_A_MONTH
    )


def test_only_the_newest_goals_are_looked_at_and_none_by_half(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(goal_costs, "MAX_CALLS", 5)
    with database.begin() as work:
        pay_goals(work, 1.0, 1.0, 1.0, 1.0)

    found = find_goal_costs(database, **WINDOW)
    assert (found.n, found.mean, found.capped) == (2, 1.0, True)


def test_the_ledger_to_take_away_has_no_words_of_anybody(database: Database) -> None:
    with database.begin() as work:
        old = add_call(
            work,
            at=NOW - timedelta(hours=1),
            message="what somebody wrote",
            fault="invalid",
            usd=None,
        )
        new = add_call(work, tier="premium", goal_id="g")
        add_call(work, at=NOW - timedelta(days=9))

    rows = list_ledger(database, **WINDOW)
    assert [row.id for row in rows] == [new, old]
    assert (rows[0].tier, rows[0].cost_usd, rows[1].cost_usd, rows[1].fault) == (
        "premium",
        0.5,
        None,
        "invalid",
    )
    assert not {"reply", "message", "question"} & set(LedgerRow.__slots__)
    assert [row.id for row in list_ledger(database, **WINDOW, limit=1)] == [new]


def test_failed_calls_that_were_billed_are_counted(database: Database) -> None:
    with database.begin() as work:
        add_call(work, status="failed", usd=0.25)
        add_call(work, status="failed", usd=0.5)
        add_call(work, status="failed", usd=None)
        add_call(work, usd=9.0)

    failed = find_failed_costs(database, **WINDOW)
    assert (failed.n, failed.cost_usd, failed.capped) == (2, 0.75, False)


def test_budgets_stand_in_dollars_and_one_without_calls_stands_at_nothing(
    database: Database,
) -> None:
    with database.begin() as work:
        add_budget(work, spent=4.0, reserved_nano_usd=250_000_000, refused=3)
        add_budget(work, spent=9.0, day=BEFORE)
        add_budget(work, "tier:premium", spent=1.0)

    whole, basic, none = list_budget_days(
        database, day=TODAY, limits={"all": 5.0, "tier:basic": 1.0, "tier:x": 0.0}
    )
    assert (whole.spent_usd, whole.reserved_usd, whole.share, whole.refused) == (4.0, 0.25, 0.85, 3)
    assert (basic.scope, basic.spent_usd, basic.share) == ("tier:basic", 0.0, 0.0)
    assert none.share == 1.0
