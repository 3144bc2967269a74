"""Runs the migrations that travel inside the package, whatever the working directory is."""

from pathlib import Path

from sqlalchemy import Connection, text

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 7_346_001
"""Any number nobody else uses: the key of PostgreSQL's advisory lock, so that replicas migrate one after the other."""


def to_head(connection: Connection) -> None:
    """Bring the database to the newest version, inside the connection's transaction."""
    # Alembic is only needed here, once in a process; everything else starts without it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
