"""A key, or a model server on this machine, that an admin saved on the Settings page."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import SecretStr


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedKey:
    """The API key of a provider. It is a SecretStr, so that printing it prints no key."""

    provider: str
    key: SecretStr
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedServer:
    """A model server on this machine, by its name, and the model of it that is used.

    Its address is not stored: it is a constant of the program, so the file cannot change it.
    """

    server: str
    model: str
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedModels:
    """Everything that is saved about models."""

    keys: tuple[SavedKey, ...] = ()
    server: SavedServer | None = None
    unreadable: tuple[str, ...] = ()
    """Names of files that cannot be used."""
    exposed: tuple[str, ...] = ()
    """Names of files that other people of this machine may read."""

    def key_of(self, provider: str) -> SavedKey | None:
        """Return the saved key of a provider, or None."""
        return next((saved for saved in self.keys if saved.provider == provider), None)
