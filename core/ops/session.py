"""Builds Rein for the duration of one command."""

from collections.abc import Iterator
from contextlib import contextmanager

from core.bootstrap import Rein, build
from core.settings import load_settings


@contextmanager
def open_rein() -> Iterator[Rein]:
    """Build Rein from the environment, and close its connections at the end."""
    rein = build(load_settings())
    try:
        yield rein
    finally:
        rein.database.close()
