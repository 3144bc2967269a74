"""What every test gets: an empty environment, no way out to other machines, and `rein` on a database of its own."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.settings import Settings
from tests import line_tracing, network_guard
from tests.fakes import FrozenClock

if (
    TYPE_CHECKING
):  # the composition root is imported by the tests that use it, so that unit tests start at once
    from core.bootstrap import Rein

FOREIGN = ("REIN_", "GEMINI_", "GOOGLE_", "OPENAI_", "ANTHROPIC_", "OPIK_", "OTEL_")
KEPT = frozenset({"REIN_REQUIRE_BROWSER"})

network_guard.install()
os.environ["TZ"] = "UTC"  # the zone of the machine, unless a test sets another
time.tzset()
for _name in [name for name in os.environ if name.startswith(FOREIGN) and name not in KEPT]:
    del os.environ[
        _name
    ]  # before anything is imported that reads it; a developer's key must never pay for a test


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the long files where workers share the tests."""
    if hasattr(config, "workerinput"):
        items.sort(key=line_tracing.place)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Trace each test once, where coverage is measured."""
    coverage = session.config.pluginmanager.get_plugin("_cov")
    if coverage is not None and coverage.cov_controller is not None and session.items:
        tracing = line_tracing.CaseTracing(coverage.cov_controller, session.items)
        session.config.pluginmanager.register(tracing, "case_tracing")


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No `.env` file is read, and what a test sets is gone after it."""
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    for name in [name for name in os.environ if name.startswith(FOREIGN) and name not in KEPT]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _no_outside_traffic() -> Iterator[None]:
    """Fail the test that tried to reach another machine, even where a library swallowed the refusal."""
    network_guard.ATTEMPTS.clear()
    yield
    assert network_guard.ATTEMPTS == []


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture(scope="session")
def migrated_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file at the newest schema, migrated once and copied for each test."""
    from core.bootstrap import build  # noqa: PLC0415 - see above

    folder = tmp_path_factory.mktemp("schema")
    build(make_settings(folder)).database.close()
    return folder / "rein.db"


@pytest.fixture
def settings(tmp_path: Path, migrated_database: Path) -> Settings:
    """Settings of a laptop without a key, on a fresh database."""
    shutil.copy(migrated_database, tmp_path / "rein.db")
    return make_settings(tmp_path)


@pytest.fixture
def rein(settings: Settings, clock: FrozenClock) -> Iterator["Rein"]:
    """The whole application, built as in production: SQLite file, offline coach, a clock that stands still."""
    from core.bootstrap import build  # noqa: PLC0415 - see above
    from tests.factories.coaching import COACH  # noqa: PLC0415 - see above

    built = build(settings, clock=clock, coach=COACH)
    yield built
    built.scheduler.stop()
    built.jobs.stop(wait=True)
    built.database.close()


def make_settings(data_dir: Path, **changes: object) -> Settings:
    values: dict[str, object] = {"REIN_DATA_DIR": data_dir} | changes
    return Settings(_env_file=None, **values)  # type: ignore[arg-type,call-arg]
