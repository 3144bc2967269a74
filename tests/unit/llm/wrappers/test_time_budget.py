"""The time of a run limits its calls, and the offline coach answers when too little is left."""

import pytest

from core.errors import ModelError, ModelFault
from core.llm.providers.offline import OFFLINE
from core.llm.routing.fallback_chain import FallbackChain
from core.llm.wrappers.time_budget import MIN_CALL_SECONDS, cap_deadline
from core.ports import Completion, ModelCall
from tests.factories.calls import Note, make_call
from tests.fakes import ScriptedModel

NOTE = '{"text": "ok", "stars": 3}'


@pytest.mark.parametrize(
    ("left", "deadline"), [(500.0, 60.0), (20.0, 20.0), (MIN_CALL_SECONDS, MIN_CALL_SECONDS)]
)
def test_a_call_lasts_no_longer_than_the_run_may(left: float, deadline: float) -> None:
    call = make_call(deadline_s=60.0, time_left=lambda: left)

    assert cap_deadline(ScriptedModel([]), call).deadline_s == deadline


def test_a_call_outside_a_run_has_its_own_deadline() -> None:
    call = make_call(deadline_s=60.0)

    assert cap_deadline(ScriptedModel([]), call) == call


def test_a_model_gets_no_call_that_could_not_end_in_time() -> None:
    call = make_call(time_left=lambda: MIN_CALL_SECONDS - 0.1)

    with pytest.raises(ModelError) as refused:
        cap_deadline(ScriptedModel([]), call)

    assert refused.value.fault is ModelFault.TIMEOUT


def test_when_time_is_short_the_offline_coach_answers_with_that_reason() -> None:
    model, coach = ScriptedModel([]), ScriptedModel([NOTE], provider=OFFLINE)

    answer = FallbackChain((model, coach)).ask(make_call(time_left=lambda: -1.0), Note)

    assert model.calls == []
    assert answer.author.provider == OFFLINE
    assert answer.author.fallback_reason == "the time for this run is nearly over"


def test_each_attempt_gets_what_is_left_by_then() -> None:
    left = [40.0]

    def slow(_: ModelCall) -> Completion:
        left[0] -= 25.0
        return Completion(text="no JSON", model="m", provider="p")

    model = ScriptedModel([slow, NOTE])

    FallbackChain((model,)).ask(make_call(deadline_s=60.0, time_left=lambda: left[0]), Note)

    assert [call.deadline_s for call in model.calls] == [40.0, 15.0]
