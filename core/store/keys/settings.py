"""The settings with what is saved about models; the environment always wins."""

from core.llm.providers.catalog import PROVIDERS
from core.llm.providers.local_servers import find_local_server
from core.settings import Settings
from core.store.keys.values import SavedModels


def with_saved(settings: Settings, saved: SavedModels) -> Settings:
    """Return the settings of the environment, completed by what an admin saved."""
    changes: dict[str, object] = {}
    for provider in PROVIDERS:
        key = saved.key_of(provider.provider)
        if key is not None and provider.key_field and provider.api_key(settings) is None:
            changes[provider.key_field] = key.key
    server = find_local_server(saved.server.server) if saved.server is not None else None
    if saved.server is not None and server is not None and settings.served_url is None:
        # Without the key of the environment, which was meant for another server.
        changes |= {
            "served_url": server.address,
            "served_model": saved.server.model,
            "served_key": None,
        }
    return settings.model_copy(update=changes) if changes else settings
