"""The queue before a provider: never more calls at once than allowed, and no wait beyond half the deadline."""

import threading
import time

import pytest

from core.clock import SystemClock
from core.errors import ModelError, ModelFault
from core.llm.limited import Limited, Places
from core.ports import Completion, ModelCall
from tests.factories.calls import make_call
from tests.fakes import FrozenClock, ScriptedModel

OK = Completion(text="ok", model="m", provider="p")


def test_no_more_calls_are_under_way_than_there_are_places() -> None:
    lock, under_way, most = threading.Lock(), 0, 0

    def slow(_: ModelCall) -> Completion:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        time.sleep(0.01)
        with lock:
            under_way -= 1
        return OK

    limited = Limited(ScriptedModel([slow] * 12), Places(3), SystemClock())
    threads = [threading.Thread(target=limited.complete, args=(make_call(),)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == 3


def test_a_full_provider_is_left_for_the_next_model_after_half_the_deadline() -> None:
    places = Places(1)
    assert places.take(within_s=0)
    model = ScriptedModel(["ok"], name="m")

    with pytest.raises(ModelError, match="m is busy with as many calls") as caught:
        Limited(model, places, SystemClock()).complete(make_call(deadline_s=0.1))

    assert caught.value.fault is ModelFault.RATE_LIMITED
    assert model.calls == []


def test_a_failed_call_gives_its_place_back(clock: FrozenClock) -> None:
    limited = Limited(ScriptedModel([ModelError(ModelFault.EMPTY, "Empty."), "ok"]), Places(1), clock)

    with pytest.raises(ModelError):
        limited.complete(make_call())

    assert limited.complete(make_call(deadline_s=0.1)).text == "ok"
