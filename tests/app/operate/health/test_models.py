"""Admins see that a model fails, although every goal still gets its plan."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from app import services
from core.bootstrap import Rein
from core.errors import ModelFault
from core.llm.providers.offline import OfflineModel
from core.llm.routing.model_client import RoutedClient
from core.usecases.goals.submit import Submitted
from tests.app.conftest import Open, said_on
from tests.app.operate.conftest import MINI, Serve
from tests.fakes import NOW, ScriptedModel
from tests.integration.store.paid import make_entry

Fail = Callable[..., None]
OFFLINE = OfflineModel({})
REFUSED = "The key for gemini-3.8-flash was refused. Check GEMINI_API_KEY."


@pytest.fixture
def with_key(served_rein: Rein, monkeypatch: pytest.MonkeyPatch) -> Rein:
    models = RoutedClient(
        served_rein.models.table,
        {"gemini": ScriptedModel((), name="gemini-3.8-flash", provider="google")},
        OFFLINE,
    )
    keyed = replace(served_rein, models=models)
    monkeypatch.setattr(services, "rein", lambda: keyed)
    return keyed


@pytest.fixture
def fail(with_key: Rein) -> Fail:
    def fail(fault: ModelFault, message: str) -> None:
        entry = make_entry()
        with with_key.database.begin() as work:
            work.calls.open(entry)
            work.calls.fail(entry.id, fault=fault, message=message, finished_at=NOW)

    return fail


def models_on(page: str) -> str:
    """Return what Health says about models."""
    return page.split("<b>Models</b>")[1].split("</div>", maxsplit=1)[0]


def test_a_refused_key_is_named_with_what_to_do(
    served_rein: Rein, fail: Fail, open_page: Open
) -> None:
    served_rein.jobs.start(lambda _: None, lambda: ())
    fail(ModelFault.AUTH, REFUSED)

    said = said_on(open_page("operate/health/page.py"))

    assert "Key refused" in models_on(said)
    assert "Check GEMINI_API_KEY" in models_on(said)
    assert "Something is broken: models" in said


def test_a_model_that_is_out_of_order_is_amber(
    served_rein: Rein, fail: Fail, open_page: Open
) -> None:
    served_rein.jobs.start(lambda _: None, lambda: ())
    fail(ModelFault.OVERLOADED, "gemini-3.8-flash is overloaded or out of order at the moment.")

    said = said_on(open_page("operate/health/page.py"))

    assert "Failing" in models_on(said)
    assert "Rein works; look at models." in said


def test_a_text_a_model_declined_says_nothing_of_the_model(
    served_rein: Rein, fail: Fail, open_page: Open
) -> None:
    served_rein.jobs.start(lambda _: None, lambda: ())
    fail(ModelFault.BLOCKED, "gemini-3.8-flash declined to write about this.")

    assert "Not called yet" in models_on(said_on(open_page("operate/health/page.py")))


def test_goals_that_the_offline_coach_took_over_are_counted_with_the_reason(
    served_rein: Rein, with_goal: Submitted, open_page: Open
) -> None:
    with served_rein.database._writers.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE stage_results SET because = 'the key for gemini-3.8-flash was refused' WHERE run_id = ?",
            (with_goal.run_id,),
        )

    said = said_on(open_page("review/overview/page.py"))

    assert "1 of 1 goal was written by the offline coach instead of a model" in said
    assert "the key for gemini-3.8-flash was refused" in said


def test_without_a_key_nothing_counts_as_taken_over_and_overhead_is_not_missed(
    with_goal: Submitted,
    open_page: Open,
) -> None:
    said = said_on(open_page("review/overview/page.py"))

    assert "instead of a model" not in said
    assert re.search("no figure yet: .*trace overhead", said)
    assert "The target is about runs that wait for a model" in said


def test_a_trace_that_came_through_with_errors_says_so(
    served_rein: Rein, with_goal: Submitted, open_page: Open
) -> None:
    with served_rein.database._writers.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE traces SET errors = 2 WHERE id = ?", (with_goal.trace_id,)
        )

    assert "Repaired" in said_on(open_page("review/traces/page.py"))


def test_a_key_of_any_provider_counts_as_set_up(providers: Serve, open_page: Open) -> None:
    served = providers()
    served.rein.jobs.start(lambda _: None, lambda: ())
    assert "Not called yet" in models_on(said_on(open_page("operate/health/page.py")))

    served.answer(MINI)
    assert "The last call worked: gpt-6-luna." in models_on(
        said_on(open_page("operate/health/page.py"))
    )

    served.fail(ModelFault.AUTH, REFUSED)
    said = models_on(said_on(open_page("operate/health/page.py")))
    assert "Key refused" in said
    assert "Meanwhile gpt-6-luna answers." in said
