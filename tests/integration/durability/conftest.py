"""Rein beside its workers, on the machine's own clock."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.bootstrap import Rein, build
from tests.conftest import make_settings


@pytest.fixture
def rein(tmp_path: Path, database_url: str) -> Iterator[Rein]:
    built = build(make_settings(tmp_path, REIN_DATABASE_URL=database_url))
    yield built
    built.scheduler.stop()
    built.jobs.stop(wait=True)
    built.database.close()
