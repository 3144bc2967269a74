"""The goal's page says who wrote each part and why it was not the first choice."""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app import services
from app.operate.providers.present import budgets as providers_budgets
from app.review.shared import trace_list
from app.ui.spend_text import budget_state
from app.ui.status_labels import Tone
from app.ui.trace import span_details
from core.accounts.viewer import LOCAL_VIEWER
from core.goals.goal import Circumstances
from core.llm.wrappers.circuit_state import CircuitState
from core.store.alerts.read import list_open_alerts
from core.store.alerts.values import AlertLevel
from core.store.budgets.read import list_budget_days
from core.store.traces.read import TraceFilter, find_trace, list_traces
from core.usecases.goals.submit import submit_goal
from core.usecases.runs.execute import execute_run
from tests.app.conftest import go_to
from tests.app.operate.conftest import Providers, Serve
from tests.fakes import NOW
from tests.stubs.faults import Fault
from tests.stubs.server import Asked, Reply

MAIN = Path(__file__).parents[3] / "app" / "main.py"

Tell = Callable[[Providers], str]
DECLINED = "declined to write about this (its own filter; nothing is wrong with asking)"


@pytest.fixture
def tell(monkeypatch: pytest.MonkeyPatch) -> Tell:
    """Work on a goal, and return what its page says, without markup."""

    def work(providers: Providers) -> str:
        rein = providers.rein
        monkeypatch.setattr(services, "rein", lambda: rein)
        goal = submit_goal(
            rein,
            viewer=LOCAL_VIEWER,
            text="Run 5 km by March",
            circumstances=Circumstances(),
            key="one",
        )
        assert execute_run(rein, goal.run_id)
        at = AppTest.from_file(MAIN, default_timeout=30)
        at.query_params["id"] = goal.goal_id
        at = go_to(at, "coach/goal/page.py").run()
        assert not at.exception
        said = " ".join(element.proto.body for element in at.get("html"))
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", said)).split())

    return work


def always(fault: Fault) -> Callable[[Asked], Reply]:
    return lambda _: Reply(fault=fault)


def test_where_all_is_well_the_writer_and_the_judge_are_named_without_a_reason(
    providers: Serve, tell: Tell
) -> None:
    said = tell(providers())

    assert "Written by gemini-3.8-flash." in said
    assert "Judged by gpt-6-luna. Answered by a model" in said
    assert not re.search(r"(Written|Judged|Read) by [^.]* because", said)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Fault.BAD_KEY, "Written by gpt-6-luna because the key for gemini-3.8-flash was refused."),
        (Fault.DAILY_QUOTA, "Read by gpt-6-luna because gemini-3.8-flash has used up its quota."),
        (
            Fault.UNKNOWN_MODEL,
            "Written by gpt-6-luna because gemini-3.8-flash did not accept the request.",
        ),
        (Fault.SAFETY, f"Written by the offline coach because gemini-3.8-flash {DECLINED}."),
    ],
)
def test_a_first_choice_that_failed_is_named_with_what_happened(
    providers: Serve, tell: Tell, fault: Fault, reason: str
) -> None:
    assert reason in tell(providers(google=always(fault)))


def test_a_spent_budget_is_told_once_and_kindly(providers: Serve, tell: Tell) -> None:
    served = providers(REIN_BUDGET_USD_PER_DAY=0)

    said = tell(served)

    told = "written by the offline coach because today's budget for models is spent"
    assert said.lower().count(told) == 1, "the resolution names it for all parts"
    assert said.count("is spent") == 1
    assert "Answered by fixed rules" in said
    assert "judged by" not in said
    assert [stub.calls for stub in served.stubs.values()] == [0, 0, 0]


def test_a_budget_with_too_little_left_for_a_call_is_not_called_spent(
    providers: Serve, tell: Tell
) -> None:
    served = providers(REIN_BUDGET_USD_PER_DAY=0.001)

    said = tell(served)

    told = "written by the offline coach because too little is left of today's budget for models"
    assert said.lower().count(told) == 1, "the resolution names it for all parts"
    assert "is spent" not in said
    assert [stub.calls for stub in served.stubs.values()] == [0, 0, 0]


def test_goal_costs_providers_alert_and_trace_say_the_same_of_a_budget(
    providers: Serve, tell: Tell
) -> None:
    served = providers(REIN_BUDGET_USD_PER_DAY=0.0125)

    said = tell(served)

    rein = served.rein
    (budget,) = list_budget_days(
        rein.database, day=rein.clock.today(None), limits=rein.settings.budgets
    )
    (alert,) = list_open_alerts(rein.database)
    (trace,) = list_traces(rein.database, TraceFilter()).rows
    detail = find_trace(rein.database, trace.trace_id)
    assert detail is not None
    unasked = [span for span in detail.spans if span_details.was_refused(span)]
    calls = f"{budget.refused} calls"
    assert "because too little is left of today's budget for models." in said
    assert (served.stubs["google"].calls, served.stubs["openai"].calls) == (0, 3), (
        "the most a call of Google's model can cost does not fit; OpenAI's is a tenth of it"
    )
    assert budget.refused == len(unasked) == 3
    assert budget_state(budget) == (f"Too little left for {calls}", Tone.WARN)
    assert (
        providers_budgets((budget,))[0]
        == f"Too little is left of today's budget: {calls} were not made"
    )
    assert (alert.level, alert.times >= budget.refused) == (AlertLevel.WARNING, True)
    assert "Too little is left of the models' budget for Mon 4 Jan" in alert.message
    assert trace_list.trace_label(trace) == ("Success", Tone.GOOD)
    assert {span_details.state(span, over=True) for span in unasked} == {("Not asked", Tone.NONE)}


def test_a_paused_model_is_named_with_the_time(providers: Serve, tell: Tell) -> None:
    served = providers()
    until = NOW + timedelta(minutes=5)
    served.rest(
        CircuitState(
            failures=5,
            open_until=until,
            consecutive_opens=1,
            reason="gemini-3.8-flash is overloaded",
        )
    )

    said = tell(served)

    when = f"{until.astimezone():%H:%M}"
    assert (
        f"Written by gpt-6-luna because gemini-3.8-flash is paused until {when} after failing"
        in said
    )
    assert served.stubs["google"].calls == 0


def test_a_quota_that_is_spent_once_is_not_told_as_failing_again_and_again(
    providers: Serve, tell: Tell
) -> None:
    said = tell(providers(google=[Fault.DAILY_QUOTA]))

    paused = r"Written by gpt-6-luna because gemini-3.8-flash is paused until \d\d:\d\d \(gemini-3.8-flash has used"
    assert re.search(paused, said)
    assert "again and again" not in said


def test_every_hop_is_named_in_its_order(providers: Serve, tell: Tell) -> None:
    said = tell(providers(google=always(Fault.BAD_KEY), openai=always(Fault.BAD_KEY)))

    assert (
        "Written by claude-haiku-5-5 because the key for gemini-3.8-flash was refused; "
        "the key for gpt-6-luna was refused." in said
    )
