"""Creates the tables of the job queue and migrates them to the installed library version."""

import re
from importlib.metadata import version
from pathlib import Path

import psycopg
from procrastinate.schema import SchemaManager

_LOCK = 7_246_746
"""Key of the advisory lock under which one process at a time migrates."""

_MARK = "procrastinate "


def migrate_queue(url: str) -> None:
    """Create or migrate the queue's tables; their version is stored in a table comment."""
    with psycopg.connect(url) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        found = connection.execute(
            "SELECT obj_description(to_regclass('procrastinate_jobs'))"
        ).fetchone()
        there = connection.execute(
            "SELECT to_regclass('procrastinate_jobs') IS NOT NULL"
        ).fetchone() == (True,)
        installed = version("procrastinate")
        marked = str(found[0] or "") if found is not None else ""
        if there and marked == _MARK + installed:
            return
        scripts = (
            _scripts_after(marked.removeprefix(_MARK)) if there else [SchemaManager.get_schema()]
        )
        for script in scripts:
            connection.execute(script.encode())
        connection.execute(f"COMMENT ON TABLE procrastinate_jobs IS '{_MARK}{installed}'".encode())


def _scripts_after(done: str) -> list[str]:
    files = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    return [
        file.read_text(encoding="utf-8") for file in files if _numbers(file.name) > _numbers(done)
    ]


def _numbers(text: str) -> tuple[int, ...]:
    """Return the first three numbers of a version or of a file name like `03.02.00_01_x.sql`."""
    return tuple(int(number) for number in re.findall(r"\d+", text)[:3])
