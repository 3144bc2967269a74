"""The pages on a database of their own: empty, with the sample, or with a goal."""

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import select
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from app import account, coach, operate, review, services
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.goals.goal import Circumstances
from core.llm.providers import local_servers
from core.quality.rating import Rating
from core.store.schema import llm_calls, rollup_calls, traces
from core.usecases.goals.submit import Submitted, submit_goal
from core.usecases.ratings.rate import rate
from core.usecases.runs.execute import execute_run
from tests.conftest import make_settings
from tests.factories.small_sample import write_small_sample
from tests.fakes import FrozenClock

MAIN = Path(__file__).parents[2] / "app" / "main.py"
SAMPLE_GOALS = 12

Open = Callable[..., AppTest]
"""Opens a page by its file, with the query of its address."""


@pytest.fixture(scope="session", autouse=True)
def _packages_read_once() -> Iterator[None]:
    """Look for components in the installed packages once: every AppTest reads the metadata of all of them, which is
    nine tenths of its time.
    """
    scan = cache(manifest_scanner.scan_component_manifests)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory, migrated_database: Path) -> Path:
    """A database with a small sample: made as the whole one is, from its first goals."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copy(migrated_database, folder / "rein.db")
    write_small_sample(folder, goals=SAMPLE_GOALS // 2, circumstances=2, clock=FrozenClock())
    return folder / "rein.db"


@pytest.fixture(autouse=True)
def _no_model_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """What listens on a developer's machine does not change a test."""
    monkeypatch.setattr(local_servers, "LOCAL_SERVERS", ())


@pytest.fixture
def served_rein(rein: Rein, monkeypatch: pytest.MonkeyPatch) -> Rein:
    """The review pages work on this Rein."""
    monkeypatch.setattr(services, "rein", lambda: rein)
    return rein


@pytest.fixture
def with_sample(served_rein: Rein, sample_file: Path) -> Rein:
    """The same, with the sample loaded."""
    served_rein.database.close()
    shutil.copy(sample_file, served_rein.settings.data_dir / "rein.db")
    return served_rein


@pytest.fixture(scope="session")
def goal_file(
    tmp_path_factory: pytest.TempPathFactory, migrated_database: Path
) -> tuple[Path, Submitted]:
    """A database with one real goal, worked on and rated with a comment that is no markup."""
    folder = tmp_path_factory.mktemp("goal")
    shutil.copy(migrated_database, folder / "rein.db")
    rein = build(make_settings(folder), clock=FrozenClock())
    submitted = add_rated_goal(rein)
    rein.scheduler.stop()
    rein.jobs.stop(wait=True)
    rein.database.close()
    return folder / "rein.db", submitted


def add_rated_goal(rein: Rein) -> Submitted:
    """Work on one real goal, and rate it with a comment that is no markup."""
    submitted = submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text="Run 5 km by the end of March",
        circumstances=Circumstances(hours_per_week=3),
        key="once",
    )
    assert execute_run(rein, submitted.run_id)
    said = Rating(
        stars=4.5,
        usefulness=True,
        clarity=False,
        comment="Great <b>structure</b>, *tight* timeline",
    )
    rate(rein, viewer=LOCAL_VIEWER, trace_id=submitted.trace_id, rating=said)
    return submitted


def holds_records(rein: Rein) -> bool:
    """Return whether a fixture has written something already."""
    with rein.database.read() as connection:
        return any(
            connection.execute(select(table).limit(1)).first() is not None
            for table in (traces, llm_calls, rollup_calls)
        )


@pytest.fixture
def with_goal(served_rein: Rein, goal_file: tuple[Path, Submitted]) -> Submitted:
    """The same, with the rated goal: beside what another fixture wrote, or else copied."""
    if holds_records(served_rein):
        return add_rated_goal(served_rein)
    file, submitted = goal_file
    served_rein.database.close()
    shutil.copy(file, served_rein.settings.data_dir / "rein.db")
    return submitted


@pytest.fixture
def open_page(served_rein: Rein) -> Open:
    def open_file(path: str, **query: str) -> AppTest:
        at = AppTest.from_file(MAIN, default_timeout=30)
        for name, value in query.items():
            at.query_params[name] = value
        return go_to(at, path).run()

    return open_file


def go_to(at: AppTest, path: str) -> AppTest:
    """Choose a page by its file.

    Before its first run, AppTest knows no pages and takes the file's name for the address.
    """
    if at._registered_pages:
        return at.switch_page(path)
    addresses = {
        page.path: page.url_path
        for section in (coach, review, operate, account)
        for page in section.PAGES
        if not page.default
    }
    at._page_hash = calc_hash(addresses[path])
    return at


def said_on(at: AppTest) -> str:
    """Return everything the page says, tables and HTML included."""
    kinds = ("title", "header", "subheader", "markdown", "caption")
    said = [element.value for kind in kinds for element in getattr(at, kind)]
    said += [element.proto.body for element in at.get("html")]
    said += [element.proto.json for element in at.get("bidi_component")]
    said += [element.label for element in at.button]
    # A space that no line ends at reads as a space.
    return "\n".join(said).replace("\u00a0", " ").replace("\\u00a0", " ")
