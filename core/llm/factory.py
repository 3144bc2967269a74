"""Builds the models from the settings: every adapter in its wrappers, and the routing table.

The wrappers from the outside in: the person's consent, the response cache, retries, the circuit
breaker, the span of an attempt, its ledger entry, and what takes personal identifiers out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar, runtime_checkable

from core.call_ledger import CallLedger
from core.clock import Clock
from core.errors import ConfigurationError
from core.llm.providers.catalog import Provider, find_provider
from core.llm.routing.table import SERVED, ModelName, RoutingTable
from core.llm.wrappers.circuit_breaker import CircuitBreakerModel, CircuitBreakerStore
from core.llm.wrappers.consent import ConsentedModel, Consents
from core.llm.wrappers.ledger import LedgeredModel
from core.llm.wrappers.redaction import OwnNames, redacting
from core.llm.wrappers.response_cache import CachedModel, CachePolicy
from core.llm.wrappers.retry import RetryingModel
from core.llm.wrappers.tracing import TracedModel
from core.llm.wrappers.warm_up import WarmedModel
from core.ports import LanguageModel
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
    redact: bool = False
    """Whether identifiers of people are replaced in requests."""
    names: OwnNames | None = None
    """What people are called; None if names are not replaced."""
    consents: Consents | None = None
    """What people agreed to; None if they are not asked."""


def load_table(settings: Settings) -> RoutingTable:
    """Return the routing table with the main model's name set. Raises ConfigurationError."""
    table = (
        RoutingTable.load(settings.routes) if settings.routes is not None else RoutingTable.load()
    )
    return table.with_model_name(GEMINI, settings.gemini_model)


def build_adapters(settings: Settings, table: RoutingTable, clock: Clock) -> dict[str, Adapter]:
    """Return the adapters of all configured providers, by their key in the table.

    Raises ConfigurationError if an address of a served model is set, but not its name.
    """
    models = dict(table.models)
    if settings.served_url is not None:
        models[SERVED] = _served_model_name(settings)
    found: dict[str, Adapter] = {}
    for key, model in models.items():
        provider = find_provider(model.provider)
        if provider is not None and provider.is_configured(settings):
            found[key] = provider.build(settings, model.name, clock)
    return found


def build_first(
    provider: Provider, settings: Settings, table: RoutingTable, clock: Clock
) -> Adapter:
    """Return the provider's first model of the table. Raises ConfigurationError if it has none."""
    for model in table.models.values():
        if model.provider == provider.provider:
            return provider.build(settings, model.name, clock)
    raise ConfigurationError(
        f"The routing table has no model of {provider.name}.",
        advice="Add one to the file that REIN_ROUTES names.",
    )


def wrap(adapters: Mapping[str, LanguageModel], shared: SharedServices) -> dict[str, LanguageModel]:
    """Return the adapters in their wrappers."""
    return {key: _wrap_one(adapter, shared) for key, adapter in adapters.items()}


def wrap_once(model: Adapter, shared: SharedServices) -> LanguageModel:
    """Return an adapter for one recorded attempt: no cache, no retry, no circuit breaker."""
    return _consented(_attempt(model, shared), model, shared)


def _wrap_one(model: LanguageModel, shared: SharedServices) -> LanguageModel:
    attempt = _attempt(model, shared)
    if isinstance(model, Adapter):
        attempt = WarmedModel(attempt, model.warm)
    guarded = CircuitBreakerModel(attempt, shared.breakers, shared.clock)
    retrying = RetryingModel(guarded, shared.clock)
    if shared.cache is None:
        return _consented(retrying, model, shared)
    cached = CachedModel(retrying, shared.cache, shared.ledger, shared.clock)
    return _consented(cached, model, shared)


def _attempt(model: LanguageModel, shared: SharedServices) -> LanguageModel:
    sent = redacting(model, active=shared.redact, names=shared.names)
    return TracedModel(LedgeredModel(sent, shared.ledger, shared.clock))


def _consented(
    wrapped: LanguageModel, adapter: LanguageModel, shared: SharedServices
) -> LanguageModel:
    if shared.consents is None:
        return wrapped
    return ConsentedModel(wrapped, shared.consents, getattr(adapter, "host", ""))


def _served_model_name(settings: Settings) -> ModelName:
    if settings.served_model is None:
        raise ConfigurationError(
            "REIN_SERVED_MODEL_URL is set, but not which model is served there.",
            advice="Set REIN_SERVED_MODEL to the name the server knows it by.",
        )
    return ModelName(provider=SERVED, name=settings.served_model)
