"""What identifies a person never reaches a model or a receiver of exports, and the person sees it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein, build
from core.goals.goal import Circumstances
from core.ids import new_id
from core.store.goals.read import find_goal
from core.store.traces.read import find_trace
from core.tracing import attributes as keys
from core.usecases.exports.deliver_outbox import build_sender, deliver_batch
from core.usecases.goals.submit import Submitted, submit_goal
from core.usecases.people.add_person import add_person
from core.usecases.runs.execute import execute_run
from tests.conftest import make_settings
from tests.fakes import FrozenClock
from tests.stubs.gemini import GeminiStub
from tests.stubs.opik import OpikStub

MAIL, PHONE, NAME, STREET = "quokka@example.org", "+49 151 23456789", "Quentin", "12 Baker Street"
GOAL = f"Run 5 km by the end of March with {MAIL}, call {PHONE}. Yours, {NAME}, {STREET}"
LEFT = {MAIL: "EMAIL_", PHONE: "PHONE_", NAME: "NAME_", STREET: "ADDRESS_"}


@pytest.fixture
def stub() -> Iterator[GeminiStub]:
    with GeminiStub() as stub:
        yield stub


@pytest.fixture
def opik() -> Iterator[OpikStub]:
    with OpikStub() as stub:
        yield stub


def finish(
    folder: Path, stub: GeminiStub, opik: OpikStub, **changes: object
) -> tuple[Rein, Submitted]:
    settings = make_settings(
        folder,
        GEMINI_API_KEY="key",
        GEMINI_BASE_URL=stub.url,
        OPIK_URL_OVERRIDE=opik.url,
        **changes,
    )
    rein = build(settings, clock=FrozenClock())
    login = f"{NAME}.o@example.org".lower()
    made = add_person(rein, viewer=LOCAL_VIEWER, login=login, name=f"{NAME} Quokkason")
    submitted = submit_goal(
        rein, viewer=Viewer(user=made.user), text=GOAL, circumstances=Circumstances(), key=new_id()
    )
    assert execute_run(rein, submitted.run_id)
    return rein, submitted


def sent_to(stub: GeminiStub) -> str:
    return "\n".join(str(one) for one in stub.asked)


def received_by(opik: OpikStub) -> str:
    return "\n".join(str(one) for one in (opik.traces, opik.spans, opik.scores))


def test_a_model_and_a_receiver_get_placeholders_and_the_person_their_words(
    tmp_path: Path, stub: GeminiStub, opik: OpikStub
) -> None:
    rein, submitted = finish(tmp_path, stub, opik)
    sender = build_sender(rein, "opik")
    while deliver_batch(sender) == 0.0:
        pass
    sender.sink.close()

    for left in (sent_to(stub), received_by(opik)):
        for word, placeholder in LEFT.items():
            assert word not in left
            assert placeholder in left
    view = find_goal(rein.database, submitted.goal_id, user_id=None)
    assert view is not None
    assert view.text == GOAL
    assert [one for one in LEFT.values() if one in str(view)] == []
    detail = find_trace(rein.database, submitted.trace_id)
    assert detail is not None
    shown = {span.attributes.get(keys.REDACTED) for span in detail.spans}
    assert "4 redacted: 1 e-mail, 1 phone, 1 address, 1 name" in shown
    rein.database.close()


def test_it_can_be_switched_off(tmp_path: Path, stub: GeminiStub, opik: OpikStub) -> None:
    rein, _ = finish(tmp_path, stub, opik, REIN_REDACT="false")

    assert MAIL in sent_to(stub)
    rein.database.close()
