"""Write ratings: one for each person and trace, with a history of its states."""

from datetime import datetime

from sqlalchemy import Connection, and_, delete, func, select, update

from core.errors import InvalidInput, NotFound
from core.quality.rating import RATING_DIMENSIONS
from core.store.database.rows import Row, fetch_all, fetch_one
from core.store.database.upsert import replace_rows
from core.store.goals.traits import TRAITS, traits, with_traits
from core.store.ratings.tables import rating_history, ratings
from core.store.ratings.values import RatingRecord
from core.store.ratings.words import save_words
from core.store.rollups.incremental import update_rollups
from core.store.traces.tables import traces
from core.store.traces.terms import complete_terms_of


class RatingStore:
    """Writes ratings with their history and counts them in the rollups."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, rating: RatingRecord, *, now: datetime) -> None:
        """Save a rating, or change the earlier one of the same person.

        Raises InvalidInput, and NotFound if there is no such trace.
        """
        trace = self._trace(rating.trace_id)
        before = self._find(rating.trace_id, rating.user_id)
        row: Row = {
            "trace_id": rating.trace_id,
            "user_id": rating.user_id,
            "half_stars": half_stars(rating.stars),
            **{name: getattr(rating, name) for name in RATING_DIMENSIONS},
            "comment": rating.comment,
            "changed_at": now,
            "withdrawn_at": None,
        }
        if before is None or before["withdrawn_at"] is not None:
            fixed: Row = {
                "prompt_version": trace["prompt_version"],
                "model": trace["writer_model"],
                "fingerprint": trace["fingerprint"],
                **{name: trace[name] for name in TRAITS},
                "sample": trace["sample"],
                "day": now.date(),
                "created_at": now,
            }
        else:
            fixed = {
                name: before[name]
                for name in (
                    "prompt_version",
                    "model",
                    "fingerprint",
                    *TRAITS,
                    "sample",
                    "day",
                    "created_at",
                )
            }
        self._write(before, row | fixed)

    def withdraw(self, *, trace_id: str, user_id: str, now: datetime) -> None:
        """Withdraw a rating; its history stays.

        Raises NotFound if there is none to withdraw.
        """
        before = self._find(trace_id, user_id)
        if before is None or before["withdrawn_at"] is not None:
            raise NotFound("There is no rating to take back.")
        self._write(before, before | {"withdrawn_at": now, "changed_at": now})

    def set_fingerprint(self, trace_id: str, fingerprint: str) -> None:
        """Mark ratings that were given before the run of their trace had ended."""
        early = and_(ratings.c.trace_id == trace_id, ratings.c.fingerprint.is_(None))
        self._connection.execute(update(ratings).where(early).values(fingerprint=fingerprint))

    def _write(self, before: Row | None, row: Row) -> None:
        replace_rows(self._connection, ratings, [row])
        stated = ("trace_id", "user_id", "half_stars", *RATING_DIMENSIONS, "comment", "changed_at")
        state = {name: row[name] for name in stated} | {
            "withdrawn": row["withdrawn_at"] is not None
        }
        self._connection.execute(rating_history.insert(), state)
        save_words(self._connection, before, row)
        update_rollups(
            self._connection, ratings, old=[before] if before is not None else [], new=[row]
        )
        self._mark_trace(row["trace_id"])
        if _words(before) != _words(row):
            complete_terms_of(self._connection, row["trace_id"])

    def remove_all_of(self, user_id: str) -> None:
        """Delete all ratings of a person with their words, and their share of the rollups."""
        theirs = ratings.c.user_id == user_id
        found = fetch_all(self._connection, select(ratings).where(theirs).with_for_update())
        update_rollups(self._connection, ratings, old=found)
        self._connection.execute(delete(ratings).where(theirs))
        for row in found:
            self._mark_trace(row["trace_id"])
            complete_terms_of(self._connection, row["trace_id"])

    def _mark_trace(self, trace_id: str) -> None:
        lowest = select(func.min(ratings.c.half_stars)).where(
            ratings.c.trace_id == trace_id, ratings.c.withdrawn_at.is_(None)
        )
        mark = update(traces).where(traces.c.id == trace_id)
        self._connection.execute(mark.values(half_stars=lowest.scalar_subquery()))

    def _find(self, trace_id: str, user_id: str) -> Row | None:
        theirs = and_(ratings.c.trace_id == trace_id, ratings.c.user_id == user_id)
        # Locked on PostgreSQL: of two changes at once, the second subtracts what the first counted.
        query = select(ratings).where(theirs).with_for_update()
        return fetch_one(self._connection, query)

    def _trace(self, trace_id: str) -> Row:
        # The lock also makes two first ratings of one trace wait for each other.
        # The goal is asked, not the trace, which gets its traits when its run has ended.
        columns = [
            traces.c[name] for name in ("prompt_version", "writer_model", "fingerprint", "sample")
        ]
        query = select(*columns, *traits()).select_from(with_traits(traces, traces.c.goal_id))
        found = query.where(traces.c.id == trace_id).with_for_update(of=traces)
        row = fetch_one(self._connection, found)
        if row is None:
            raise NotFound("There is no such trace to rate.")
        return row


def _words(rating: Row | None) -> str:
    """Return the comment of a rating that counts, or ""."""
    if rating is None or rating["withdrawn_at"] is not None:
        return ""
    return str(rating["comment"])


def half_stars(stars: float) -> int:
    """Return stars as a whole number of halves. Raises InvalidInput unless 0.5 to 5 in halves."""
    if stars * 2 not in range(1, 11):
        raise InvalidInput(
            f"{stars:g} stars cannot be given.", field="rating", advice="Give 0.5 to 5, in halves."
        )
    return int(stars * 2)
