"""Read addresses for mail, who may be due one, and what was sent."""

from datetime import date, datetime, tzinfo

from sqlalchemy import func, or_, select

from core.accounts.time_zones import find_time_zone
from core.accounts.user import Role, User
from core.accounts.viewer import Viewer
from core.clock import local_day
from core.store.accounts.tables import users
from core.store.database.engine import Database
from core.store.database.rows import fetch_all, fetch_one
from core.store.goals.tables import goals
from core.store.mail.rows import to_delivery, to_subscription
from core.store.mail.tables import mail_deliveries, mail_subscriptions
from core.store.mail.values import DeliveryState, MailDelivery, MailRecipient, MailSubscription
from core.store.plans.tables import task_completions
from core.store.revisions.tables import goal_pauses


def find_subscription(database: Database, user_id: str) -> MailSubscription | None:
    """Return a person's address and wishes, or None."""
    query = select(mail_subscriptions).where(mail_subscriptions.c.user_id == user_id)
    with database.read() as connection:
        row = fetch_one(connection, query)
    return None if row is None else to_subscription(row)


def find_by_confirmation(
    database: Database, digest: str, *, now: datetime
) -> MailSubscription | None:
    """Return the address that a confirmation link confirms, or None if it expired."""
    valid = (
        mail_subscriptions.c.confirm_digest == digest,
        mail_subscriptions.c.confirm_until > now,
    )
    with database.read() as connection:
        row = fetch_one(connection, select(mail_subscriptions).where(*valid))
    return None if row is None else to_subscription(row)


def find_by_unsubscribe(database: Database, digest: str) -> MailSubscription | None:
    """Return the address that an unsubscribe link is about, or None."""
    found = mail_subscriptions.c.unsubscribe_digest == digest
    with database.read() as connection:
        row = fetch_one(connection, select(mail_subscriptions).where(found))
    return None if row is None else to_subscription(row)


def list_recipients(database: Database) -> tuple[MailRecipient, ...]:
    """Return everyone who gets mail, each with the last one."""
    stored = mail_subscriptions.c
    query = (
        select(mail_subscriptions, users.c.name, users.c.role, users.c.time_zone)
        .join(users, users.c.id == stored.user_id)
        .where(
            stored.confirmed_at.is_not(None),
            stored.paused_at.is_(None),
            or_(stored.daily, stored.weekly),
        )
        .order_by(stored.user_id)
    )
    newest = (
        select(mail_deliveries.c.user_id, func.max(mail_deliveries.c.day).label("day"))
        .group_by(mail_deliveries.c.user_id)
        .subquery()
    )
    last = select(mail_deliveries).join(
        newest,
        (newest.c.user_id == mail_deliveries.c.user_id) & (newest.c.day == mail_deliveries.c.day),
    )
    with database.read() as connection:
        people = fetch_all(connection, query)
        deliveries = {row["user_id"]: to_delivery(row) for row in fetch_all(connection, last)}
    return tuple(
        MailRecipient(
            viewer=Viewer(
                user=User(id=row["user_id"], name=row["name"], role=Role(row["role"])),
                time_zone=find_time_zone(row["time_zone"]),
            ),
            subscription=to_subscription(row),
            last=deliveries.get(row["user_id"]),
        )
        for row in people
    )


def find_last_delivery(database: Database, user_id: str) -> MailDelivery | None:
    """Return what became of a person's last mail, or None before the first one."""
    query = (
        select(mail_deliveries)
        .where(
            mail_deliveries.c.user_id == user_id,
            mail_deliveries.c.state != DeliveryState.NOTHING_DUE,
        )
        .order_by(mail_deliveries.c.day.desc())
        .limit(1)
    )
    with database.read() as connection:
        row = fetch_one(connection, query)
    return None if row is None else to_delivery(row)


def list_deliveries(database: Database, user_id: str) -> tuple[MailDelivery, ...]:
    """Return what became of each mail of a person, newest first."""
    theirs = mail_deliveries.c.user_id == user_id
    query = select(mail_deliveries).where(theirs).order_by(mail_deliveries.c.day.desc())
    with database.read() as connection:
        return tuple(map(to_delivery, fetch_all(connection, query)))


def find_last_tick(database: Database, user_id: str, *, zone: tzinfo | None) -> date | None:
    """Return the day on which a person last did a task of any goal, or None."""
    query = (
        select(func.max(task_completions.c.done_at))
        .join(goals, goals.c.id == task_completions.c.goal_id)
        .where(goals.c.user_id == user_id)
    )
    with database.read() as connection:
        last = connection.execute(query).scalar()
    return None if last is None else local_day(last, zone)


def list_paused_goals(database: Database, user_id: str, *, on: date) -> frozenset[str]:
    """Return the goals of a person that are paused on a day."""
    query = (
        select(goal_pauses.c.goal_id)
        .join(goals, goals.c.id == goal_pauses.c.goal_id)
        .where(
            goals.c.user_id == user_id,
            goal_pauses.c.first_day <= on,
            goal_pauses.c.last_day >= on,
            goal_pauses.c.resumed_at.is_(None),
        )
    )
    with database.read() as connection:
        return frozenset(connection.execute(query).scalars())
