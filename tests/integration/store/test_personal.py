"""Every row about a person is found, in every table, and nobody else's."""

import re

from sqlalchemy import Column, MetaData, String, Table

from core.ids import new_id
from core.store.database.engine import Database
from core.store.personal.declaration import ACCOUNT_COLUMNS, HELD, LEFT_OUT
from core.store.personal.read import ANOTHER_ACCOUNT, rows_about
from core.store.schema import metadata
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import add_rating, make_account
from tests.integration.store.test_goals import fill

SECRET = re.compile(r"digest|hash|key|secret|password|token$")
HARMLESS = {
    "cache_key",
    "item_hash",
    "content_hash",
    "left_hash",
    "prompt_hash",
    "text_digest",
    "hash",
}
"""Hashes of texts and versions: they open nothing."""
KEYS = {("runs", "key"), ("check_ins", "key"), ("response_cache", "key"), ("alerts", "key")}
KEYS |= {("alert_events", "key")}
"""Names of a request, a cached reply or an alert: they open nothing."""

NOT_ACCOUNTS = frozenset(
    {("labels", "subject"), ("dataset_items", "subject"), ("identities", "subject")}
)


def refers_to_people(table: Table) -> bool:
    """Return whether a table has a column that can lead to a person."""
    names = {column.name for column in table.columns}
    owners = {key.column.table.name for key in table.foreign_keys}
    via = {"goal_id", "trace_id", "run_id"}
    return bool(names & (ACCOUNT_COLUMNS | via) or owners & HELD.keys())


def test_every_table_is_in_the_export_or_left_out_with_a_reason() -> None:
    assert HELD.keys() | LEFT_OUT.keys() == metadata.tables.keys()
    assert not HELD.keys() & LEFT_OUT.keys()
    assert all(LEFT_OUT.values())


def test_no_table_that_refers_to_a_person_is_left_out() -> None:
    referring = {name for name, table in metadata.tables.items() if refers_to_people(table)}

    assert referring <= HELD.keys()
    strange = Table("strange", MetaData(), Column("user_id", String(36)))
    assert refers_to_people(strange), "the law must see what it is about"


def test_every_column_with_the_id_of_an_account_finds_its_rows() -> None:
    unused = {
        f"{name}.{column.name}"
        for name, held in HELD.items()
        for column in metadata.tables[name].columns
        if (column.name in ACCOUNT_COLUMNS and (name, column.name) not in NOT_ACCOUNTS)
        or any(key.column.table.name == "users" for key in column.foreign_keys)
        if column.name not in held.by
    }

    assert unused == set()


def test_a_secret_is_in_no_export() -> None:
    open_ = {
        f"{name}.{column.name}"
        for name, held in HELD.items()
        for column in metadata.tables[name].columns
        if SECRET.search(column.name) and column.name not in held.secrets | HARMLESS
        if (name, column.name) not in KEYS
    }

    assert open_ == set()


def test_every_row_of_a_goal_is_found_and_none_of_another_person(database: Database) -> None:
    with database.begin() as work:
        fill(work)
        mine = newest_owner(work)
        count = count_held(work, mine)
        fill(work)

    with database.begin() as work:
        assert count_held(work, mine) == count
        assert count_held(work, new_id()) == dict.fromkeys(HELD, 0)
    empty = {name for name, rows in count.items() if not rows}
    assert empty <= {
        "credentials",
        "model_consents",
        "identities",
        "one_time_links",
        "quota_uses",
        "sessions",
        "api_tokens",
        "request_keys",
        "organisations",
        "organisation_members",
        "exported_traces",
        "calendar_preferences",
        "mail_subscriptions",
        "mail_deliveries",
        "saved_views",
        "audit_log",
        "reading_grants",
        "alerts",
        "alert_events",
        "target_changes",
        "prompt_releases",
        "prompt_texts",
        "trials",
        "replays",
    }


def test_another_person_s_id_is_not_given_away(database: Database) -> None:
    with database.begin() as work:
        fill(work)
        mine = newest_owner(work)
        reviewer = make_account()
        work.accounts.ensure(reviewer)
        [trace_id] = [row["id"] for row in rows_about(work.connection, "traces", mine)]
        add_rating(work, trace_id, reviewer.user.id)

        given = list(rows_about(work.connection, "ratings", mine))
        own = list(rows_about(work.connection, "ratings", reviewer.user.id))

    assert sorted(row["user_id"] for row in given) == sorted([mine, ANOTHER_ACCOUNT])
    assert [row["user_id"] for row in own] == [reviewer.user.id]


def newest_owner(work: UnitOfWork) -> str:
    table = metadata.tables["goals"]
    newest = table.select().order_by(table.c.id.desc()).limit(1)
    return str(work.connection.execute(newest).one().user_id)


def count_held(work: UnitOfWork, user_id: str) -> dict[str, int]:
    return {name: sum(1 for _ in rows_about(work.connection, name, user_id)) for name in HELD}
