"""Grant a wish: one or two whole plans with their price, or why it is not possible."""

from collections.abc import Iterator

from core.plans.plan import Plan
from core.plans.revision.check import Breaches, breaches_before
from core.plans.revision.option import Proposal, RevisionKind, RevisionOption
from core.plans.revision.propose import checked_option
from core.plans.revision.subject import Refusal, Subject
from core.plans.revision.wishes import pace
from core.plans.revision.wishes.other_dates import later_start, on_other_days
from core.plans.revision.wishes.wish import Wish, WishKind, problem_of

_Made = tuple[RevisionKind, Plan | Refusal]


def grant(subject: Subject, wish: Wish) -> Proposal | Refusal:
    """Return the plans that fulfil a wish, the one that gives up least advised; nothing changes."""
    problem = problem_of(wish, subject)
    if problem:
        return Refusal(text=problem)
    before = breaches_before(subject)
    options = tuple(
        RevisionOption(kind=kind, refusal=plan.text)
        if isinstance(plan, Refusal)
        else checked_option(subject, kind, plan, before=before)
        for kind, plan in _plans(subject, wish, before)
    )
    advised = next((option.kind for option in options if option.possible), None)
    return Proposal(options=options, advised=advised)


def _plans(subject: Subject, wish: Wish, before: Breaches) -> Iterator[_Made]:
    """Yield the plans for a wish, what keeps the whole plan first."""
    hours = wish.hours or subject.plan.hours_per_week
    match wish.kind:
        case WishKind.FEWER_HOURS if pace.fits(subject, hours):
            yield RevisionKind.LIMIT, pace.with_hours(subject, hours).plan
        case WishKind.FEWER_HOURS:
            yield RevisionKind.STRETCH, pace.fewer_hours_later(subject, hours, before)
            yield RevisionKind.LIGHTER, pace.fewer_hours_same_date(subject, hours)
        case WishKind.SLOWER:
            yield RevisionKind.STRETCH, pace.slower_later(subject, before)
            yield RevisionKind.LIGHTER, pace.slower_same_date(subject)
        case WishKind.MORE_HOURS:
            yield RevisionKind.EARLIER, pace.earlier(subject, hours, before)
            yield RevisionKind.ROOM, pace.with_hours(subject, hours).plan
        case WishKind.FASTER:
            yield RevisionKind.EARLIER, pace.earlier(subject, hours, before)
        case WishKind.OTHER_DAYS:
            yield RevisionKind.DAYS, on_other_days(subject, wish.days)
        case WishKind.LATER_START if wish.start_on is not None:
            yield RevisionKind.START, later_start(subject, wish.start_on)
