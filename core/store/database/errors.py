"""Translate database driver errors into StorageUnavailable with a message and advice."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from core.errors import StorageDamaged, StorageUnavailable

_BY_KEYWORDS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("readonly database", "read-only"),
        "The database can be read but not written.",
        (
            "Check the permissions of the file and its folder, "
            "or that the server is not a read-only replica."
        ),
    ),
    (
        ("database is locked", "database table is locked", "lock timeout", "deadlock detected"),
        "The database is busy with another write.",
        "Try again in a moment; if it stays, see whether another program holds the file open.",
    ),
    (
        ("disk is full", "no space left"),
        "The database cannot write to its disk.",
        "Make room on the disk, then try again. What was saved before is safe.",
    ),
    (
        ("disk i/o error",),
        "The database cannot write to its disk.",
        (
            "See that the disk has room and that the file and its folder may be written. "
            "What was saved before is safe."
        ),
    ),
    (
        ("no such table", "no such column", "undefinedtable", "undefinedcolumn", "does not exist"),
        "The database is not set up for this version.",
        "Start Rein once with a user that may change tables, or restore the latest backup.",
    ),
)
_DAMAGED = ("malformed", "not a database", "corrupt")
_NO_CONNECTION_FREE = (
    "All connections of this process to the database are in use.",
    "Try again in a moment; if it stays, start another replica or see what holds the connections.",
)
_UNREACHABLE = (
    "The database cannot be reached.",
    (
        "Check that it is there and running, and that REIN_DATABASE_URL is right. "
        "Nothing that was saved is lost."
    ),
)


def to_storage_error(error: BaseException) -> StorageUnavailable:
    """Return the error for a driver error, without its text, which may contain a password."""
    if isinstance(error, exc.TimeoutError):  # of the pool, which is no driver's
        return StorageUnavailable(_NO_CONNECTION_FREE[0], advice=_NO_CONNECTION_FREE[1])
    text = (
        f"{type(getattr(error, 'orig', None)).__name__} {getattr(error, 'orig', error)}".casefold()
    )
    if any(word in text for word in _DAMAGED):
        return StorageDamaged(
            "The database file is damaged.",
            advice="Restore the latest backup; keep the damaged file for inspection.",
        )
    for words, message, advice in _BY_KEYWORDS:
        if any(word in text for word in words):
            return StorageUnavailable(message, advice=advice)
    return StorageUnavailable(_UNREACHABLE[0], advice=_UNREACHABLE[1])


@contextmanager
def translate_errors() -> Iterator[None]:
    """Raise StorageUnavailable if the database fails; errors in our statements are not changed."""
    try:
        yield
    except (exc.OperationalError, exc.InternalError, exc.InterfaceError, exc.TimeoutError) as error:
        raise to_storage_error(error) from error
    except exc.ProgrammingError as error:
        if "undefined" not in type(error.orig).__name__.casefold():
            raise
        raise to_storage_error(error) from error
    except exc.DatabaseError as error:
        if type(error) is not exc.DatabaseError and not error.connection_invalidated:
            raise
        raise to_storage_error(error) from error
