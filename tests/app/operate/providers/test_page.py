"""Providers: the state of each model with the next step, and a test call made once."""

import re
import threading
import time
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from app import auth
from app.operate.providers.actions import TestCall
from core.accounts.user import LOCAL_USER_ID, Role, User
from core.bootstrap import Rein
from core.errors import ModelFault
from core.llm.wrappers.circuit_state import CircuitState
from core.store.budgets.tables import budget_days
from tests.app.conftest import Open, said_on
from tests.app.operate.conftest import MINI, SECRET, Serve
from tests.fakes import NOW
from tests.stubs.faults import Fault
from tests.stubs.server import Asked, Reply

PAGE = "operate/providers/page.py"
SENTENCE = "The date falls on a Monday."


def row_of(model: str, page: AppTest) -> str:
    """Return what the page says of one model, without markup."""
    (body,) = [
        e.proto.body
        for e in page.get("html")
        if f"<b>{model}</b>" in e.proto.body and "rein-model" in e.proto.body
    ]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def press(page: AppTest, key: str) -> AppTest:
    """Press a test call, and look until it is over."""
    page.button(f"providers.{key}.try").click().run()
    return wait_for(page, "Open its trace")


def wait_for(page: AppTest, words: str) -> AppTest:
    for _ in range(200):
        if words in said_on(page) or any(
            words == link.proto.label for link in page.get("page_link")
        ):
            return page
        time.sleep(0.05)
        page.run()
    raise AssertionError(f"“{words}” never came: {said_on(page)}")


def test_with_nothing_configured_the_page_says_what_to_set(open_page: Open) -> None:
    said = said_on(open_page(PAGE))

    assert "No model is set up: the offline coach writes everything" in said
    for variable in (
        "GEMINI_API_KEY",
        "OPENAI_API_KEY",
        "ANTHROPIC_API_KEY",
        "REIN_SERVED_MODEL_URL",
    ):
        assert variable in said
    assert "Test call" not in said


def test_what_was_never_called_is_not_called_healthy(providers: Serve, open_page: Open) -> None:
    providers()

    page = open_page(PAGE)

    assert not page.exception
    assert "Not called yet" in row_of("gemini-3.8-flash", page)
    assert "none was called in the last 24 hours" in said_on(page)
    assert SECRET not in said_on(page)


def test_a_healthy_model_shows_its_figures_with_their_n(providers: Serve, open_page: Open) -> None:
    served = providers()
    for _ in range(3):
        served.answer()

    page = open_page(PAGE)
    row = row_of("gemini-3.8-flash", page)

    assert "Answering" in row
    assert "100 % of 3 calls, 44–100 %" in row
    assert "n = 3 answers" in row
    assert "$1.50" in row
    assert "1 of 6 models answering" in said_on(page)


def test_a_paused_model_says_until_when_why_and_what_happens_meanwhile(
    providers: Serve, open_page: Open
) -> None:
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

    page = open_page(PAGE)
    row = row_of("gemini-3.8-flash", page)

    assert f"Paused until {until.astimezone():%H:%M}" in row
    assert "Because gemini-3.8-flash is overloaded." in row
    assert "calls go to the next model" in row
    assert page.button("providers.gemini.try").label == "Try it now"
    assert page.button("providers.gemini-pro.try").label == "Test call"


def test_a_paused_model_is_tried_by_a_person_and_its_answer_closes_the_circuit(
    providers: Serve, open_page: Open
) -> None:
    served = providers()
    until = NOW + timedelta(hours=1)
    served.rest(
        CircuitState(
            failures=1,
            open_until=until,
            consecutive_opens=1,
            reason="gemini-3.8-flash has used up its quota",
        )
    )
    page = open_page(PAGE)
    assert "one small paid call" in page.button("providers.gemini.try").help

    press(page, "gemini")

    assert served.stubs["google"].calls == 1
    assert "Answering" in row_of("gemini-3.8-flash", page)
    assert page.button("providers.gemini.try").label == "Test call"


