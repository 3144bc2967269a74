"""The costs of rollups, ledger and pages are those the providers billed."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import case, func, select

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.goals.goal import Circumstances
from core.ids import new_id
from core.store.calls.tables import llm_calls
from core.store.costs.read import CostBy
from core.usecases.costs.get_cost_report import get_cost_report
from core.usecases.costs.list_costs import list_costs, list_ledger_rows
from core.usecases.goals.submit import submit_goal
from core.usecases.runs.execute import execute_run
from core.usecases.utc_days import last_days
from tests.conftest import make_settings
from tests.fakes import FrozenClock
from tests.stubs.faults import Fault
from tests.stubs.gemini import GeminiStub
from tests.stubs.openai import OpenAIStub
from tests.stubs.server import Reply

GOALS = ("Run 5 km by the end of March", "Read 12 books this year", "Save 900 euros by summer")
BY: tuple[CostBy, ...] = ("day", "purpose", "model", "provider", "prompt_version", "tier", "user")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Goals of three days: one call fails but is billed, and one goal is submitted twice."""

    rein: Rein
    writer: GeminiStub
    judge: OpenAIStub


@pytest.fixture(scope="module")
def spent(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spent]:
    clock = FrozenClock()
    with ExitStack() as stack:
        writer = stack.enter_context(GeminiStub([Reply(), Reply(fault=Fault.TRUNCATED)]))
        judge = stack.enter_context(OpenAIStub())
        settings = make_settings(
            tmp_path_factory.mktemp("spent"),
            REIN_DATABASE_URL=module_database_url,
            REIN_BUDGET_USD_PER_DAY=5.0,
            GEMINI_API_KEY="key-of-a-test",
            GEMINI_BASE_URL=writer.url,
            OPENAI_API_KEY="key-of-a-test",
            OPENAI_BASE_URL=judge.base_url,
        )
        rein = build(settings, clock=clock)
        stack.callback(rein.database.close)
        for text in GOALS:
            work(rein, text)
            clock.advance(timedelta(days=1))
        clock.advance(timedelta(days=-1))
        work(rein, GOALS[-1])
        yield Spent(rein=rein, writer=writer, judge=judge)


def work(rein: Rein, text: str) -> None:
    submitted = submit_goal(
        rein, viewer=LOCAL_VIEWER, text=text, circumstances=Circumstances(), key=new_id()
    )
    assert execute_run(rein, submitted.run_id)


def test_what_is_shown_is_what_was_billed(spent: Spent) -> None:
    figures = get_cost_report(spent.rein, viewer=LOCAL_VIEWER, days=last_days(spent.rein, 30))

    billed = spent.writer.billed + spent.judge.billed
    totals, details = figures.totals, figures.totals.details
    assert details is not None
    assert totals.calls == spent.writer.calls + spent.judge.calls
    assert totals.tokens == billed.input + billed.output + billed.thinking
    assert (details.input_tokens, details.cached_tokens) == (billed.input, billed.cached)
    assert (details.failed, figures.failed.n, totals.cache_hits) == (1, 1, 4)
    assert 0 < figures.failed.cost_usd < totals.cost_usd
    assert (figures.goals.n, len(figures.days)) == (3, 3)


def test_what_is_shown_is_what_the_ledger_holds(spent: Spent) -> None:
    judging = case((llm_calls.c.purpose == "evaluate", llm_calls.c.cost_usd), else_=0)
    with spent.rein.database.read() as connection:
        usd, judged = connection.execute(
            select(func.sum(llm_calls.c.cost_usd), func.sum(judging))
        ).one()

    figures = get_cost_report(spent.rein, viewer=LOCAL_VIEWER, days=last_days(spent.rein, 30))
    assert usd > judged > 0
    assert figures.totals.cost_usd == pytest.approx(usd, rel=1e-9)
    assert figures.totals.details is not None
    assert figures.totals.details.judge_usd == pytest.approx(judged, rel=1e-9)
    assert figures.goals.mean == pytest.approx(usd / 3, rel=1e-9)
    assert sum(
        row.cost_usd or 0
        for row in list_ledger_rows(spent.rein, viewer=LOCAL_VIEWER, days=last_days(spent.rein, 30))
    ) == pytest.approx(usd)


@pytest.mark.parametrize("by", BY)
def test_every_breakdown_of_real_calls_adds_up_to_the_same(spent: Spent, by: CostBy) -> None:
    totals = get_cost_report(spent.rein, viewer=LOCAL_VIEWER, days=last_days(spent.rein, 30)).totals

    rows = list_costs(spent.rein, viewer=LOCAL_VIEWER, days=last_days(spent.rein, 30), by=by)

    assert sum(row.cost_usd for row in rows) == pytest.approx(totals.cost_usd, rel=1e-9)
    assert sum(row.calls for row in rows) == totals.calls
    assert sum(row.cache_hits for row in rows) == totals.cache_hits
    assert sum(row.tokens for row in rows) == totals.tokens


def test_the_budget_that_is_shown_holds_what_today_cost_and_nothing_is_left_reserved(
    spent: Spent,
) -> None:
    figures = get_cost_report(spent.rein, viewer=LOCAL_VIEWER, days=last_days(spent.rein, 30))

    (budget,) = figures.budgets
    assert (budget.limit_usd, budget.reserved_usd, budget.refused) == (5.0, 0.0, 0)
    assert budget.spent_usd == pytest.approx(figures.today.cost_usd, abs=1e-7)
