"""Where the key of each provider comes from. No part of a key is ever returned."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.llm.providers.catalog import PROVIDERS, Provider
from core.usecases.access.allow import Access, allow


class KeySource(StrEnum):
    """Where the key in use comes from."""

    ENVIRONMENT = "environment"
    SAVED = "saved"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyState:
    """The key of one provider, without the key."""

    provider: Provider
    source: KeySource
    saved_at: datetime | None
    """When a key was saved, even if the environment's is in use; None if none is saved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyOverview:
    """All providers with a key, and the files with a problem."""

    keys: tuple[KeyState, ...]
    unreadable: tuple[str, ...]
    exposed: tuple[str, ...]


@allow(Access.ADMIN)
def list_keys(rein: Rein, *, viewer: Viewer) -> KeyOverview:
    """Return the state of each provider's key. Raises NotAllowed below admin."""
    saved = rein.keys.read()
    states = []
    for provider in PROVIDERS:
        if not provider.key_field:
            continue
        mine = saved.key_of(provider.provider)
        source = KeySource.SAVED if mine is not None else KeySource.NONE
        if provider.api_key(rein.settings) is not None:
            source = KeySource.ENVIRONMENT
        saved_at = mine.saved_at if mine is not None else None
        states.append(KeyState(provider=provider, source=source, saved_at=saved_at))
    return KeyOverview(keys=tuple(states), unreadable=saved.unreadable, exposed=saved.exposed)
