"""Rate a result, change the rating, or withdraw it; the history has every change."""

import logging

from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotAllowed, NotFound, StorageUnavailable
from core.ids import is_id
from core.quality.rating import Rating, accept_rating
from core.quota import Use
from core.store.accounts.values import account_of
from core.store.ratings.values import RatingRecord
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.exports.queue_exports import queue_rating
from core.usecases.quotas.spend_quota import spend_quota
from core.usecases.trials.settle_trials import settle_trials

_log = logging.getLogger(__name__)


@allow(Access.OWNER)
def rate(rein: Rein, *, viewer: Viewer, trace_id: str, rating: Rating) -> None:
    """Store the viewer's rating of a trace of their own, in place of an earlier one.

    Stars say what the person thinks who got the result, and are averaged as that; a reviewer's
    judgement is a label, counted apart. Raises NotAllowed for a reviewer of another's result,
    InvalidInput, NotFound and LimitReached.
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
        spend_quota(rein, work, Use.RATINGS, viewer=viewer)
        work.accounts.ensure(account_of(viewer, created_at=rein.clock.now()))
        work.ratings.save(record, now=rein.clock.now())
        queue_rating(
            work, rein.settings, trace_id=trace_id, user_id=viewer.id, now=rein.clock.now()
        )
    rein.delivery.wake()
    _settle(rein)


@allow(Access.OWNER)
def withdraw_rating(rein: Rein, *, viewer: Viewer, trace_id: str) -> None:
    """Withdraw a rating; it no longer counts, and the withdrawal is added to its history."""
    with rein.database.begin() as work:
        _require_trace(work, trace_id, viewer=viewer)
        spend_quota(rein, work, Use.RATINGS, viewer=viewer)
        work.ratings.withdraw(trace_id=trace_id, user_id=viewer.id, now=rein.clock.now())
        queue_rating(
            work, rein.settings, trace_id=trace_id, user_id=viewer.id, now=rein.clock.now()
        )
    rein.delivery.wake()
    _settle(rein)


def _require_trace(work: UnitOfWork, trace_id: str, *, viewer: Viewer) -> None:
    """Require a trace of the viewer; an admin may try ratings on the sample.

    Raises NotAllowed for a reviewer of another's result, and NotFound for everybody else.
    """
    owner = work.traces.owner_of(trace_id) if is_id(trace_id) else None
    if owner == viewer.id:
        return
    if owner is not None and viewer.may(Role.ADMIN) and work.traces.is_sample(trace_id):
        return
    if owner is not None and viewer.may(Role.REVIEWER):
        raise NotAllowed(
            "Only the person who got this result rates it with stars.",
            advice="Label it instead, on the page Queue or by POST /api/v1/labels.",
        )
    raise NotFound(
        "There is no such result to rate.", advice="Open the goal again and rate it there."
    )


def _settle(rein: Rein) -> None:
    """Look at the trials now; the rating is stored, so a database that went away is no failure."""
    try:
        settle_trials(rein)
    except StorageUnavailable:
        _log.warning("trials_not_settled", exc_info=True)  # the periodic job looks again
