"""Addresses and keys as a page may show them: never a key, nor an address that holds one."""

from urllib.parse import urlsplit

from core.usecases.providers.list_providers import host_in


def host_only(address: str) -> str:
    """Return the host of an address; the rest of it may hold a key."""
    return host_in(address) or "an address that cannot be read"


def without_key(address: str | None) -> str:
    """Return a model's address without a key that may be in it, or "" if it is not set."""
    if not address:
        return ""
    host = host_in(address)
    return (
        f"{urlsplit(address).scheme}://{host}{urlsplit(address).path}"
        if host
        else host_only(address)
    )


def is_set(key: object) -> str:
    """Return whether a key is set, never the key."""
    return "set" if key is not None else "not set"
