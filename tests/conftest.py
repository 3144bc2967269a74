"""What every test gets: an empty environment, no way out to other machines, and `rein` on a database of its own."""

import gc
import os
import shutil
import sys
import time
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import hypothesis
import pytest

from core.settings import Settings
from tests import dialects, line_tracing, network_guard
from tests.fakes import FrozenClock

if (
    TYPE_CHECKING
):  # the composition root is imported by the tests that use it, so that unit tests start at once
    from core.bootstrap import Rein

T = TypeVar("T")


class SomeOf(Protocol):
    """Returns every few of the texts, beginning with one of the first."""

    def __call__(self, texts: Sequence[T], every: int, first: int = 0) -> Sequence[T]: ...


FOREIGN = ("REIN_", "GEMINI_", "GOOGLE_", "OPENAI_", "ANTHROPIC_", "OPIK_", "OTEL_")
KEPT = frozenset({"REIN_REQUIRE_BROWSER"})
EXAMPLES = 30
"""Examples of a property without --whole; new ones are drawn in each run."""

network_guard.install()
os.environ["TZ"] = "UTC"  # the zone of the machine, unless a test sets another
time.tzset()
for _name in [name for name in os.environ if name.startswith(FOREIGN) and name not in KEPT]:
    del os.environ[
        _name
    ]  # before anything is imported that reads it; a developer's key must never pay for a test


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--whole",
        action="store_true",
        help="Leave nothing out: every use-case on both databases, large sets of labelled texts "
        "whole, and all examples of each property.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Try fewer examples of each property that names no number of its own."""
    hypothesis.settings.register_profile("part", max_examples=EXAMPLES)
    if not config.getoption("--whole"):
        hypothesis.settings.load_profile("part")


def pytest_report_header(config: pytest.Config) -> str:
    left_out = "nothing" if config.getoption("--whole") else "what only --whole runs"
    return f"left out: {left_out} (see CONTRIBUTING.md)"


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Spare the garbage collector a million objects that live as long as the run: a fifth of collecting, and more later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only --whole runs; begin with the long files where workers share the tests."""
    if not config.getoption("--whole"):
        left_out = dialects.left_out(items)
        left_out |= {item for item in items if item.get_closest_marker("whole")}
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = [item for item in items if item not in left_out]
    if hasattr(config, "workerinput"):
        items.sort(key=line_tracing.place)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Share compiled statements, and trace each test once, where coverage is measured."""
    if "sqlalchemy" in sys.modules:
        from tests import statement_cache  # noqa: PLC0415 - tests without a database need no SQLAlchemy

        statement_cache.install()
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


@pytest.fixture(scope="session")
def some_of(request: pytest.FixtureRequest) -> SomeOf:
    """Chooses every few of a large set, which still has texts of each kind; `--whole` takes all of them."""
    whole = request.config.getoption("--whole")

    def choose(texts: Sequence[T], every: int, first: int = 0) -> Sequence[T]:
        return texts if whole else texts[first::every]

    return choose


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
    values: dict[str, object] = {
        "REIN_DATA_DIR": data_dir,
        "REIN_MODEL_CONSENT": "assumed",
    } | changes
    return Settings(_env_file=None, **values)  # type: ignore[arg-type,call-arg]
