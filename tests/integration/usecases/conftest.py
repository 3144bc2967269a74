"""`rein` on both databases: every use-case is tried on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.bootstrap import Rein, build
from tests.conftest import make_settings
from tests.fakes import FrozenClock


@pytest.fixture
def rein(tmp_path: Path, database_url: str, clock: FrozenClock) -> Iterator[Rein]:
    """The whole application on a fresh database of either kind, offline coach, frozen clock."""
    built = build(make_settings(tmp_path, REIN_DATABASE_URL=database_url), clock=clock)
    yield built
    built.scheduler.stop()
    built.jobs.stop(wait=True)
    built.database.close()
