"""Builds the models from the settings: every adapter in its wrappers, and the routing table.

The wrappers from the outside in: the response cache, retries, the circuit breaker, the span of an
attempt, its ledger entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar, runtime_checkable

from core.clock import Clock
from core.errors import ConfigurationError
from core.llm.providers.anthropic import AnthropicModel
from core.llm.providers.gemini import GeminiModel
from core.llm.providers.openai import OpenAIModel
from core.llm.providers.served import served_model
from core.llm.routing.table import SERVED, ModelName, RoutingTable
from core.llm.wrappers.circuit_breaker import CircuitBreakerModel, CircuitBreakerStore
from core.llm.wrappers.ledger import LedgeredModel
from core.llm.wrappers.response_cache import CachedModel, CachePolicy
from core.llm.wrappers.retry import RetryingModel
from core.llm.wrappers.tracing import TracedModel
from core.llm.wrappers.warm_up import WarmedModel
from core.ports import CallLedger, LanguageModel
from core.settings import Settings

GEMINI = "gemini"
"""Key of the model whose name is a setting."""

M = TypeVar("M", bound=LanguageModel)


@runtime_checkable
class Adapter(LanguageModel, Protocol):
    """A model behind an SDK."""

    def warm(self) -> None:
        """Import the SDK, which the first call would otherwise wait for."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedServices:
    """The services that the wrappers of all models share."""

    ledger: CallLedger
    breakers: CircuitBreakerStore
    clock: Clock
    cache: CachePolicy | None = None
    """How responses are cached; None if they are not."""


def load_table(settings: Settings) -> RoutingTable:
    """Return the routing table with the main model's name set. Raises ConfigurationError."""
    table = (
        RoutingTable.load(settings.routes) if settings.routes is not None else RoutingTable.load()
    )
    return table.with_model_name(GEMINI, settings.gemini_model)


def build_adapters(settings: Settings, table: RoutingTable, clock: Clock) -> dict[str, Adapter]:
    """Return the adapters whose provider's key is set, by their key in the table."""
    found: dict[str, Adapter] = {}
    for key, named in table.models.items():
        adapter = _build_adapter(settings, named, clock)
        if adapter is not None:
            found[key] = adapter
    if settings.served_url is not None:
        found[SERVED] = _build_served(settings, settings.served_url, clock)
    return found


def wrap(adapters: Mapping[str, LanguageModel], shared: SharedServices) -> dict[str, LanguageModel]:
    """Return the adapters in their wrappers."""
    return {key: _wrap_one(adapter, shared) for key, adapter in adapters.items()}


def _wrap_one(model: LanguageModel, shared: SharedServices) -> LanguageModel:
    recorded: LanguageModel = TracedModel(LedgeredModel(model, shared.ledger, shared.clock))
    if isinstance(model, Adapter):
        recorded = WarmedModel(recorded, model.warm)
    patient = RetryingModel(
        CircuitBreakerModel(recorded, shared.breakers, shared.clock), shared.clock
    )
    return (
        patient
        if shared.cache is None
        else CachedModel(patient, shared.cache, shared.ledger, shared.clock)
    )


def _build_adapter(settings: Settings, named: ModelName, clock: Clock) -> Adapter | None:
    if named.provider == "google" and settings.gemini_api_key is not None:
        key = settings.gemini_api_key.get_secret_value()
        return GeminiModel(
            api_key=key, name=named.name, base_url=settings.gemini_base_url, clock=clock
        )
    if named.provider == "openai" and settings.openai_api_key is not None:
        return OpenAIModel(
            settings.openai_api_key.get_secret_value(), named.name, settings.openai_base_url, clock
        )
    if named.provider == "anthropic" and settings.anthropic_api_key is not None:
        key = settings.anthropic_api_key.get_secret_value()
        return AnthropicModel(key, named.name, settings.anthropic_base_url, clock)
    return None


def _build_served(settings: Settings, url: str, clock: Clock) -> Adapter:
    if settings.served_model is None:
        raise ConfigurationError(
            "REIN_SERVED_MODEL_URL is set, but not which model is served there.",
            advice="Set REIN_SERVED_MODEL to the name the server knows it by.",
        )
    key = settings.served_key.get_secret_value() if settings.served_key is not None else None
    return served_model(url, settings.served_model, clock, api_key=key)
