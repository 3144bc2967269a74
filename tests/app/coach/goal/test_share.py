"""The share section of a goal's page: a link is made, shown once, looked at, and revoked."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from app import auth
from app.coach.goal import load as goal_load
from app.coach.goal.share import load, present
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.goals.goal import Circumstances
from core.usecases.coaches.coached_goals import list_coached_goals
from core.usecases.coaches.invitations import accept_invitation
from core.usecases.goals.archive import archive_goal
from core.usecases.goals.submit import submit_goal
from core.usecases.organisations.organisations import (
    add_organisation,
    invite_members,
    join_organisation,
)
from core.usecases.people.add_person import add_person
from core.usecases.runs.run_and_wait import run_and_wait
from core.usecases.shares.open_share import open_share
from core.usecases.shares.share_links import ShareLink, add_share, find_share
from tests.app.coach.conftest import words
from tests.fakes import NOW

OpenGoal = Callable[[str], AppTest]
KEY = "goal.share"
COACHES = "goal.coaches"


@pytest.fixture
def goal_id(served: Rein) -> str:
    """A goal the offline coach has really worked on."""
    submitted = submit_goal(
        served,
        viewer=LOCAL_VIEWER,
        text="I want to run a 5K by the end of March",
        circumstances=Circumstances(),
        key="a",
    )
    run_and_wait(served, submitted.run_id)
    return submitted.goal_id


def rerun(at: AppTest) -> AppTest:
    """Run the page again with the section open: only a browser remembers that it is."""
    at.session_state[KEY] = True
    return at.run()


def secret_of(address: str) -> str:
    return address.rpartition("/")[2]


def test_a_plan_is_not_shared_and_nothing_is_read_until_the_section_is_opened(
    goal_page: OpenGoal, goal_id: str, served: Rein, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "find_link", lambda _: pytest.fail("the section is closed"))

    at = goal_page(goal_id)

    assert not at.exception
    assert "Share this plan" in words(at)
    assert find_share(served, viewer=LOCAL_VIEWER, goal_id=goal_id) is None


def test_a_link_is_shown_once_and_works_until_it_is_revoked(
    goal_page: OpenGoal, goal_id: str, served: Rein
) -> None:
    section = rerun(goal_page(goal_id))
    assert "are not on it" in words(section)
    section.segmented_control(f"{KEY}.period").set_value("1 week")
    rerun(section).button(f"{KEY}.create").click()
    at = rerun(section)

    (address,) = [code.value for code in at.code if "/shared/" in code.value]
    assert open_share(served, secret_of(address)).weeks
    link = find_share(served, viewer=LOCAL_VIEWER, goal_id=goal_id)
    assert link is not None
    assert link.expires_at - link.created_at == timedelta(days=7)
    assert "Opened once, last" in words(rerun(at))
    assert "opens on this computer only" in words(at)
    assert [code for code in rerun(goal_page(goal_id)).code if "/shared/" in code.value] == []

    at.button(f"{KEY}.revoke").click()
    rerun(at)

    assert "The link no longer works" in words(at)
    assert [code for code in at.code if "/shared/" in code.value] == []
    with pytest.raises(NotFound):
        open_share(served, secret_of(address))


def test_replacing_a_link_shows_a_new_one_and_ends_the_old_one(
    goal_page: OpenGoal, goal_id: str, served: Rein
) -> None:
    section = rerun(goal_page(goal_id))
    section.button(f"{KEY}.create").click()
    at = rerun(section)
    first = next(code.value for code in at.code if "/shared/" in code.value)

    at.button(f"{KEY}.replace").click()

    assert next(code.value for code in rerun(at).code if "/shared/" in code.value) != first
    with pytest.raises(NotFound):
        open_share(served, secret_of(first))


def test_a_link_that_was_revoked_elsewhere_says_so_on_the_page(
    goal_page: OpenGoal, goal_id: str, served: Rein
) -> None:
    add_share(served, viewer=LOCAL_VIEWER, goal_id=goal_id, days=7)
    at = rerun(goal_page(goal_id))
    load.revoke_link(goal_id)

    at.button(f"{KEY}.revoke").click()

    assert "This plan is not shared" in words(rerun(at))


def test_a_coach_is_invited_named_and_removed(
    goal_page: OpenGoal, goal_id: str, served: Rein, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_accounts = words(rerun(goal_page(goal_id)))
    monkeypatch.setattr(auth, "needs_account", lambda _: True)
    monkeypatch.setattr(auth, "current_user", lambda: LOCAL_VIEWER.user)
    at = rerun(goal_page(goal_id))
    at.segmented_control(f"{COACHES}.period").set_value("1 week")
    rerun(at).button(f"{COACHES}.invite").click()
    rerun(at)
    at = rerun(at)  # whatever is done next, the link stays until it is used
    (address,) = [code.value for code in at.code if "invitation=" in code.value]
    assert "A coach" not in without_accounts
    assert "An invitation waits for its coach" in words(at)

    eve = add_person(served, viewer=LOCAL_VIEWER, login="eve@example.org", name="Eve *x*")
    coach = Viewer(user=eve.user)
    accept_invitation(served, viewer=coach, secret=address.partition("invitation=")[2])
    at = rerun(at)
    assert "Eve *x* sees this goal until Mon 11 Jan" in words(at).replace("\\", "")
    assert [code for code in at.code if "invitation=" in code.value] == []
    (remove,) = [one for one in at.button if one.label.startswith("Remove Eve")]
    remove.click()
    rerun(at)
    assert "They no longer see this goal" in words(at)
    assert list_coached_goals(served, viewer=coach) == ()


def test_a_goal_is_shared_with_a_member_of_an_organisation_without_a_link(
    goal_page: OpenGoal, goal_id: str, served: Rein, monkeypatch: pytest.MonkeyPatch
) -> None:
    eve = Viewer(
        user=add_person(served, viewer=LOCAL_VIEWER, login="eve@example.org", name="Eve").user
    )
    club = add_organisation(served, viewer=LOCAL_VIEWER, name="Club")
    link = invite_members(served, viewer=LOCAL_VIEWER, organisation_id=club.id)
    join_organisation(served, viewer=eve, secret=link.path.partition("=")[2])
    monkeypatch.setattr(auth, "needs_account", lambda _: True)
    monkeypatch.setattr(auth, "current_user", lambda: LOCAL_VIEWER.user)
    at = rerun(goal_page(goal_id))

    at.selectbox(f"{COACHES}.member").select_index(0)
    rerun(at).button(f"{COACHES}.share").click()
    at = rerun(at)

    assert "Eve sees this goal" in words(at)
    assert [one.coaching.goal_id for one in list_coached_goals(served, viewer=eve)] == [goal_id]


def test_an_archived_goal_has_no_share_section(
    goal_page: OpenGoal, goal_id: str, served: Rein
) -> None:
    archive_goal(served, viewer=LOCAL_VIEWER, goal_id=goal_id)

    assert "Share this plan" not in words(goal_page(goal_id))


def test_the_state_says_until_when_and_how_often() -> None:
    link = ShareLink(
        goal_id="g", user_id="u", digest="d", created_at=NOW, expires_at=NOW + timedelta(days=7)
    )
    opened = ShareLink(
        goal_id="g",
        user_id="u",
        digest="d",
        created_at=NOW,
        expires_at=NOW + timedelta(days=7),
        opened=3,
        last_opened_at=NOW,
    )

    assert present.state_of(link, now=NOW) == (
        "The link works until Mon 11 Jan, 09:00. It has not been opened."
    )
    assert present.state_of(opened, now=NOW + timedelta(days=7)) == (
        "The link ended on Mon 11 Jan, 09:00. Opened 3 times, last Mon 4 Jan, 09:00."
    )


def test_the_export_menu_offers_the_plan_to_print(goal_page: OpenGoal, goal_id: str) -> None:
    at = goal_page(goal_id)

    labels = [button.proto.label for button in at.get("download_button")]
    assert labels[:3] == ["PDF, to print", "Markdown, to read", "JSON, for programs"]
    view = goal_load.find_goal(goal_id)
    assert view is not None
    assert goal_load.exports_of(view).pdf().startswith(b"%PDF-")
