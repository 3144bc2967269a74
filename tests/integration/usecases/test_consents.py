"""A person's words go to a model only at a host they agreed to; without, no request is made."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein, build
from core.errors import Conflict, ConsentMissing
from core.goals.goal import Circumstances
from core.ids import new_id
from core.llm.wrappers.consent import NO_CONSENT
from core.runs.goal_state import StageName
from core.store.goals.read import find_goal
from core.usecases.calls.get_fallbacks import get_fallbacks
from core.usecases.chat.ask_coach import ask_coach
from core.usecases.consents.consents import ModelChoice, decide, get_consent
from core.usecases.drafts.draft_step import draft_step
from core.usecases.goals.submit import Submitted, submit_goal
from core.usecases.providers.check_model import check_model
from core.usecases.runs.execute import execute_run
from core.usecases.utc_days import last_days
from tests.conftest import make_settings
from tests.fakes import FrozenClock
from tests.stubs.gemini import GeminiStub

ADA = Viewer(user=User(id=new_id(), name="Ada", role=Role.USER))


@pytest.fixture
def stub() -> Iterator[GeminiStub]:
    with GeminiStub() as stub:
        yield stub


@pytest.fixture
def asking(tmp_path: Path, stub: GeminiStub, clock: FrozenClock) -> Iterator[Rein]:
    """Rein with a model on a stub, where people are asked, in laptop mode."""
    settings = make_settings(
        tmp_path,
        REIN_MODEL_CONSENT="ask",
        GEMINI_API_KEY="key",
        GEMINI_BASE_URL=stub.url,
    )
    built = build(settings, clock=clock)
    yield built
    built.scheduler.stop()
    built.jobs.stop(wait=True)
    built.database.close()


def finish(rein: Rein, viewer: Viewer = LOCAL_VIEWER) -> Submitted:
    submitted = submit_goal(
        rein,
        viewer=viewer,
        text="Run 5 km by the end of March",
        circumstances=Circumstances(),
        key=new_id(),
    )
    assert execute_run(rein, submitted.run_id)
    return submitted


def use_everything(rein: Rein) -> Submitted:
    """Let all that can call a model work for the local person."""
    submitted = finish(rein)
    asked = ask_coach(
        rein, viewer=LOCAL_VIEWER, goal_id=submitted.goal_id, text="Why so slow?", key=new_id()
    )
    assert execute_run(rein, asked.run_id)
    return submitted


def agree(rein: Rein, choice: ModelChoice = ModelChoice.MODELS) -> None:
    hosts = get_consent(rein, viewer=LOCAL_VIEWER).hosts
    decide(rein, viewer=LOCAL_VIEWER, choice=choice, shown=hosts)


def test_without_consent_not_one_request_is_made(asking: Rein, stub: GeminiStub) -> None:
    state = get_consent(asking, viewer=LOCAL_VIEWER)
    assert state.needs_answer
    assert state.hosts == (stub.url.removeprefix("http://"),)

    submitted = use_everything(asking)
    with pytest.raises(ConsentMissing):
        draft(asking, submitted)

    assert stub.asked == []
    view = find_goal(asking.database, submitted.goal_id, user_id=None)
    assert view is not None
    assert {stage.because for stage in view.stages if stage.provider == "offline"} == {NO_CONSENT}
    days = last_days(asking, 1)
    assert get_fallbacks(asking, viewer=LOCAL_VIEWER, days=days).goals == 0


def draft(rein: Rein, submitted: Submitted) -> object:
    return draft_step(
        rein,
        viewer=LOCAL_VIEWER,
        trace_id=submitted.trace_id,
        stage=StageName.GENERATE,
        model="gemini",
        version=1,
    )


def test_after_agreeing_the_model_is_asked_and_after_switching_not(
    asking: Rein, stub: GeminiStub
) -> None:
    agree(asking)
    assert not get_consent(asking, viewer=LOCAL_VIEWER).needs_answer
    submitted = finish(asking)
    assert stub.asked
    made = len(stub.asked)

    agree(asking, ModelChoice.OFFLINE)
    use_everything(asking)  # the same words: a cached reply of the model is not used either
    with pytest.raises(ConsentMissing):
        draft(asking, submitted)

    assert len(stub.asked) == made
    assert not get_consent(asking, viewer=LOCAL_VIEWER).needs_answer


def test_consent_of_one_person_is_none_of_another(asking: Rein, stub: GeminiStub) -> None:
    agree(asking)

    submitted = finish(asking, ADA)
    with pytest.raises(ConsentMissing):
        draft(asking, submitted)  # the admin agreed for themselves alone

    assert stub.asked == []


def test_a_new_host_is_asked_about_and_gets_nothing_until_then(
    asking: Rein, tmp_path: Path, clock: FrozenClock
) -> None:
    agree(asking)
    with GeminiStub() as moved:
        settings = make_settings(
            tmp_path,
            REIN_MODEL_CONSENT="ask",
            GEMINI_API_KEY="key",
            GEMINI_BASE_URL=moved.url,
        )
        later = build(settings, clock=clock)
        state = get_consent(later, viewer=LOCAL_VIEWER)
        assert state.needs_answer
        assert state.new_hosts == state.hosts

        finish(later)
        assert moved.asked == []
        with pytest.raises(Conflict, match="Words would go to"):
            decide(later, viewer=LOCAL_VIEWER, choice=ModelChoice.MODELS, shown=("elsewhere",))
        agree(later)
        finish(later)
        assert moved.asked
        later.database.close()


def test_a_test_call_sends_no_words_and_needs_no_consent(asking: Rein, stub: GeminiStub) -> None:
    assert check_model(asking, viewer=LOCAL_VIEWER, key="gemini").error is None
    assert len(stub.asked) == 1


def test_who_is_not_asked_needs_no_answer(tmp_path: Path, stub: GeminiStub) -> None:
    rein = build(make_settings(tmp_path, GEMINI_API_KEY="key", GEMINI_BASE_URL=stub.url))
    state = get_consent(rein, viewer=LOCAL_VIEWER)

    assert (state.needs_answer, state.uses_models) == (False, True)
    rein.database.close()
