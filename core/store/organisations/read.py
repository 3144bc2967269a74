"""Read organisations."""

from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from core.store.accounts.tables import users
from core.store.database.rows import Row, fetch_all
from core.store.organisations.tables import organisation_members, organisations
from core.store.organisations.values import Member, Organisation


def list_organisations_of(connection: Connection, user_id: str) -> tuple[Organisation, ...]:
    """Return the organisations of a person, oldest first."""
    own = select(organisation_members.c.organisation_id).where(
        organisation_members.c.user_id == user_id
    )
    return _find(connection, organisations.c.id.in_(own))


def find_organisation(connection: Connection, organisation_id: str) -> Organisation | None:
    """Return an organisation, or None."""
    found = _find(connection, organisations.c.id == organisation_id)
    return found[0] if found else None


def _find(connection: Connection, which: ColumnElement[bool]) -> tuple[Organisation, ...]:
    """Return organisations with their members, in the order in which these came."""
    query = (
        select(
            organisations.c.id,
            organisations.c.name,
            organisation_members.c.user_id,
            organisation_members.c.joined_at,
            organisation_members.c.leads,
            users.c.name.label("member"),
        )
        .join(organisation_members, organisation_members.c.organisation_id == organisations.c.id)
        .join(users, users.c.id == organisation_members.c.user_id)
        .where(which)
        .order_by(
            organisations.c.id, organisation_members.c.joined_at, organisation_members.c.user_id
        )
    )
    rows = fetch_all(connection, query)
    return tuple(_organisation(list(part)) for _, part in groupby(rows, _id_of))


def _id_of(row: Row) -> Any:  # noqa: ANN401 - a column
    return row["id"]


def _organisation(rows: list[Row]) -> Organisation:
    members = (
        Member(
            user_id=row["user_id"],
            name=row["member"],
            joined_at=row["joined_at"],
            leads=row["leads"],
        )
        for row in rows
    )
    return Organisation(id=rows[0]["id"], name=rows[0]["name"], members=tuple(members))
