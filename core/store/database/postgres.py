"""Open PostgreSQL with psycopg, with a ping before use and short timeouts."""

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL

POOL_SIZE = 16
CONNECT_TIMEOUT_S = 5
LOCK_TIMEOUT_MS = 8_000


def open_postgres(url: URL) -> Engine:
    """Return an engine on psycopg. A connection that died while idle is replaced."""
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=POOL_SIZE,
        max_overflow=POOL_SIZE,
        pool_timeout=CONNECT_TIMEOUT_S,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": CONNECT_TIMEOUT_S,
            "options": f"-c lock_timeout={LOCK_TIMEOUT_MS} -c timezone=UTC",
        },
    )
