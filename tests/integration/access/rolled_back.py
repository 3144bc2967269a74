"""A database whose transactions are all taken back: each call meets the same filled tables."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from core.store.database.engine import Database
from core.store.database.errors import translate_errors
from core.store.unit_of_work import UnitOfWork


class RolledBackDatabase(Database):
    """Transactions are savepoints of one transaction, which `trying` rolls back."""

    connection: Connection

    @classmethod
    def of(cls, database: Database) -> "RolledBackDatabase":
        """Return the same database, to be used by one thread."""
        return cls(
            database._url,
            readers=database._readers,
            writers=database._writers,
            durable=database._durable,
        )

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Take back what the block writes."""
        with self._writers.connect() as self.connection:
            whole = self.connection.begin()
            yield
            whole.rollback()

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        with translate_errors(), self.connection.begin_nested():
            work = UnitOfWork(self.connection)
            yield work
            work.finish()

    begin_durable = begin

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with translate_errors(), self.connection.begin_nested():
            yield self.connection

    def truncate_log(self) -> bool:
        return True
