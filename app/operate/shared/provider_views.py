"""Providers and their models as the pages show them."""

from dataclasses import dataclass

from app.ui.status_labels import Tone
from core.usecases.budgets.list_budgets import BudgetStatus
from core.usecases.providers.list_model_health import ModelHealth
from core.usecases.providers.list_providers import Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The state of a model: a label, the reason, and what to do."""

    label: str
    tone: Tone
    why: str
    step: str = ""

    @property
    def needs_attention(self) -> bool:
        return self.tone in {Tone.WARN, Tone.BAD}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelView:
    """One model that is set up."""

    key: str
    name: str
    state: State
    health: ModelHealth
    circuit_open: bool
    """Only a test call that closes the circuit gets through to the model."""
    retrying: bool
    """One call is trying whether the model answers again; no other gets through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderView:
    """A provider whose key is set."""

    provider: Provider
    host: str
    models: tuple[ModelView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingProvider:
    """A provider that is not set up, and the models it would have."""

    name: str
    variable: str
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvidersView:
    """All providers."""

    providers: tuple[ProviderView, ...]
    missing: tuple[MissingProvider, ...]
    spent: tuple[BudgetStatus, ...]
    """Budgets of today that are spent, or had too little left for a call."""

    @property
    def models(self) -> tuple[ModelView, ...]:
        return tuple(model for provider in self.providers for model in provider.models)
