"""Read the health of all providers and models."""

from datetime import datetime

from app import auth, services
from app.operate.shared.model_state import describe
from app.operate.shared.provider_views import (
    MissingProvider,
    ModelView,
    ProvidersView,
    ProviderView,
)
from core.bootstrap import Rein
from core.usecases.budgets.list_budgets import list_budgets
from core.usecases.providers.list_model_health import ModelHealth, list_model_health
from core.usecases.providers.list_providers import PROVIDERS, SERVED, Provider


def load_providers() -> ProvidersView:
    """Return all providers, set up or not."""
    rein, viewer, now = services.rein(), auth.current_viewer(), services.now()
    health = list_model_health(rein, viewer=viewer)
    settings, configured = rein.model_settings, rein.models.configured
    found, missing = [], []
    for provider in PROVIDERS:
        keys = [
            key
            for key, model in configured.items()
            if model.provider == provider.provider and key in health
        ]
        if not keys:
            missing.append(_missing(rein, provider))
            continue
        host = provider.host_in(settings)
        views = tuple(_view(key, health[key], provider, host, now=now) for key in keys)
        found.append(ProviderView(provider=provider, host=host, models=views))
    budgets = list_budgets(rein, viewer=viewer)
    spent = tuple(budget for budget in budgets if budget.refused or budget.is_spent)
    return ProvidersView(providers=tuple(found), missing=tuple(missing), spent=spent)


def _view(
    key: str, health: ModelHealth, provider: Provider, host: str, *, now: datetime
) -> ModelView:
    until, probe = health.breaker.open_until, health.breaker.probe_until
    return ModelView(
        key=key,
        name=health.model.name,
        state=describe(health, provider, host, now=now),
        health=health,
        circuit_open=until is not None and until > now,
        retrying=probe is not None and probe > now,
    )


def _missing(rein: Rein, provider: Provider) -> MissingProvider:
    names = (
        model.name
        for model in rein.models.table.models.values()
        if model.provider == provider.provider
    )
    variable = provider.variable
    if provider.provider == SERVED:
        variable = f"{variable} and REIN_SERVED_MODEL"
    return MissingProvider(name=provider.name, variable=variable, models=tuple(names))
