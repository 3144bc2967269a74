"""Access tokens are found by their hash while they are valid, and listed for good."""

from datetime import timedelta

from core.accounts.user import Role, User
from core.ids import new_id
from core.store.accounts.values import Account
from core.store.database.engine import Database
from core.store.tokens.read import find_valid_token, list_all_tokens
from core.store.tokens.values import TokenRecord
from tests.fakes import NOW

ADA = User(id=new_id(), name="Ada", role=Role.REVIEWER)


def add(database: Database, name: str, digest: str, *, token_id: str | None = None) -> TokenRecord:
    record = TokenRecord(
        id=token_id or new_id(), name=name, user=ADA, digest=digest, created_at=NOW
    )
    with database.begin() as work:
        work.accounts.ensure(Account(user=ADA, time_zone="Asia/Tokyo", created_at=NOW))
        work.tokens.add(record)
    return record


def test_a_token_is_found_by_its_hash_with_the_account_it_acts_as(database: Database) -> None:
    record = add(database, "laptop", "a" * 64)
    add(database, "phone", "b" * 64)

    found = find_valid_token(database, "a" * 64)

    assert found is not None
    assert (found.id, found.name, found.user) == (record.id, "laptop", ADA)
    assert found.time_zone == "Asia/Tokyo"
    assert found.last_used_at is found.revoked_at is None


def test_a_hash_that_is_not_stored_finds_nothing(database: Database) -> None:
    add(database, "laptop", "a" * 64)

    assert find_valid_token(database, "c" * 64) is None
    assert find_valid_token(database, "") is None


def test_a_revoked_token_is_listed_and_no_longer_found(database: Database) -> None:
    record = add(database, "laptop", "a" * 64)

    with database.begin() as work:
        work.tokens.revoke(record.id, now=NOW)

    assert find_valid_token(database, "a" * 64) is None
    (listed,) = list_all_tokens(database)
    assert listed.revoked_at == NOW


def test_tokens_are_listed_newest_first(database: Database) -> None:
    ids = sorted(new_id() for _ in range(3))
    for token_id, name, digest in zip(ids, ("first", "second", "third"), "abc", strict=True):
        add(database, name, digest * 64, token_id=token_id)

    assert [token.name for token in list_all_tokens(database)] == ["third", "second", "first"]


def test_a_use_is_recorded_for_that_token_alone(database: Database) -> None:
    record = add(database, "laptop", "a" * 64)
    add(database, "phone", "b" * 64)

    with database.begin() as work:
        work.tokens.mark_used(record.id, now=NOW + timedelta(hours=1))

    used = {token.name: token.last_used_at for token in list_all_tokens(database)}
    assert used == {"laptop": NOW + timedelta(hours=1), "phone": None}


def test_a_name_may_be_used_again_after_it_was_revoked(database: Database) -> None:
    earlier, later = sorted((new_id(), new_id()))
    first = add(database, "laptop", "a" * 64, token_id=earlier)
    second = add(database, "laptop", "b" * 64, token_id=later)
    add(database, "phone", "c" * 64)

    with database.begin() as work:
        named = work.tokens.list_named("laptop")

    assert [token.id for token in named] == [second.id, first.id]