def test_health_speaks_of_a_paused_model_in_one_line(providers: Serve, open_page: Open) -> None:
    served = providers()
    served.rest(
        CircuitState(
            failures=1,
            open_until=NOW + timedelta(hours=1),
            consecutive_opens=1,
            reason="it has used up its quota",
        )
    )
    served.rein.jobs.start(lambda _: None, lambda: ())

    said = said_on(open_page("operate/health/page.py"))

    assert "Paused models" not in said
    assert "look at models." in said
    assert "gemini-3.8-flash: Because it has used up its quota." in said
    assert "google/gemini-3.8-flash" not in said


def test_a_model_that_somebody_tries_is_not_tried_twice(providers: Serve, open_page: Open) -> None:
    served = providers()
    probed = CircuitState(
        failures=5,
        open_until=NOW - timedelta(seconds=1),
        probe_until=NOW + timedelta(seconds=100),
        consecutive_opens=1,
        reason="it was overloaded",
    )
    served.rest(probed)

    page = open_page(PAGE)

    assert "Retrying" in row_of("gemini-3.8-flash", page)
    assert page.button("providers.gemini.try").disabled


def test_a_refused_key_is_said_once_after_the_test_call_that_showed_it(
    providers: Serve, open_page: Open
) -> None:
    providers(google=[Fault.BAD_KEY])

    page = press(open_page(PAGE), "gemini")

    assert said_on(page).count("The key for gemini-3.8-flash was refused.") == 1
    assert "No answer, for the reason above" in said_on(page)


def test_a_model_with_a_due_probe_may_be_tried(providers: Serve, open_page: Open) -> None:
    served = providers()
    served.rest(
        CircuitState(
            failures=5,
            open_until=NOW - timedelta(seconds=1),
            consecutive_opens=1,
            reason="it was overloaded",
        )
    )

    page = open_page(PAGE)

    assert "Ready to retry" in row_of("gemini-3.8-flash", page)
    assert not page.button("providers.gemini.try").disabled


def test_a_refused_key_is_named_with_what_to_do(providers: Serve, open_page: Open) -> None:
    providers().fail(ModelFault.AUTH, "The key for gpt-6-luna was refused.", MINI)

    page = open_page(PAGE)
    row = row_of("gpt-6-luna", page)

    assert "Key refused" in row
    assert "Save a key that works on Settings, or set it in OPENAI_API_KEY and restart." in row
    assert "gpt-6-luna: key refused" in said_on(page)


@pytest.mark.parametrize(
    "fault", sorted(set(ModelFault) - {ModelFault.AUTH, ModelFault.BLOCKED, ModelFault.BUDGET})
)
def test_every_fault_comes_with_a_next_step(
    providers: Serve, open_page: Open, fault: ModelFault
) -> None:
    providers().fail(fault, "It did not work.")

    page = open_page(PAGE)
    (body,) = [e.proto.body for e in page.get("html") if "Failing" in e.proto.body]
    reason, step = re.findall(r"<p>(.*?)</p>", body)[:2]

    assert reason == "It did not work."
    assert len(step) > 20
    assert "{" not in step


def test_a_failure_is_remembered_after_a_call_that_worked(
    providers: Serve, open_page: Open
) -> None:
    served = providers()
    for _ in range(9):
        served.answer()
    served.fail(ModelFault.TIMEOUT, "gemini-3.8-flash did not answer within 60 s.")
    served.rein.clock.advance(60)  # type: ignore[attr-defined]
    served.answer()

    row = row_of("gemini-3.8-flash", open_page(PAGE))

    assert "did not answer within 60 s." in row


def test_a_model_that_fails_often_is_unsteady_even_when_the_last_call_worked(
    providers: Serve, open_page: Open
) -> None:
    served = providers()
    for _ in range(12):
        served.fail(ModelFault.EMPTY, "Empty.")
    with served.rein.database._writers.begin() as connection:
        connection.exec_driver_sql("UPDATE llm_calls SET started_at = '2027-01-04 08:00:00.000000'")
    for _ in range(12):
        served.answer()

    assert "12 of its 24 calls in the last 24 hours failed." in row_of(
        "gemini-3.8-flash", open_page(PAGE)
    )


