"""One filled database of either kind for all tests of access."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.bootstrap import build
from tests.conftest import make_settings
from tests.factories.coaching import COACH
from tests.fakes import FrozenClock
from tests.integration.access.rolled_back import RolledBackDatabase
from tests.integration.access.world import World, fill

MAIL = {
    "REIN_SMTP_HOST": "127.0.0.1",
    "REIN_MAIL_FROM": "rein@example.org",
    "REIN_PUBLIC_URL": "https://rein.example.org",
}
"""Mails can be asked for; none is sent, for nothing delivers them."""


@pytest.fixture(scope="module")
def world(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """What one person wrote, and everybody else; calls within `trying` are taken back."""
    folder: Path = tmp_path_factory.mktemp("access")
    clock = FrozenClock()
    settings = make_settings(folder, REIN_DATABASE_URL=module_database_url, **MAIL)
    rein = build(settings, clock=clock, coach=COACH)
    filled = fill(rein, clock)
    rolled = RolledBackDatabase.of(rein.database)
    yield replace(filled, rein=replace(rein, database=rolled))
    rein.scheduler.stop()
    rein.jobs.stop(wait=True)
    rein.database.close()
