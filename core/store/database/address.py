"""Parse the address of a database."""

from sqlalchemy import make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from core.errors import ConfigurationError
from core.store.database.sqlite import database_file

_SQLITE = "sqlite"
_POSTGRES = {"postgres", "postgresql", "postgresql+psycopg"}


def parse_address(url: str) -> URL:
    """Return the address with the driver that Rein uses. Raises ConfigurationError."""
    advice = "Use sqlite:///path/to/file.db or postgresql://user:password@host/name."
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise ConfigurationError(
            "REIN_DATABASE_URL is not a database address.", advice=advice
        ) from error
    if parsed.drivername == _SQLITE:
        if database_file(parsed) is None:
            raise ConfigurationError(
                "Rein needs a SQLite file, not a database in memory.", advice=advice
            )
        return parsed
    if parsed.drivername in _POSTGRES:
        return parsed.set(drivername="postgresql+psycopg")
    raise ConfigurationError(f"Rein cannot use a {parsed.drivername} database.", advice=advice)
