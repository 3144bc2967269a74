"""People and Audit log: invitations, roles, and who did what."""

import pytest

from app import auth
from core.accounts.user import LOCAL_USER_ID, Role
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.usecases.people.add_person import add_person
from core.usecases.people.people import list_people
from tests.app.conftest import Open, said_on

ADA = "ada@example.org"
PAGE = "operate/people/page.py"


@pytest.fixture
def with_accounts(served_rein: Rein, monkeypatch: pytest.MonkeyPatch) -> Rein:
    """Rein where people sign in, seen by its admin."""
    monkeypatch.setattr(auth, "needs_account", lambda _: True)
    monkeypatch.setattr(auth, "current_user", lambda: LOCAL_VIEWER.user)
    add_person(
        served_rein,
        viewer=LOCAL_VIEWER,
        login="you@example.org",
        role=Role.ADMIN,
        name="You",
        takes_local_goals=True,
    )
    return served_rein


@pytest.mark.usefixtures("served_rein")
def test_without_accounts_the_page_says_why_it_is_empty(open_page: Open) -> None:
    at = open_page(PAGE)

    assert not at.exception
    assert "Nobody has to sign in here" in said_on(at)


def test_an_invitation_is_shown_once(with_accounts: Rein, open_page: Open) -> None:
    at = open_page(PAGE)
    at.text_input[1].set_value(ADA)
    [submit] = [one for one in at.button if one.label == "Make the link"]
    submit.click().run()

    assert any("/account/password?code=" in code.value for code in at.code)
    assert ADA in said_on(at)
    at.run()
    assert not at.code
    assert [one.login for one in list_people(with_accounts, viewer=LOCAL_VIEWER)] == [
        ADA,
        "you@example.org",
    ]


def test_a_role_is_changed_in_place_and_back(with_accounts: Rein, open_page: Open) -> None:
    made = add_person(with_accounts, viewer=LOCAL_VIEWER, login=ADA)
    at = open_page(PAGE)
    at.selectbox(key=f"people.{made.user.id}.role").set_value(Role.REVIEWER).run()

    def role() -> Role:
        return list_people(with_accounts, viewer=LOCAL_VIEWER, search=ADA)[0].user.role

    assert role() is Role.REVIEWER
    assert [one.value.endswith("is a reviewer now\\.") for one in at.success] == [True]
    [undo] = [one for one in at.button if one.label == "Undo"]
    undo.click().run()
    assert role() is Role.USER
    assert not at.exception


def test_nobody_takes_their_own_rights_away(with_accounts: Rein, open_page: Open) -> None:
    at = open_page(PAGE)

    assert at.selectbox(key=f"people.{LOCAL_USER_ID}.role").disabled
    assert at.button(key=f"people.{LOCAL_USER_ID}.disable").disabled
    assert "1 account, 1 admin among them." in said_on(at)
    del with_accounts


def test_a_reviewer_is_shown_texts_in_full_for_a_time_and_no_longer(
    with_accounts: Rein, open_page: Open
) -> None:
    made = add_person(with_accounts, viewer=LOCAL_VIEWER, login=ADA, role=Role.REVIEWER)
    at = open_page(PAGE)
    key = f"people.{made.user.id}.grant"
    at.text_input(key=f"{key}.reason").set_value("Looks into a complaint").run()
    at.button(key=f"{key}.give").click().run()
    assert "Looks into a complaint" in said_on(at)
    at.button(key=f"{key}.revoke").click().run()
    assert "Looks into a complaint" not in said_on(at)
    assert not at.exception


def test_the_audit_log_names_who_did_what(with_accounts: Rein, open_page: Open) -> None:
    add_person(with_accounts, viewer=LOCAL_VIEWER, login=ADA, name="Ada")

    at = open_page("operate/audit/page.py")

    assert not at.exception
    assert "Newest first" in said_on(at)


def test_an_account_is_erased_once_its_address_is_typed(
    with_accounts: Rein, open_page: Open
) -> None:
    made = add_person(with_accounts, viewer=LOCAL_VIEWER, login=ADA)
    at = open_page(PAGE)
    key = f"people.{made.user.id}.erase"
    for typed, left in (("eve@example.org", 1), (ADA, 0)):
        at.text_input(key=f"{key}.typed").set_value(typed).run()
        at.button(key=f"{key}.sure").click().run()
        assert len(list_people(with_accounts, viewer=LOCAL_VIEWER, search=ADA)) == left
    assert not at.exception
