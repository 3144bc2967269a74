"""Shared with you: an invitation is accepted, a goal is seen, and it ends."""

import pytest

from app import auth
from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.usecases.coaches.invitations import invite_coach, remove_coach
from core.usecases.goals.submit import Submitted
from core.usecases.people.add_person import add_person
from tests.app.conftest import Open, said_on

PAGE = "coach/coached/page.py"


@pytest.mark.usefixtures("served_rein")
def test_without_a_shared_goal_the_page_says_how_one_is_shared(open_page: Open) -> None:
    at = open_page(PAGE)

    assert not at.exception
    assert "No goal is shared with you" in said_on(at)


@pytest.mark.usefixtures("served_rein")
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"invitation": "unknown"}, "This invitation cannot be used"),
        ({"goal": "unknown"}, "This goal is not shared with you"),
    ],
)
def test_what_is_not_there_is_said(open_page: Open, query: dict[str, str], said: str) -> None:
    at = open_page(PAGE, **query)

    assert not at.exception
    assert said in said_on(at)


def test_an_invitation_leads_to_the_goal_until_it_is_taken_back(
    served_rein: Rein, with_goal: Submitted, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = invite_coach(served_rein, viewer=LOCAL_VIEWER, goal_id=with_goal.goal_id, days=7)
    account = add_person(served_rein, viewer=LOCAL_VIEWER, login="eve@example.org")
    coach = User(id=account.user.id, name="Eve", role=Role.USER)
    monkeypatch.setattr(auth, "current_user", lambda: coach)

    at = open_page(PAGE, invitation=made.path.partition("=")[2])
    assert "would like you to coach them" in said_on(at)
    at.button[0].click().run()
    assert not at.exception
    assert "shares this goal with you until" in said_on(at)
    assert "There is no check-in yet" in said_on(at)

    remove_coach(
        served_rein,
        viewer=LOCAL_VIEWER,
        goal_id=with_goal.goal_id,
        coaching_id=made.coaching.id,
    )
    at.run()
    assert "This goal is not shared with you" in said_on(at)
