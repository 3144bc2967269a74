"""The Costs page in all its states, and what can be taken away from it."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app import auth, services
from app.operate.costs import breakdown_file, chart, load
from app.operate.costs.breakdown import PEOPLE_SHOWN
from app.operate.costs.draw import calls_as_csv
from app.operate.costs.load import Slice
from core.accounts.user import LOCAL_USER_ID, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import NotAllowed
from core.ids import new_id
from core.settings import Settings
from core.store.budgets.tables import budget_days
from core.store.unit_of_work import UnitOfWork
from core.usecases.costs.get_cost_report import get_cost_report
from core.usecases.costs.list_costs import list_ledger_rows
from core.usecases.goals.submit import Submitted
from core.usecases.utc_days import last_days
from tests.app.conftest import Open, said_on
from tests.factories.costs import TODAY, add_budget, add_call, add_calls, add_user_costs, lay_stages
from tests.factories.stored import add_goal, add_run, make_account
from tests.fakes import NOW, FrozenClock

PAGE = "operate/costs/page.py"
OVERVIEW = "review/overview/page.py"
With = Callable[..., Rein]


@pytest.fixture
def with_settings(served_rein: Rein, monkeypatch: pytest.MonkeyPatch) -> With:
    def change(**environment: object) -> Rein:
        asked = Settings.model_validate(environment)
        names = {name: getattr(asked, name) for name in asked.model_fields_set}
        changed = replace(served_rein, settings=served_rein.settings.model_copy(update=names))
        monkeypatch.setattr(services, "rein", lambda: changed)
        return changed

    return change


@pytest.fixture
def paid(served_rein: Rein) -> Rein:
    """Twelve goals on two days, written by one model and judged by another."""
    with served_rein.database.begin() as work:
        pay(work)
    return served_rein


def pay(work: UnitOfWork) -> None:
    judged = {
        "purpose": "evaluate",
        "provider": "openai",
        "model": "gpt-6-luna",
        "prompt_version": "evaluate@v1",
    }
    for back in (0, 1):
        add_calls(work, n=6, usd=0.3, day=TODAY - timedelta(days=back))
        add_calls(work, n=6, usd=0.1, day=TODAY - timedelta(days=back), **judged)
        add_user_costs(work, LOCAL_USER_ID, n=12, usd=0.4, day=TODAY - timedelta(days=back))
        for place in range(6):
            goal = {
                "goal_id": new_id(),
                "user_id": LOCAL_USER_ID,
                "at": NOW - timedelta(days=back, minutes=place),
            }
            add_call(work, usd=0.04 + place * 0.004, **goal)
            add_call(
                work, usd=0.1 / 6, purpose="evaluate", provider="openai", model="gpt-6-luna", **goal
            )


def tables(at: AppTest) -> list[dict[str, Any]]:
    return [json.loads(element.proto.json) for element in at.get("bidi_component")]


def column(at: AppTest, title: str) -> list[str]:
    (table,) = tables(at)
    place = [one["title"] for one in table["columns"]].index(title)
    return [row[place]["text"] for row in table["rows"]]


def test_without_a_model_it_says_that_the_offline_coach_costs_nothing_and_how_to_begin(
    open_page: Open,
) -> None:
    said = said_on(open_page(PAGE))

    assert "No paid calls: no model is set up" in said
    assert "GEMINI_API_KEY" in said
    assert "REIN_BUDGET_USD_PER_DAY" in said


def test_with_a_key_and_no_call_it_waits_for_the_next_goal(
    with_settings: With, open_page: Open
) -> None:
    with_settings(GEMINI_API_KEY="not-for-eyes")

    said = said_on(open_page(PAGE))

    assert "No paid calls yet" in said
    assert "not-for-eyes" not in said


def test_the_figures_are_told_in_a_sentence_with_their_n_and_interval(
    paid: Rein,
    open_page: Open,
) -> None:
    at = open_page(PAGE)

    said = said_on(at)
    assert not at.exception
    assert (
        "Model calls cost $0.80 in 30 days: $0.0667 a goal [$0.0621, $0.0712] from 12 goals; "
        "25 % of it is judging." in said
    )
    assert "No budget is set" in said
    alt = at.get("plotly_chart")[0].proto.alt
    assert "$0.80 on 2 days, of which judging $0.20" in alt


@pytest.mark.parametrize(
    ("by", "groups", "costs"),
    [
        ("Operation", ["Write the resolution", "Judge", "All"], ["$0.6000", "$0.2000", "$0.8000"]),
        ("Model", ["gemini-3.8-flash", "gpt-6-luna", "All"], ["$0.6000", "$0.2000", "$0.8000"]),
        ("Provider", ["Google", "OpenAI", "All"], ["$0.6000", "$0.2000", "$0.8000"]),
        ("Prompt", ["generate@v1", "evaluate@v1", "All"], ["$0.6000", "$0.2000", "$0.8000"]),
        ("Tier", ["Basic", "All"], ["$0.8000", "$0.8000"]),
        ("Day", ["Sun 3 Jan", "Mon 4 Jan", "All"], ["$0.4000", "$0.4000", "$0.8000"]),
    ],
)
def test_each_breakdown_sums_up_to_the_same(
    paid: Rein,
    open_page: Open,
    by: str,
    groups: list[str],
    costs: list[str],
) -> None:
    at = open_page(PAGE, by=by)

    assert not at.exception
    assert column(at, by) == groups
    assert column(at, "Cost") == costs


def test_costs_by_person_name_the_person_and_one_who_left(paid: Rein, open_page: Open) -> None:
    gone = new_id()
    with paid.database.begin() as work:
        add_user_costs(work, gone, usd=0.1)

    at = open_page(PAGE, by="Person")

    assert column(at, "Cost") == ["$0.8000", "$0.1000", "$0.9000"]
    assert column(at, "Person")[1] == f"Deleted account ({gone[-8:]})"


def test_many_people_share_a_line_and_the_sum_stays(served_rein: Rein, open_page: Open) -> None:
    with served_rein.database.begin() as work:
        add_calls(work, n=30, usd=3.0)
        for _ in range(30):
            add_user_costs(work, new_id(), usd=0.1)

    at = open_page(PAGE, by="Person")

    assert len(column(at, "Person")) == PEOPLE_SHOWN + 2
    assert column(at, "Person")[-2:] == ["5 others", "All"]
    assert column(at, "Cost")[-2:] == ["$0.500", "$3.000"]


def test_a_day_of_the_table_leads_to_its_traces(paid: Rein, open_page: Open) -> None:
    rows = tables(open_page(PAGE, by="Day"))[0]["rows"]

    assert [row[0]["to"] for row in rows] == [
        "traces?from=2027-01-03&to=2027-01-03",
        "traces?from=2027-01-04&to=2027-01-04",
        "",
    ]


def test_one_model_alone_is_asked_for_in_the_address(paid: Rein, open_page: Open) -> None:
    at = open_page(PAGE, cost_model="gpt-6-luna")

    assert "Calls of gpt-6-luna cost $0.2" in said_on(at)
    assert column(at, "Operation") == ["Judge", "All"]
    assert "recorded over all models" in said_on(
        open_page(PAGE, cost_model="gpt-6-luna", by="Person")
    )


def test_an_unknown_price_is_said_everywhere_and_never_shown_as_nothing(
    served_rein: Rein, open_page: Open
) -> None:
    with served_rein.database.begin() as work:
        add_calls(work, n=3, usd=0.0, cost_unknown=3, model="gemini-9")
        add_call(work, usd=None, goal_id=new_id(), model="gemini-9")

    at = open_page(PAGE, by="Model")

    said = said_on(at)
    assert not at.exception
    assert "Model calls cost price unknown" not in said
    assert "The price of 3 calls in 30 days is unknown" in said
    assert column(at, "Cost") == ["price of 3 unknown", "price of 3 unknown"]
    assert column(at, "Share") == ["–", "–"]
    assert "1 goal, each with a call of unknown price" in said
    assert (
        "0 of the 10 paid goals that a projection needs; 1 goal of unknown price cannot count"
        in said
    )


def test_a_sum_beside_unknown_prices_is_a_lower_bound(paid: Rein, open_page: Open) -> None:
    with paid.database.begin() as work:
        add_calls(work, n=2, usd=0.0, cost_unknown=2, model="gemini-9")

    at = open_page(PAGE, by="Model")

    assert "Model calls cost at least $0.8" in said_on(at)
    assert "2 calls have no known price" in said_on(at)
    assert column(at, "Cost") == [
        "$0.6000",
        "$0.2000",
        "price of 2 unknown",
        "$0.8000 + price of 2 unknown",
    ]


@pytest.mark.parametrize(
    ("spent", "reserved", "refused", "word"),
    [
        (1.0, 0.0, 0, "Within budget"),
        (3.9, 0.2, 0, "Nearly spent"),
        (4.0, 0.0, 0, "Nearly spent"),
        (5.0, 0.0, 0, "Spent"),
        (4.9, 0.0, 2, "Too little left for 2 calls"),
        (4.95, 0.0, 2, "Spent"),
        (1.0, 4.0, 0, "Nearly spent"),
    ],
)
def test_a_budget_says_how_it_stands(
    paid: Rein,
    with_settings: With,
    open_page: Open,
    spent: float,
    reserved: float,
    refused: int,
    word: str,
) -> None:
    with_settings(REIN_BUDGET_USD_PER_DAY=5.0, REIN_BUDGET_USD_PER_DAY_BASIC=10.0)
    with paid.database.begin() as work:
        add_budget(work, spent=spent, reserved_nano_usd=round(reserved * 1e9), refused=refused)

    said = said_on(open_page(PAGE))

    assert f"Everything: ${spent:.2f} of $5.00 spent" in said
    assert said.count(f">{word}<") == 2 + (word == "Within budget"), (
        "on the tile, and beside the bar"
    )
    assert "Basic tier: $0 of $10.00 spent" in said
    assert "the offline coach writes until midnight UTC (in 15 hours)" in said


def test_what_the_budgets_hold_beside_the_costs_is_said(
    served_rein: Rein, with_settings: With, open_page: Open
) -> None:
    with_settings(REIN_BUDGET_USD_PER_DAY=5.0)
    with served_rein.database.begin() as work:
        add_calls(work, n=5, doubtful=1, cost_unknown=2)

    said = said_on(open_page(PAGE))

    assert "1 call in doubt counts as spent at the most that was possible" in said
    assert "2 calls of unknown price count in no budget." in said


def test_a_budget_that_holds_more_than_the_calls_cost_says_how_much_and_why(
    served_rein: Rein, with_settings: With, open_page: Open
) -> None:
    with_settings(REIN_BUDGET_USD_PER_DAY=0.05)
    with served_rein.database.begin() as work:
        add_calls(work, n=5, usd=0.00642)
        add_budget(work, spent=0.00642)
    said = said_on(open_page(PAGE))
    assert "Everything: $0.00642 of $0.05 spent" in said, "as the tile has it"
    assert "more than the calls of today" not in said

    with served_rein.database.begin() as work:
        add_calls(work, n=1, usd=0.0, doubtful=1, purpose="plan")
        work.connection.execute(
            budget_days.update().values(spent_nano_usd=9_420_000, reserved_nano_usd=2_000_000)
        )

    said = said_on(open_page(PAGE))
    assert (
        "$0.003 more than the calls of today are known to cost: 1 call in doubt counts as spent at the most"
        in said
    )
    assert "$0.002 beside that is held back for calls under way." in said


def test_test_calls_are_no_writing_and_have_a_name(served_rein: Rein, open_page: Open) -> None:
    with served_rein.database.begin() as work:
        add_calls(work, usd=0.81)
        add_calls(work, usd=0.17, purpose="evaluate")
        add_calls(work, usd=0.02, purpose="check")

    at = open_page(PAGE)

    assert "judging $0.17 (17 %), test calls $0.02 (2 %), the rest writing" in said_on(at)
    assert column(at, "Operation") == ["Write the resolution", "Judge", "Test calls", "All"]
    (day,) = chart.spent_days(
        get_cost_report(served_rein, viewer=LOCAL_VIEWER, days=last_days(served_rein, 7))
    )
    assert (day.writer_usd, day.judge_usd, day.check_usd, day.usd) == pytest.approx(
        (0.81, 0.17, 0.02, 1.0)
    )


def test_a_call_that_failed_and_was_repeated_is_one_answer(
    served_rein: Rein, open_page: Open
) -> None:
    with served_rein.database.begin() as work:
        add_calls(work, n=27, cache_hits=4, failed=6, doubtful=1)

    assert "4 of 20 answers, at no cost" in said_on(open_page(PAGE))


def test_goals_that_the_offline_coach_wrote_in_part_are_left_out_and_counted(
    paid: Rein, open_page: Open
) -> None:
    with paid.database.begin() as work:
        for provider in ("offline", "google", "google"):
            goal = add_goal(work)
            lay_stages(work, add_run(work, goal).id, generate="google", plan=provider)
            add_call(
                work,
                usd=0.001 if provider == "offline" else 0.0667,
                goal_id=goal.id,
                user_id=LOCAL_USER_ID,
            )
        begun = add_goal(work)
        lay_stages(work, add_run(work, begun).id, generate="google")
        add_call(work, usd=0.01, goal_id=begun.id, user_id=LOCAL_USER_ID)

    said = said_on(open_page(PAGE))

    assert "$0.0667 a goal" in said
    assert "from 14 goals" in said
    assert "1 goal partly offline left out" in said
    assert "1 unfinished goal left out" in said
    assert "the 14 paid goals of this window did whose resolution and plan a model wrote" in said


def test_a_handful_of_goals_projects_nothing(served_rein: Rein, open_page: Open) -> None:
    with served_rein.database.begin() as work:
        add_calls(work)
        add_call(work, goal_id=new_id())

    said = said_on(open_page(PAGE))

    assert "Not enough goals yet: 1 of the 10 paid goals" in said
    assert "A year of 1,000 people" not in said


def test_projections_take_the_goals_that_the_reader_sets(paid: Rein, open_page: Open) -> None:
    at = open_page(PAGE)
    assert "$66.67" in said_on(at), "one goal a person and month, because two days tell too little"
    assert "One goal a person and month is assumed" in said_on(at)

    at.number_input(key="goals_each").set_value(3.0).run()

    assert "$200.00" in said_on(at)
    assert "$2,400" in said_on(at)
    assert "3 goals a person and month, as you set." in said_on(at)


def test_money_that_bought_nothing_is_named(paid: Rein, open_page: Open) -> None:
    with paid.database.begin() as work:
        add_call(work, usd=0.25, status="failed", fault="invalid")
        add_call(work, usd=None, status="in_doubt", price_version=None)

    said = said_on(open_page(PAGE))

    assert "$0.25 of this went to 1 call that failed but was billed." in said
    assert "1 call in doubt may have cost about $0." in said


def test_a_window_without_calls_says_so_and_keeps_the_filters(
    paid: Rein,
    clock: FrozenClock,
    open_page: Open,
) -> None:
    clock.advance(timedelta(days=10))

    at = open_page(PAGE, days="7")

    assert not at.exception
    assert "No model was called in this window" in said_on(at)
    assert at.segmented_control(key="days").value == 7


def test_the_sample_shows_what_its_models_would_cost_and_no_real_money(
    with_sample: Rein, open_page: Open
) -> None:
    with with_sample.database.begin() as work:
        pay(work)

    said = said_on(open_page(PAGE, sample="1"))

    assert "Nothing was paid" in said
    assert "gemini-3.8-flash" in said
    assert "Cost of a goal" in said
    assert "Costs nothing itself" in said
    assert "$0.8" not in said


def test_a_sample_that_is_not_loaded_is_told(served_rein: Rein, open_page: Open) -> None:
    assert "The sample is not loaded" in said_on(open_page(PAGE, sample="1"))


def test_without_a_database_it_says_what_happened_and_what_to_do(
    served_rein: Rein, open_page: Open
) -> None:
    served_rein.database.close()
    (served_rein.settings.data_dir / "rein.db").unlink()

    at = open_page(PAGE)

    assert not at.exception
    assert "is not there" in said_on(at)


def test_a_reviewer_sees_no_costs(
    paid: Rein, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewer = User(id=LOCAL_USER_ID, name="Ada", role=Role.REVIEWER)
    monkeypatch.setattr(auth, "current_user", lambda: reviewer)

    at = open_page(PAGE)

    assert "Costs" not in {title.value for title in at.title}
    with pytest.raises(ValueError, match="operate"):
        at.switch_page(PAGE)
    for see in (get_cost_report, list_ledger_rows):
        with pytest.raises(NotAllowed):
            see(paid, viewer=Viewer(user=reviewer), days=last_days(paid, 30))


def test_a_breakdown_in_a_file_is_what_the_table_shows_and_runs_nothing(paid: Rein) -> None:
    eve = new_id()
    with paid.database.begin() as work:
        add_user_costs(work, eve, usd=0.0, cost_unknown=1)
        work.accounts.ensure(make_account(user=User(id=eve, name="=HYPERLINK(1)", role=Role.USER)))

    rows = read_csv(breakdown_file.as_csv(load.load_groups(Slice(days=30, model=None), "user")))

    assert [row["cost_usd"] for row in rows] == ["0.8", ""], "an unknown price is an empty cell"
    assert rows[1]["name"] == "'=HYPERLINK(1)"


def test_the_calls_in_a_file_add_up_and_hold_no_words(paid: Rein) -> None:
    with paid.database.begin() as work:
        add_call(work, usd=None, reply=b"secret words", message="secret words", fault="invalid")

    written = calls_as_csv(load.list_calls(Slice(days=30, model=None)))

    rows = read_csv(written)
    assert len(rows) == 25
    assert b"secret words" not in written
    figures = get_cost_report(paid, viewer=LOCAL_VIEWER, days=last_days(paid, 30))
    assert sum(float(row["cost_usd"] or 0) for row in rows) == pytest.approx(
        figures.totals.cost_usd
    )


def test_the_overview_says_what_today_cost_and_leads_there(
    paid: Rein,
    with_goal: Submitted,
    with_settings: With,
    open_page: Open,
) -> None:
    at = open_page(OVERVIEW)
    assert "Model calls cost $0.40 today; no budget is set." in said_on(at)
    assert links_on(at) == ["Look at the costs"]

    with_settings(REIN_BUDGET_USD_PER_DAY=5.0, REIN_BUDGET_USD_PER_DAY_PREMIUM=1.0)
    with paid.database.begin() as work:
        add_budget(work, spent=0.5)
        add_budget(work, "tier:premium", spent=0.9)

    said = (
        "Model calls cost $0.40 today; the budget of the premium tier of $1.00 is 90 % used: "
        "nearly spent."
    )
    assert said in said_on(open_page(OVERVIEW))


def test_the_overview_keeps_costs_from_reviewers_and_is_silent_where_nothing_was_paid(
    served_rein: Rein,
    with_goal: Submitted,
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert links_on(open_page(OVERVIEW)) == []

    with served_rein.database.begin() as work:
        pay(work)
    monkeypatch.setattr(
        auth, "current_user", lambda: User(id=LOCAL_USER_ID, name="Ada", role=Role.REVIEWER)
    )
    assert links_on(open_page(OVERVIEW)) == []


def links_on(at: AppTest) -> list[str]:
    return [link.proto.label for link in at.get("page_link")]


def read_csv(written: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
