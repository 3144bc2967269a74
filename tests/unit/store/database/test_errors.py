"""Every driver error becomes a message and advice, and never shows a password."""

import sqlite3

import pytest
from sqlalchemy import exc

from core.errors import StorageUnavailable
from core.store.database.errors import to_storage_error, translate_errors


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("attempt to write a readonly database", "can be read but not written"),
        ("cannot execute INSERT in a read-only transaction", "can be read but not written"),
        ("database is locked", "busy with another write"),
        ("canceling statement due to lock timeout", "busy with another write"),
        ("database or disk is full", "cannot write to its disk"),
        ("no such table: goals", "not set up for this version"),
        ("file is not a database", "damaged"),
        ("connection to server at 127.0.0.1 failed: password=s3cret", "cannot be reached"),
    ],
)
def test_each_failure_has_a_plain_message(said: str, told: str) -> None:
    error = exc.OperationalError("SELECT 1", {}, sqlite3.OperationalError(said))

    with pytest.raises(StorageUnavailable, match=told) as caught, translate_errors():
        raise error

    assert caught.value.advice
    assert "s3cret" not in str(caught.value)


def test_an_error_in_a_statement_is_not_translated() -> None:
    error = exc.IntegrityError("INSERT", {}, sqlite3.IntegrityError("UNIQUE constraint failed"))

    with pytest.raises(exc.IntegrityError), translate_errors():
        raise error


def test_a_busy_pool_is_not_taken_for_a_database_that_is_away() -> None:
    error = to_storage_error(exc.TimeoutError("QueuePool limit reached"))

    assert "connections of this process to the database are in use" in error.message
    assert "another replica" in (error.advice or "")
