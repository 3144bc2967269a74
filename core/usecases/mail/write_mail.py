"""What a person is due to be sent at a moment: a digest, a reminder, or nothing."""

from dataclasses import dataclass, replace
from datetime import datetime

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.clock import local_day
from core.errors import NotFound
from core.mail.choice import MailKind, MailMoment, kinds_for
from core.mail.digest import GoalDigest, digest_of, write_digest
from core.mail.letter import Letter
from core.mail.places import Places
from core.mail.reminder import is_due, write_reminder
from core.progress.today import Today
from core.store.mail.read import find_last_tick, list_paused_goals
from core.store.mail.values import MailSubscription
from core.store.plans.rows import find_current_plan
from core.usecases.access.allow import Access, allow
from core.usecases.plans.get_today import get_today
from core.usecases.progress.get_progress import find_progress


@dataclass(frozen=True, slots=True, kw_only=True)
class DueMail:
    """A mail that is due, and what it is."""

    kind: MailKind
    letter: Letter


@allow(Access.PERSON)
def find_due_mail(
    rein: Rein, *, viewer: Viewer, subscription: MailSubscription, local: datetime, places: Places
) -> DueMail | None:
    """Return the mail that the viewer is due on the day of `local`, or None."""
    moment = MailMoment(
        local=local,
        last_done_on=find_last_tick(rein.database, viewer.id, zone=viewer.time_zone),
        since=local_day(subscription.confirmed_at or local, viewer.time_zone),
    )
    kinds = kinds_for(subscription.preferences, moment)
    if not kinds:
        return None
    today = _without_pauses(rein, viewer, get_today(rein, viewer=viewer))
    for kind in kinds:
        if kind is MailKind.REMINDER and is_due(today):
            return DueMail(kind=kind, letter=write_reminder(today, places))
        if kind is MailKind.DIGEST and (digests := _digests(rein, viewer, today)):
            quiet = subscription.preferences.daily and moment.is_quiet
            reminds = MailKind.REMINDER in kinds
            letter = write_digest(digests, today, places, quiet=quiet, reminds=reminds)
            return DueMail(kind=kind, letter=letter)
    return None


def _without_pauses(rein: Rein, viewer: Viewer, today: Today) -> Today:
    """Return the day without goals that are paused."""
    paused = list_paused_goals(rein.database, viewer.id, on=today.day)
    return replace(
        today,
        tasks=tuple(one for one in today.tasks if one.goal_id not in paused),
        later=tuple(one for one in today.later if one.goal_id not in paused),
        goals=tuple(one for one in today.goals if one.goal_id not in paused),
    )


def _digests(rein: Rein, viewer: Viewer, today: Today) -> tuple[GoalDigest, ...]:
    found = []
    for goal in today.goals:
        with rein.database.read() as connection:
            stored = find_current_plan(connection, goal.goal_id)
        try:
            progress = find_progress(rein, viewer=viewer, goal_id=goal.goal_id)
        except NotFound:  # deleted since the day was read
            continue
        if stored is not None and progress is not None:
            found.append(digest_of(goal, stored.plan, progress))
    return tuple(one for one in found if one is not None)
