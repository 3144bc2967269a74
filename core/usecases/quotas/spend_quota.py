"""Count what a person does, and refuse it when it is more than the settings allow."""

from core import formats
from core.accounts.user import Role
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import LimitReached
from core.quota import Use, is_exceeded, seconds_to_wait
from core.store.accounts.values import account_of
from core.store.runs.queued import count_queued
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow

_NOUNS = {
    Use.GOALS: "goal",
    Use.QUESTIONS: "question",
    Use.RATINGS: "rating",
    Use.CHECK_INS: "check-in",
    Use.CHANGES: "change",
    Use.EXPORTS: "export",
}
QUEUE_WAIT_S = 60
"""After how long to try again when the queue is full, in seconds."""


def spend_quota(rein: Rein, work: UnitOfWork, use: Use, *, viewer: Viewer) -> None:
    """Count a use in the transaction that it belongs to; nothing is counted if that fails.

    Admins set the quotas and have none. Raises LimitReached.
    """
    quota = rein.settings.quotas[use]
    if viewer.may(Role.ADMIN) or not quota.limits:
        return
    now = rein.clock.now()
    work.accounts.ensure(account_of(viewer, tier=rein.settings.tier, created_at=now))
    uses = dict(work.quotas.count(viewer.id, use, now=now))
    if not is_exceeded(uses, quota, now=now):
        return
    uses[max(uses)] -= 1  # the one that is refused
    wait_s = seconds_to_wait(uses, quota, now=now)
    noun = _NOUNS[use]
    limits = " and ".join(
        f"{formats.pluralize(limit, noun)} {period}"
        for limit, period in ((quota.per_hour, "an hour"), (quota.per_day, "a day"))
        if limit is not None
    )
    raise LimitReached(
        f"You have reached the limit of {limits}.",
        advice=f"Try again in {_duration(wait_s)}.",
        wait_s=wait_s,
    )


@allow(Access.PART)
def spend_quota_alone(rein: Rein, use: Use, *, viewer: Viewer) -> None:
    """Count a use that writes nothing else. Raises LimitReached."""
    with rein.database.begin() as work:
        spend_quota(rein, work, use, viewer=viewer)


def require_room_in_queue(rein: Rein, work: UnitOfWork, *, viewer: Viewer) -> None:
    """Raise LimitReached if too much waits already: of this person, or of all."""
    settings = rein.settings
    own_limit = settings.max_queued if viewer.may(Role.ADMIN) else settings.max_queued_per_person
    if count_queued(work.connection, limit=own_limit, user_id=viewer.id) >= own_limit:
        raise LimitReached(
            f"{formats.pluralize(own_limit, 'task')} of yours wait for the coach already.",
            advice="Wait until some of them are finished, then send the next.",
            wait_s=QUEUE_WAIT_S,
        )
    if count_queued(work.connection, limit=settings.max_queued) >= settings.max_queued:
        raise LimitReached(
            "The coach has more to do than it can finish soon.",
            advice="Try again in a minute. What you wrote is not lost.",
            wait_s=QUEUE_WAIT_S,
        )


def _duration(seconds: int) -> str:
    minutes = -(-seconds // 60)
    if minutes < 120:
        return formats.pluralize(minutes, "minute")
    return formats.pluralize(-(-minutes // 60), "hour")
