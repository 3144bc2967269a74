"""Rate a result, change the rating, or withdraw it; the history has every change."""

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.ids import is_id
from core.quality.rating import Rating, accept_rating
from core.store.accounts.values import account_of
from core.store.ratings.values import RatingRecord
from core.store.unit_of_work import UnitOfWork
from core.usecases.exports.queue_exports import queue_rating


def rate(rein: Rein, *, viewer: Viewer, trace_id: str, rating: Rating) -> None:
    """Store the viewer's rating of a trace, in place of an earlier one.

    Raises InvalidInput, NotFound.
    """
    rating = accept_rating(rating)
    record = RatingRecord(
        trace_id=trace_id,
        user_id=viewer.id,
        stars=rating.stars,
        comment=rating.comment,
        **rating.answers(),
    )
    with rein.database.begin() as work:
        _require_trace(work, trace_id, viewer=viewer)
        work.accounts.ensure(account_of(viewer, created_at=rein.clock.now()))
        work.ratings.save(record, now=rein.clock.now())
        queue_rating(
            work, rein.settings, trace_id=trace_id, user_id=viewer.id, now=rein.clock.now()
        )
    rein.delivery.wake()


def withdraw_rating(rein: Rein, *, viewer: Viewer, trace_id: str) -> None:
    """Withdraw a rating; it no longer counts, and the withdrawal is added to its history."""
    with rein.database.begin() as work:
        _require_trace(work, trace_id, viewer=viewer)
        work.ratings.withdraw(trace_id=trace_id, user_id=viewer.id, now=rein.clock.now())
        queue_rating(
            work, rein.settings, trace_id=trace_id, user_id=viewer.id, now=rein.clock.now()
        )
    rein.delivery.wake()


def _require_trace(work: UnitOfWork, trace_id: str, *, viewer: Viewer) -> None:
    owner = work.traces.owner_of(trace_id) if is_id(trace_id) else None
    if owner is None or (owner != viewer.id and not viewer.may(Role.REVIEWER)):
        raise NotFound(
            "There is no such result to rate.", advice="Open the goal again and rate it there."
        )