@pytest.mark.parametrize(
    ("spent", "words"),
    [
        (2_000_000_000, "budget is spent: the offline coach writes until midnight UTC"),
        (1_980_000_000, "budget is spent: the offline coach writes until midnight UTC"),
        (1_900_000_000, "s budget: 3 calls were not made"),
    ],
)
def test_a_budget_without_room_says_what_that_means(
    providers: Serve, open_page: Open, spent: int, words: str
) -> None:
    served = providers(REIN_BUDGET_USD_PER_DAY=2)
    row = {
        "day": NOW.date(),
        "scope": "all",
        "spent_nano_usd": spent,
        "reserved_nano_usd": 0,
        "refused": 3,
    }
    with served.rein.database.begin() as work:
        work.connection.execute(budget_days.insert(), row)

    said = said_on(open_page(PAGE))

    assert words in said
    assert f"${spent / 1_000_000_000:.2f} of $2.00" in said


def test_a_budget_with_room_is_not_spoken_of(providers: Serve, open_page: Open) -> None:
    providers(REIN_BUDGET_USD_PER_DAY=2)

    assert "budget" not in said_on(open_page(PAGE)).split("</style>")[0]


def test_a_test_call_shows_the_reply_its_time_tokens_and_cost_and_its_trace(
    providers: Serve, open_page: Open
) -> None:
    served = providers(google=[Reply(text=SENTENCE)])

    page = press(open_page(PAGE), "gemini")
    said = said_on(page)

    assert not page.exception
    assert "gemini-3.8-flash answered" in said
    assert SENTENCE in said
    assert "tokens in" in said
    assert "$0.0" in said
    assert served.stubs["google"].calls == 1
    assert "Answering" in row_of("gemini-3.8-flash", page)


def test_a_test_call_that_fails_shows_the_fault_and_the_next_step(
    providers: Serve, open_page: Open
) -> None:
    providers(openai=[Fault.BAD_KEY])

    page = press(open_page(PAGE), "gpt")
    said = said_on(page)

    assert "No answer" in said
    assert "The key for gpt-6.1-sol was refused." in said
    assert "OPENAI_API_KEY" in said
    assert SECRET not in said


def test_while_it_is_made_the_page_says_so_and_nobody_makes_a_second_call(
    providers: Serve, open_page: Open
) -> None:
    answer = threading.Event()

    def wait(_: Asked) -> Reply:
        assert answer.wait(20)
        return Reply(text=SENTENCE)

    served = providers(google=wait)
    page = open_page(PAGE)
    page.button("providers.gemini.try").click().run()
    try:
        assert "Asking gemini-3.8-flash" in said_on(page)
        assert page.button("providers.gemini.try").disabled
        other = open_page(PAGE)
        other.button("providers.gemini.try").click().run()
        wait_for(other, "gemini-3.8-flash is being checked already.")
    finally:
        answer.set()

    wait_for(page, "Open its trace")
    assert served.stubs["google"].calls == 1


def test_while_the_database_is_gone_the_page_says_what_is_wrong(
    providers: Serve, open_page: Open
) -> None:
    served = providers()
    served.rein.database.close()
    (served.rein.settings.data_dir / "rein.db").unlink()

    page = open_page(PAGE)

    assert not page.exception
    assert "is not there" in said_on(page)


@pytest.mark.parametrize("path", [PAGE, "operate/routing/page.py"])
def test_a_reviewer_does_not_reach_the_models(
    served_rein: Rein,
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
) -> None:
    monkeypatch.setattr(
        auth, "current_user", lambda: User(id=LOCAL_USER_ID, name="Ada", role=Role.REVIEWER)
    )

    page = open_page(path)

    assert not {"Providers", "Routing"} & {title.value for title in page.title}


def test_a_reply_is_shown_while_it_comes_in() -> None:
    trial = TestCall(key="gemini", began=0.0)

    trial.add("The date ")
    trial.restart()
    trial.add("It falls ")
    trial.add("on a Monday.")

    assert trial.text == "It falls on a Monday."


def test_a_test_call_that_the_budget_does_not_hold_is_not_made(
    providers: Serve, open_page: Open
) -> None:
    served = providers(REIN_BUDGET_USD_PER_DAY=0)

    said = said_on(press(open_page(PAGE), "gemini"))

    assert "budget for models is spent" in said
    assert served.stubs["google"].calls == 0
