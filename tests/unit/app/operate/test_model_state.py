"""The state of a model in words: what happened, why, and what to do."""

from datetime import timedelta
from typing import Any

import pytest

from app.operate.shared.model_state import describe
from app.operate.shared.provider_views import State
from app.ui.status_labels import Tone
from core.errors import ModelFault
from core.llm.routing.table import ModelName
from core.usecases.providers.list_model_health import CallOutcome, ModelHealth
from core.usecases.providers.list_providers import PROVIDERS, CircuitState
from tests.fakes import NOW

GOOGLE = next(one for one in PROVIDERS if one.provider == "google")


def state_of(**changes: Any) -> State:
    health = ModelHealth(model=ModelName(provider="google", name="gemini-3.8-flash"), **changes)
    return describe(health, GOOGLE, "generativelanguage.googleapis.com", now=NOW)


def outcome(fault: ModelFault | None = None, message: str = "") -> CallOutcome:
    return CallOutcome(at=NOW, fault=fault, message=message, trace_id=None)


def test_a_model_that_was_never_called_is_not_called_healthy() -> None:
    assert state_of().label == "Not called yet"


def test_a_model_answers_if_its_last_call_did() -> None:
    state = state_of(last_call=outcome(), answered=3)

    assert (state.label, state.tone) == ("Answering", Tone.GOOD)
    assert not state.needs_attention


def test_an_open_circuit_says_until_when() -> None:
    circuit = CircuitState(open_until=NOW + timedelta(minutes=5), reason="it is overloaded")

    state = state_of(breaker=circuit)

    assert state.label == "Paused until 09:05 (circuit open)"
    assert state.why == "Because it is overloaded."
    assert state.needs_attention


def test_an_open_circuit_becomes_ready_and_then_retries() -> None:
    due = CircuitState(open_until=NOW)
    probed = CircuitState(open_until=NOW, probe_until=NOW + timedelta(minutes=2))

    assert state_of(breaker=due).label == "Ready to retry"
    assert state_of(breaker=probed).label == "Retrying"


def test_a_refused_key_names_its_setting() -> None:
    state = state_of(last_call=outcome(ModelFault.AUTH, "The key was refused."))

    assert (state.label, state.tone) == ("Key refused", Tone.BAD)
    assert "GEMINI_API_KEY" in state.step


@pytest.mark.parametrize("fault", list(ModelFault))
def test_no_step_shows_a_placeholder(fault: ModelFault) -> None:
    state = state_of(last_call=outcome(fault, "It failed."))

    assert not {"{", "}"} & set(state.step)
