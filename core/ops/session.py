"""Builds Rein for the duration of one command."""

from collections.abc import Iterator
from contextlib import contextmanager

from core.bootstrap import Rein, build
from core.settings import Settings, load_settings


@contextmanager
def open_rein() -> Iterator[Rein]:
    """Build Rein from the environment, and close its connections at the end."""
    rein = build(load_settings())
    try:
        yield rein
    finally:
        rein.database.close()


def site_of(settings: Settings) -> str:
    """Return the address of the server, as others reach it, for links that a command prints."""
    local = f"http://{settings.host}:{settings.port}{settings.base_path}"
    return settings.public_url or local
