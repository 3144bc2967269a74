"""Your account: it is there without accounts, and gives what is stored."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app import auth
from app.ui.exports import remaining
from core.accounts.scope import Scope
from core.accounts.user import LOCAL_USER
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.goals.read import find_goal
from core.usecases.exports.list_remaining import Remaining
from core.usecases.goals.submit import Submitted
from core.usecases.organisations.organisations import Organisation, list_organisations
from core.usecases.people.add_person import add_person
from tests.app.conftest import Open, said_on

PAGE = "account/page.py"
CLUBS = "account.organisations"
LOCAL = Viewer(user=LOCAL_USER)


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
def test_what_stays_at_a_receiver_is_listed_before_everything_is_erased(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = Remaining(host="otel.example.org", trace_ids=("0af7651916cd43dd8448eb211c80319c",))
    monkeypatch.setattr(remaining, "list_remaining", lambda *_, **__: (left,))

    at = open_page(PAGE)

    assert "otel.example.org has received 1 trace of this, or may have" in said_on(at)
    assert [code.value for code in at.code] == list(left.trace_ids)


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


def test_an_organisation_is_created_joined_by_its_link_handed_over_left_and_closed(
    served_rein: Rein, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    eve = Viewer(user=add_person(served_rein, viewer=LOCAL, login="eve@example.org").user)
    monkeypatch.setattr(auth, "needs_account", lambda _: True)
    monkeypatch.setattr(auth, "session_secret", lambda: "")
    monkeypatch.setattr(auth, "current_user", lambda: LOCAL_USER)
    at = open_page(PAGE)
    at.text_input(key=f"{CLUBS}.name").set_value("Club *x*").run()
    at.button(key=f"{CLUBS}.add").click().run()
    labelled(at, "Make a link for new members").click().run()
    [address] = [code.value for code in at.code]

    monkeypatch.setattr(auth, "current_user", lambda: eve.user)
    hers = open_page(PAGE, organisation=address.partition("=")[2])
    assert "Its members will see your name" in said_on(hers)
    assert "Club" not in said_on(hers), "a link alone names nothing"
    hers.button(key=f"{CLUBS}.join").click().run()
    assert [one.value for one in hers.success] == ["You are in\\."]
    assert [one.label.replace("\\", "") for one in hers.expander] == ["Club *x* · 2 members"]
    assert [one.label for one in hers.button if one.label.startswith("Remove")] == []
    [club] = list_organisations(served_rein, viewer=eve)
    at = handed_over(open_page, monkeypatch, club, eve)
    labelled(at, "Leave it").click().run()
    assert not at.expander

    monkeypatch.setattr(auth, "current_user", lambda: eve.user)
    hers = open_page(PAGE)
    assert "leads it" in said_on(hers)
    hers.text_input(key=f"{CLUBS}.{club.id}.rename.name").set_value("Choir [x](y)").run()
    hers.button(key=f"{CLUBS}.{club.id}.rename.sure").click().run()
    assert [one.label.replace("\\", "") for one in hers.expander] == ["Choir [x](y) · 1 member"]
    hers.button(key=f"{CLUBS}.{club.id}.close.sure").click().run()
    assert "not the name" in hers.error[0].value
    hers.text_input(key=f"{CLUBS}.{club.id}.close.name").set_value("Choir [x](y)").run()
    hers.button(key=f"{CLUBS}.{club.id}.close.sure").click().run()
    assert not hers.expander
    assert not hers.exception


def handed_over(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, club: Organisation, member: Viewer
) -> AppTest:
    """Let the local person hand over the lead on the page; return the page."""
    monkeypatch.setattr(auth, "current_user", lambda: LOCAL_USER)
    at, key = open_page(PAGE), f"{CLUBS}.{club.id}.lead.member"
    assert at.button(key=f"{key}.sure").disabled
    at.selectbox(key=key).select_index(0).run()
    at.button(key=f"{key}.sure").click().run()
    assert f"{member.user.name} leads" in at.success[0].value.replace("\\", "")
    return at


def labelled(at: AppTest, label: str) -> Any:
    [found] = [one for one in at.button if one.label == label]
    return found
