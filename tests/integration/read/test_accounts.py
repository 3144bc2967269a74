"""Accounts are listed by name, with their tier and time zone."""

import pytest

from core.accounts.user import Role, User
from core.accounts.viewer import Viewer
from core.errors import NotFound
from core.ids import new_id
from core.ports import Tier
from core.store.accounts import read
from core.store.accounts.read import AccountRow, find_tier, find_time_zone_name, list_accounts
from core.store.accounts.values import Account, account_of
from core.store.database.engine import Database
from tests.factories.stored import make_account
from tests.fakes import NOW


def add(database: Database, name: str, **changes: object) -> str:
    user = User(id=new_id(), name=name, role=Role.USER)
    with database.begin() as work:
        work.accounts.ensure(make_account(user=user, **changes))
    return user.id


def test_accounts_are_listed_by_name_without_the_sample(database: Database) -> None:
    bob = add(database, "Bob")
    ada = add(database, "Ada", tier=Tier.PREMIUM)
    add(database, "Sample", sample=True)

    assert list_accounts(database) == (
        AccountRow(user_id=ada, name="Ada", tier=Tier.PREMIUM),
        AccountRow(user_id=bob, name="Bob", tier=Tier.BASIC),
    )


@pytest.mark.parametrize(
    ("search", "found"),
    [("ad", ["Ada"]), ("  AD ", ["Ada"]), ("%", ["100%"]), ("_", []), ("zoe", [])],
)
def test_a_search_finds_a_part_of_a_name_and_no_pattern(
    database: Database, search: str, found: list[str]
) -> None:
    for name in ("Ada", "Bob", "100%"):
        add(database, name)

    assert [row.name for row in list_accounts(database, search=search)] == found


def test_a_list_of_accounts_has_an_end(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MAX_ACCOUNTS", 2)
    for name in ("Cy", "Ada", "Bob"):
        add(database, name)

    assert [row.name for row in list_accounts(database)] == ["Ada", "Bob"]


def test_the_tier_of_a_missing_account_is_unknown(database: Database) -> None:
    assert find_tier(database, new_id()) is None
    assert find_tier(database, add(database, "Ada", tier=Tier.PROFESSIONAL)) is Tier.PROFESSIONAL


def test_the_time_zone_of_an_account_is_stored_with_it(database: Database) -> None:
    tokyo = add(database, "Ada", time_zone="Asia/Tokyo")

    assert find_time_zone_name(database, tokyo) == "Asia/Tokyo"
    assert find_time_zone_name(database, add(database, "Bob")) is None
    assert find_time_zone_name(database, new_id()) is None


def test_a_time_zone_is_changed_once(database: Database) -> None:
    ada = add(database, "Ada")

    with database.begin() as work:
        changed = [work.accounts.save_time_zone(ada, zone) for zone in ("Asia/Tokyo",) * 2]
        missing = work.accounts.save_time_zone(new_id(), "Asia/Tokyo")

    assert (changed, missing) == ([True, False], False)
    assert find_time_zone_name(database, ada) == "Asia/Tokyo"


def test_an_account_that_exists_is_not_replaced(database: Database) -> None:
    ada = User(id=new_id(), name="Ada", role=Role.ADMIN)
    with database.begin() as work:
        work.accounts.ensure(Account(user=ada, time_zone="Asia/Tokyo", created_at=NOW))
        work.accounts.ensure(Account(user=ada, time_zone="UTC", tier=Tier.PREMIUM, created_at=NOW))
        stored = work.accounts.find(ada.id)

    assert stored == Account(user=ada, time_zone="Asia/Tokyo", created_at=NOW)


def test_the_tier_of_a_missing_account_cannot_be_changed(database: Database) -> None:
    with database.begin() as work, pytest.raises(NotFound):
        work.accounts.save_tier(new_id(), Tier.PREMIUM)


def test_a_viewer_in_the_zone_of_the_machine_gets_an_account_without_a_zone() -> None:
    viewer = Viewer(user=User(id="a", name="Ada", role=Role.USER))

    assert account_of(viewer, created_at=NOW).time_zone is None
