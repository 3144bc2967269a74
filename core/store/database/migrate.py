"""Run the migrations in the package, independent of the working directory."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 7_346_001
"""Key of PostgreSQL's advisory lock, so that replicas migrate one after the other. Any number."""


def upgrade_to_head(connection: Connection) -> None:
    """Upgrade the database to the newest revision, inside the connection's transaction."""
    from alembic import command  # noqa: PLC0415 - see _config

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def scripts() -> "ScriptDirectory":
    """Return the migrations in the package."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see _config

    return ScriptDirectory.from_config(_config())


def _config() -> "Config":
    # Alembic is needed only here, once per process, so it is imported late.
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config
