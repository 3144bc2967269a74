"""An account's tier is changed by admins, decides from the next run on, and can be put back."""

import pytest

from core.accounts.user import LOCAL_USER, SAMPLE_USER_ID, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import NotAllowed, NotFound
from core.goals.goal import Circumstances
from core.ids import new_id
from core.ports import ModelCall, Tier
from core.store.accounts.read import find_tier, list_accounts
from core.store.accounts.values import Account
from core.usecases.accounts.set_tier import set_tier
from core.usecases.goals.submit import submit_goal
from core.usecases.runs.execute import execute_run
from tests.fakes import NOW

ADA = User(id=new_id(), name="Ada", role=Role.USER)


def write_goal(rein: Rein, key: str, monkeypatch: pytest.MonkeyPatch) -> set[Tier]:
    """Work on a goal; return the tiers its calls were made for."""
    seen = set[Tier]()
    ask = rein.models.ask

    def noting(call: ModelCall, *args: object, **options: object) -> object:
        seen.add(call.tier)
        return ask(call, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(rein.models, "ask", noting)
    submitted = submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text="Run 5 km by the end of March",
        circumstances=Circumstances(),
        key=key,
    )
    assert execute_run(rein, submitted.run_id)
    monkeypatch.undo()
    return seen


def test_the_next_run_uses_the_new_tier(rein: Rein, monkeypatch: pytest.MonkeyPatch) -> None:
    assert write_goal(rein, "before", monkeypatch) == {Tier.BASIC}

    before = set_tier(rein, viewer=LOCAL_VIEWER, account_id=LOCAL_USER.id, tier=Tier.PREMIUM)

    assert before is Tier.BASIC
    assert write_goal(rein, "after", monkeypatch) == {Tier.PREMIUM}


def test_who_wrote_nothing_yet_can_be_given_a_tier(rein: Rein) -> None:
    assert find_tier(rein.database, LOCAL_USER.id) is None

    before = set_tier(rein, viewer=LOCAL_VIEWER, account_id=LOCAL_USER.id, tier=Tier.PROFESSIONAL)

    assert before is rein.settings.tier
    assert find_tier(rein.database, LOCAL_USER.id) is Tier.PROFESSIONAL


def test_an_admin_changes_the_tier_of_somebody_else(rein: Rein) -> None:
    with rein.database.begin() as work:
        work.accounts.ensure(Account(user=ADA, created_at=NOW))

    set_tier(rein, viewer=LOCAL_VIEWER, account_id=ADA.id, tier=Tier.PREMIUM)

    assert [(row.name, row.tier) for row in list_accounts(rein.database)] == [("Ada", Tier.PREMIUM)]
    assert list_accounts(rein.database, search="x") == ()
    assert [row.name for row in list_accounts(rein.database, search="aD")] == ["Ada"]


def test_nobody_raises_their_own_tier(rein: Rein) -> None:
    with rein.database.begin() as work:
        work.accounts.ensure(Account(user=ADA, created_at=NOW))

    with pytest.raises(NotAllowed):
        set_tier(rein, viewer=Viewer(user=ADA), account_id=ADA.id, tier=Tier.PREMIUM)

    assert find_tier(rein.database, ADA.id) is Tier.BASIC


@pytest.mark.parametrize(
    "account_id",
    ["00000000-0000-7000-8000-00000000dead", SAMPLE_USER_ID],
    ids=["unknown", "sample"],
)
def test_an_account_that_is_none_is_not_found(rein: Rein, account_id: str) -> None:
    with pytest.raises(NotFound):
        set_tier(rein, viewer=LOCAL_VIEWER, account_id=account_id, tier=Tier.PREMIUM)
