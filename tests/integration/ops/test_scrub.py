"""`rein scrub`: after it no file of PostgreSQL holds a word that was deleted before, and what was left is named."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.ops.scrub import scrub_files
from core.store.audit.erasures import count_erased_since_scrub
from core.store.database import postgres
from core.store.retention import rewrite
from core.usecases.people.erase_person import WITHOUT_ACCOUNT, erase_self
from tests.conftest import make_settings
from tests.factories.coaching import COACH
from tests.fakes import FrozenClock
from tests.integration.usecases.test_deleted_words import texts_in, write

WORD = "numbatfern"
"""A word of this test alone, on a server that other tests wrote to before."""

pytestmark = pytest.mark.postgres


@pytest.fixture
def rein(postgres_url: str, tmp_path: Path, clock: FrozenClock) -> Iterator[Rein]:
    settings = make_settings(tmp_path, REIN_DATABASE_URL=postgres_url)
    built = build(settings, clock=clock, coach=COACH)
    yield built
    built.scheduler.stop()
    built.jobs.stop(wait=True)
    built.database.close()


@pytest.fixture
def server(postgres_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        yield connection


def run(rein: Rein, monkeypatch: pytest.MonkeyPatch, *arguments: str, url: str = "") -> Result:
    monkeypatch.setenv("REIN_DATA_DIR", str(rein.settings.data_dir))
    monkeypatch.setenv("REIN_DATABASE_URL", url or str(rein.settings.database_url))
    return CliRunner().invoke(scrub_files, arguments)


def places_with(word: str, server: psycopg.Connection) -> set[str]:
    """Return the folders of the server whose files hold a word, as it is or compressed; its log as it is."""
    (folder,) = server.execute("SHOW data_directory").fetchone() or ("",)
    (tables,) = server.execute("SELECT pg_relation_filepath('goals')").fetchone() or ("",)
    root, needle = Path(folder), word.encode()
    found = {
        place.name
        for place in root.iterdir()
        if place.is_dir() and place.name not in {"base", "pg_wal"} and _holds(place, needle)
    }
    log = any(needle in file.read_bytes() for file in (root / "pg_wal").iterdir() if file.is_file())
    own = any(
        needle in text.lower()
        for file in (root / tables).parent.iterdir()
        for text in texts_in(file.read_bytes())
    )
    return found | ({"pg_wal"} if log else set()) | ({"base"} if own else set())


def _holds(folder: Path, needle: bytes) -> bool:
    return any(needle in file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_the_words_of_an_erased_person_are_in_the_files_before_and_not_after(
    rein: Rein, server: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(rein, WORD)
    server.execute("ANALYZE")  # as autovacuum does: the planner's samples hold words, too
    erase_self(rein, viewer=LOCAL_VIEWER, typed=WITHOUT_ACCOUNT)
    server.execute("CHECKPOINT")
    assert places_with(WORD, server) == {"base", "pg_wal"}

    assert count_erased_since_scrub(rein.database) == 1

    done = run(rein, monkeypatch)

    assert done.exit_code == 0, done.output
    assert count_erased_since_scrub(rein.database) == 0
    assert places_with(WORD, server) == set()


def test_what_could_not_be_rewritten_is_named(
    rein: Rein, server: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.execute("DROP ROLE IF EXISTS scrubber")
    server.execute(
        "CREATE ROLE scrubber LOGIN IN ROLE postgres"
    )  # owns the tables, is no superuser
    monkeypatch.setattr(postgres, "LOCK_TIMEOUT_MS", 50)
    monkeypatch.setattr(rewrite, "WAITS", 1)
    url = str(rein.settings.database_url).replace("postgres:", "scrubber:")
    server.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
    server.execute("SELECT FROM goals")
    erase_self(rein, viewer=LOCAL_VIEWER, typed=WITHOUT_ACCOUNT)

    plan = run(rein, monkeypatch, "--check", url=url)
    done = run(rein, monkeypatch, url=url)
    server.execute("ROLLBACK")
    again = run(rein, monkeypatch)

    assert "log would be left" in plan.output
    assert done.exit_code == 1
    left = [line for line in done.output.splitlines() if line.startswith("Left: ")]
    assert [line.split(",")[0].split(";")[0] for line in left] == [
        "Left: the table goals",
        "Left: rows that 1 older transaction could still read",
        "Left: the write-ahead log",
        "Left: old files",
    ]
    assert again.exit_code == 0, again.output
