"""Models change while the process runs, and calls under way do not notice."""

from collections.abc import Mapping
from unittest.mock import create_autospec

from core.call_ledger import CallLedger
from core.llm.factory import SharedServices
from core.llm.live_models import LiveModels
from core.llm.wrappers.circuit_breaker import CircuitBreakerStore
from tests.fakes import FrozenClock, ScriptedModel


class Source:
    """What the models are built from."""

    def __init__(self) -> None:
        self.version = 1
        self.names = ["gemini"]
        self.builds = 0

    def build(self) -> Mapping[str, ScriptedModel]:
        self.builds += 1
        return {name: ScriptedModel([], name=name) for name in self.names}


def live(source: Source) -> LiveModels:
    shared = SharedServices(
        ledger=create_autospec(CallLedger),
        breakers=create_autospec(CircuitBreakerStore),
        clock=FrozenClock(),
    )
    return LiveModels(version=lambda: source.version, build=source.build, shared=shared)  # type: ignore[arg-type]


def test_models_are_built_once_while_nothing_changes() -> None:
    source = Source()
    models = live(source)

    assert list(models) == list(models.keys()) == ["gemini"]
    assert source.builds == 1


def test_a_change_is_seen_by_the_next_look() -> None:
    source = Source()
    models = live(source)

    source.names, source.version = ["gemini", "gpt"], 2

    assert [name for name, _ in models.items()] == ["gemini", "gpt"]
    assert len(models) == 2
    assert source.builds == 2


def test_a_model_that_is_gone_is_none_and_the_one_in_hand_still_works() -> None:
    source = Source()
    models = live(source)
    in_hand = models["gemini"]

    source.names, source.version = [], 2

    assert models.get("gemini") is None
    assert in_hand.name == "gemini"
    assert not models
