"""The settings of models and providers in words."""

from app.operate.settings.addresses import is_set, without_key
from app.operate.settings.setting import Line
from core.usecases.providers.list_providers import PROVIDERS, Provider
from core.usecases.settings.get_settings import CurrentSettings


def _provider(provider: Provider, current: CurrentSettings) -> tuple[Line, ...]:
    settings = current.settings
    if not provider.address:  # your own server has lines of its own
        return ()
    address = without_key(provider.custom_address(settings)) or f"{provider.name}'s own"
    is_saved = provider.provider in current.saved
    key = "saved on this page" if is_saved else is_set(provider.api_key(settings))
    return (
        (f"{provider.name} key", provider.key_variable, key),
        (f"{provider.name} address", provider.address_variable, address),
    )


def models(current: CurrentSettings) -> tuple[Line, ...]:
    """Return the keys and addresses of the providers, and what is called there."""
    settings = current.settings
    return (
        *(line for provider in PROVIDERS for line in _provider(provider, current)),
        ("Gemini model", "REIN_GEMINI_MODEL", settings.gemini_model),
        ("Your own server", "REIN_SERVED_MODEL_URL", without_key(settings.served_url) or "not set"),
        ("Model served there", "REIN_SERVED_MODEL", settings.served_model or "not set"),
        ("Its key", "REIN_SERVED_MODEL_KEY", is_set(settings.served_key)),
        ("Routing table", "REIN_ROUTES", str(settings.routes or "the one that comes with Rein")),
        ("Tier of new accounts", "REIN_TIER", settings.tier.value),
    )
