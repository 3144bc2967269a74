"""Run the migrations in the package, independent of the working directory."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from core.errors import ConfigurationError

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 7_346_001
"""Key of PostgreSQL's advisory lock, so that replicas migrate one after the other. Any number."""

_PATIENCE_S = 120
"""How long a replica waits for another one that migrates."""


def upgrade_to_head(connection: Connection) -> None:
    """Upgrade the database to the newest revision, inside the connection's transaction."""
    from alembic import command  # noqa: PLC0415 - see _config
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415 - see _config

    if connection.dialect.name == "postgresql":
        # Replicas wait for the one that migrates. Its own statements keep the short timeout: a
        # lock that waits behind a long query blocks all later queries.
        connection.execute(text(f"SET LOCAL lock_timeout = '{_PATIENCE_S}s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        connection.execute(text("SET LOCAL lock_timeout TO DEFAULT"))
    there = MigrationContext.configure(connection).get_current_heads()
    if there == _newest():
        return
    _require_known(there)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _require_known(revisions: tuple[str, ...]) -> None:
    """Raise ConfigurationError for a database that a later version of this program has changed."""
    known = {script.revision for script in scripts().walk_revisions()}
    if unknown := [revision for revision in revisions if revision not in known]:
        raise ConfigurationError(
            f"The database was written by a newer version of Rein (tables {unknown[0]}).",
            advice="Start that version, or restore a backup from before the upgrade.",
        )


def scripts() -> "ScriptDirectory":
    """Return the migrations in the package."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see _config

    return ScriptDirectory.from_config(_config())


@cache
def _newest() -> tuple[str, ...]:
    """Return the newest revision; reading all migrations takes longer than opening a database."""
    return tuple(scripts().get_heads())


def _config() -> "Config":
    # Alembic is needed only here, once per process, so it is imported late.
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config
