"""A mail server on this machine, and `rein` on both databases that sends through it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from core.accounts.time_zones import find_time_zone
from core.accounts.user import Role, User
from core.accounts.viewer import Viewer
from core.bootstrap import Rein, build
from core.ids import new_id
from core.mail.preferences import MailPreferences
from core.mail.secrets import new_key, unsubscribe_secret
from core.mail.server import MailServer, mail_server_of
from core.store.accounts.values import Account
from core.store.mail.values import MailSubscription
from core.store.plans.values import PlanRecord
from core.usecases.mail.deliver_mail import deliver_due_mail
from core.usecases.tokens.tokens import digest_of
from tests.conftest import make_settings
from tests.factories.stored import make_goal, make_plan
from tests.fakes import NOW, FrozenClock
from tests.stubs.smtp import SmtpStub

SITE = "https://rein.example.org"
MIDNIGHT = datetime(2027, 1, 4, 0, 0, tzinfo=UTC)
"""The Monday on which the plans of these tests begin."""


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(MIDNIGHT)


@pytest.fixture
def smtp() -> Iterator[SmtpStub]:
    with SmtpStub() as stub:
        yield stub


def mail_settings(port: int, **changes: object) -> dict[str, object]:
    return {
        "REIN_SMTP_HOST": "127.0.0.1",
        "REIN_SMTP_PORT": port,
        "REIN_SMTP_SECURITY": "none",
        "REIN_MAIL_FROM": "Rein <coach@example.org>",
        "REIN_PUBLIC_URL": SITE,
    } | changes


@pytest.fixture
def make_rein(
    tmp_path: Path, database_url: str, clock: FrozenClock, smtp: SmtpStub
) -> Iterator[Callable[[], Rein]]:
    """Builds processes on one database."""
    built: list[Rein] = []

    def make() -> Rein:
        settings = make_settings(
            tmp_path, REIN_DATABASE_URL=database_url, **mail_settings(smtp.port)
        )
        built.append(build(settings, clock=clock))
        return built[-1]

    yield make
    for rein in built:
        rein.database.close()


@pytest.fixture
def rein(make_rein: Callable[[], Rein]) -> Rein:
    return make_rein()


def server_of(rein: Rein) -> MailServer:
    server = mail_server_of(rein.settings)
    assert server is not None
    return server


def deliver(rein: Rein, **changes: Any) -> int:
    """Send what is due, through a server that differs in `changes`."""
    return deliver_due_mail(rein, replace(server_of(rein), **changes))


def add_person(
    rein: Rein,
    zone: str | None = "UTC",
    *,
    goals: int = 1,
    weeks: int = 12,
    name: str = "ada",
    **wishes: object,
) -> Viewer:
    """Add a person with goals whose plans begin on the Monday, and a confirmed address."""
    user = User(id=new_id(), name=name.title(), role=Role.USER)
    viewer = Viewer(user=user, time_zone=find_time_zone(zone))
    with rein.database.begin() as work:
        work.accounts.ensure(Account(user=user, time_zone=zone, created_at=NOW))
        for _ in range(goals):
            goal = make_goal(user.id)
            work.goals.add(goal)
            record = PlanRecord(
                goal_id=goal.id,
                run_id=None,
                trace_id=new_id(),
                plan=make_plan(weeks=weeks),
                created_at=NOW,
            )
            work.plans.add(record)
    subscribe(rein, viewer, address=f"{name}@example.org", **wishes)
    return viewer


def subscribe(rein: Rein, viewer: Viewer, *, address: str, **wishes: object) -> None:
    key = new_key()
    with rein.database.begin() as work:
        work.mail.save(
            MailSubscription(
                user_id=viewer.id,
                address=address,
                preferences=MailPreferences(**{"weekly": False} | wishes),  # type: ignore[arg-type]
                key=key,
                unsubscribe_digest=digest_of(unsubscribe_secret(key)),
                requested_on=rein.clock.now().date(),
                confirmed_at=rein.clock.now(),
            )
        )
