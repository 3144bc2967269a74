"""Long stage values are stored compressed, and every text round-trips."""

import pytest
from sqlalchemy import select, text

from core.ports import Author
from core.store.database.column_types import COMPRESSED_PREFIX, MIN_COMPRESSED_LENGTH
from core.store.database.engine import Database
from core.store.runs.tables import stage_results
from tests.factories.stored import add_goal, add_run
from tests.fakes import NOW

AUTHOR = Author(model="offline-coach", provider="offline")


def keep(database: Database, output: str) -> str:
    """Store a stage's value; return what stands in the column."""
    with database.begin() as work:
        run = add_run(work, add_goal(work))
        work.runs.finish_stage(run.id, "plan", output=output, author=AUTHOR, now=NOW)
    with database.read() as connection:
        raw: str = connection.execute(text("SELECT output FROM stage_results")).scalar_one()
        assert connection.execute(select(stage_results.c.output)).scalar_one() == output
    return raw


@pytest.mark.parametrize("output", ["{}", "x" * (MIN_COMPRESSED_LENGTH - 1)])
def test_a_short_value_is_stored_uncompressed(database: Database, output: str) -> None:
    assert keep(database, output) == output


@pytest.mark.parametrize(
    "output",
    ['{"week": "Laufen \N{RUNNER}"}' * 200, COMPRESSED_PREFIX, f"{COMPRESSED_PREFIX}not really"],
)
def test_a_value_that_is_long_or_looks_compressed_round_trips(
    database: Database, output: str
) -> None:
    raw = keep(database, output)

    assert raw.startswith(COMPRESSED_PREFIX)
    assert raw != output


def test_a_long_value_is_stored_shorter(database: Database) -> None:
    output = '{"focus": "Run three times, slowly, and rest on Sunday."}' * 100

    assert len(keep(database, output)) < len(output) / 4


def test_an_older_uncompressed_value_is_read(database: Database) -> None:
    old = '{"focus": "Run"}' * 100
    keep(database, "{}")
    with database.begin() as work:
        work.connection.execute(text("UPDATE stage_results SET output = :old"), {"old": old})

    with database.read() as connection:
        assert connection.execute(select(stage_results.c.output)).scalar_one() == old
