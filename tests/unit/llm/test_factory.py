"""The model factory: only configured providers are built, and every model gets all wrappers."""

from datetime import timedelta
from pathlib import Path

import pytest

from core.errors import ConfigurationError, ModelError, ModelFault
from core.llm.factory import GEMINI, SharedServices, build_adapters, load_table, wrap
from core.llm.routing.table import SERVED, RoutingTable
from core.llm.wrappers.circuit_state import FAILURE_THRESHOLD
from core.llm.wrappers.response_cache import CachedModel, CachePolicy
from core.settings import load_settings
from tests.factories.calls import kept_spans, make_call
from tests.fakes import (
    FrozenClock,
    ListLedger,
    MemoryCircuitBreakers,
    MemoryResponseCache,
    ScriptedModel,
)

TABLE = RoutingTable.load()


@pytest.fixture
def shared(clock: FrozenClock) -> SharedServices:
    return SharedServices(ledger=ListLedger(), breakers=MemoryCircuitBreakers(), clock=clock)


def test_only_models_with_a_key_are_built(clock: FrozenClock) -> None:
    assert build_adapters(load_settings(), TABLE, clock) == {}

    adapters = build_adapters(load_settings(OPENAI_API_KEY="key"), TABLE, clock)

    assert {model.provider for model in adapters.values()} == {"openai"}
    openai = {key for key, model in TABLE.models.items() if model.provider == "openai"}
    assert adapters.keys() == openai


def test_a_served_model_is_built_beside_those_of_the_table(clock: FrozenClock) -> None:
    settings = load_settings(
        REIN_SERVED_MODEL_URL="http://127.0.0.1:9/v1", REIN_SERVED_MODEL="rein-coach-8b"
    )

    adapters = build_adapters(settings, TABLE, clock)

    assert {key: model.name for key, model in adapters.items()} == {SERVED: "rein-coach-8b"}


def test_an_address_without_a_model_is_named_as_the_mistake(clock: FrozenClock) -> None:
    settings = load_settings(REIN_SERVED_MODEL_URL="http://127.0.0.1:9/v1")

    with pytest.raises(ConfigurationError, match="REIN_SERVED_MODEL"):
        build_adapters(settings, TABLE, clock)


def test_the_main_models_name_is_a_setting() -> None:
    table = load_table(load_settings(REIN_GEMINI_MODEL="gemini-9-flash"))

    assert table.models[GEMINI].name == "gemini-9-flash"


def test_another_routing_table_replaces_ours(tmp_path: Path) -> None:
    file = tmp_path / "routes.toml"
    file.write_text(
        '[models]\na = { provider = "openai", name = "a-1" }\n'
        '[[routes]]\nask = ["a"]\nbecause = "Only this."\n',
        encoding="utf-8",
    )

    assert load_table(load_settings(REIN_ROUTES=str(file))).models.keys() == {"a"}


def test_every_attempt_has_a_span_and_a_ledger_entry(shared: SharedServices) -> None:
    model = wrap({"m": ScriptedModel(["ok"], name="m")}, shared)["m"]

    with kept_spans() as spans:
        completion = model.complete(make_call())

    assert (completion.text, model.name, model.provider) == ("ok", "m", "scripted")
    assert len(spans) == 1
    assert isinstance(shared.ledger, ListLedger)
    assert [line.completion for line in shared.ledger.lines.values()] == [completion]


def test_an_open_circuit_costs_neither_a_retry_nor_a_ledger_entry(shared: SharedServices) -> None:
    overloaded = ModelError(ModelFault.OVERLOADED, "m is overloaded", retry_after_s=3_600.0)
    failing = ScriptedModel([overloaded], name="m")
    model = wrap({"m": failing}, shared)["m"]

    for _ in range(FAILURE_THRESHOLD):
        with pytest.raises(ModelError):
            model.complete(make_call())

    assert len(failing.calls) == 1, "one wait of an hour opens the circuit"
    assert isinstance(shared.ledger, ListLedger)
    assert len(shared.ledger.lines) == 1


def test_the_cache_is_the_outermost_wrapper(clock: FrozenClock) -> None:
    policy = CachePolicy(store=MemoryResponseCache(), lifetime=timedelta(hours=1))
    shared = SharedServices(
        ledger=ListLedger(), breakers=MemoryCircuitBreakers(), clock=clock, cache=policy
    )

    assert isinstance(wrap({"m": ScriptedModel([])}, shared)["m"], CachedModel)
