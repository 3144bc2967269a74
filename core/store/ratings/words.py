"""The words of comments, as the text index holds them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, update

from core.ids import trace_id_int
from core.store.database.rows import Row
from core.store.database.upsert import insert
from core.store.ratings.tables import rating_words
from core.store.traces.rows import NUMBER_SHIFT, min_number_at
from core.store.traces.search_terms import terms_to_store


def first_number(created_at: datetime, trace_id: str) -> int:
    """Return the number of a rating if it is free: sorted by time, then by some bits of the id."""
    moment = created_at if created_at.tzinfo else created_at.replace(tzinfo=UTC)
    return min_number_at(moment) + trace_id_int(trace_id) % (1 << NUMBER_SHIFT)


def word_rows(ratings: Sequence[Any], used: set[int]) -> list[Row]:
    """Return the rows of many comments, oldest first.

    Numbers in `used` are taken; those that no later rating can have are removed, and new ones are
    added.
    """
    rows: list[Row] = []
    oldest = first_number(ratings[0].created_at, ratings[0].trace_id) >> NUMBER_SHIFT
    used.difference_update([number for number in used if number >> NUMBER_SHIFT < oldest])
    for rating in ratings:
        number = first_number(rating.created_at, rating.trace_id)
        while number in used:
            number += 1
        used.add(number)
        rows.append(
            {
                "number": number,
                "trace_id": rating.trace_id,
                "user_id": rating.user_id,
                "search_terms": terms_to_store(rating.comment),
            }
        )
    return rows


def save_words(connection: Connection, before: Row | None, after: Row) -> None:
    """Store the words of a rating's comment; those of a withdrawn or empty one are deleted."""
    comment = "" if after["withdrawn_at"] is not None else after["comment"]
    theirs = (rating_words.c.trace_id == after["trace_id"]) & (
        rating_words.c.user_id == after["user_id"]
    )
    is_new = before is None or before["withdrawn_at"] is not None or not before["comment"]
    if is_new:
        if comment:
            _add(connection, after, comment)
    elif comment:
        terms = {"search_terms": terms_to_store(comment)}
        connection.execute(update(rating_words).where(theirs).values(terms))
    else:
        connection.execute(delete(rating_words).where(theirs))


def _add(connection: Connection, rating: Row, comment: str) -> None:
    """Insert a comment's words under the next free number."""
    number = first_number(rating["created_at"], rating["trace_id"])
    row = {
        "number": number,
        "trace_id": rating["trace_id"],
        "user_id": rating["user_id"],
        "search_terms": terms_to_store(comment),
    }
    adding = insert(connection, rating_words).on_conflict_do_nothing(index_elements=["number"])
    adding_one = adding.returning(rating_words.c.number)
    # PostgreSQL counts no rows of an insert whose key is returned, so the row is asked for.
    while connection.execute(adding_one, row).first() is None:
        row["number"] += 1
