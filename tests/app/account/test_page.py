"""Your account: it is there without accounts, and gives what is stored."""

import pytest

from core.accounts.scope import Scope
from core.bootstrap import Rein
from core.store.goals.read import find_goal
from core.usecases.goals.submit import Submitted
from tests.app.conftest import Open, said_on

PAGE = "account/page.py"


@pytest.mark.usefixtures("served_rein")
def test_a_person_without_an_account_has_the_page_too(open_page: Open) -> None:
    at = open_page(PAGE)

    assert not at.exception
    assert "Nobody has to sign in on this computer" in said_on(at)
    assert "Where you are signed in" not in said_on(at)
    assert at.get("download_button")


def test_everything_is_erased_after_the_words_are_typed(
    served_rein: Rein, with_goal: Submitted, open_page: Open
) -> None:
    at = open_page(PAGE)
    at.text_input(key="account.erase.typed").set_value("no").run()
    at.button(key="account.erase.sure").click().run()
    assert find_goal(served_rein.database, with_goal.goal_id, user_id=None) is not None
    assert len(at.error) == 1

    at.text_input(key="account.erase.typed").set_value("erase everything").run()
    at.button(key="account.erase.sure").click().run()

    assert not at.exception
    assert find_goal(served_rein.database, with_goal.goal_id, user_id=None) is None
    assert [one.value for one in at.success] == ["Everything about you is erased\\."]


@pytest.mark.usefixtures("served_rein")
def test_a_token_is_shown_once_and_revoked_on_the_page(open_page: Open) -> None:
    at = open_page(PAGE)
    at.text_input(key="account.token.name").set_value("Kitchen").run()
    at.button(key="account.token.make").click().run()
    assert "permits nothing" in at.error[0].value

    at.multiselect(key="account.token.scopes").set_value([Scope.GOALS_READ]).run()
    at.button(key="account.token.make").click().run()
    assert [code.value.startswith("rein_") for code in at.code] == [True]
    assert "Kitchen: goals:read, until" in said_on(at)
    [revoke] = [one for one in at.button if one.label == "Revoke"]
    revoke.click().run()
    assert not at.code
    assert "Kitchen: " not in said_on(at)
    assert not at.exception
