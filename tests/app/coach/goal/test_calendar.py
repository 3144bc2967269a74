"""The calendar section of a goal's page: file, private address, reminders, links."""

from collections.abc import Callable
from datetime import time

import pytest
from streamlit.testing.v1 import AppTest

from app.coach.goal.calendar import load
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.errors import NotFound
from core.goals.goal import Circumstances
from core.usecases.calendar.feeds import find_feed
from core.usecases.calendar.preferences import get_preferences, save_preferences
from core.usecases.calendar.read_feed import read_feed
from core.usecases.goals.archive import archive_goal
from core.usecases.goals.submit import submit_goal
from core.usecases.runs.run_and_wait import run_and_wait
from tests.app.coach.conftest import words

OpenGoal = Callable[[str], AppTest]
KEY = "goal.calendar"


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


@pytest.fixture
def section(goal_page: OpenGoal, goal_id: str) -> AppTest:
    """The page of the goal with the section open."""
    return rerun(goal_page(goal_id))


def rerun(at: AppTest) -> AppTest:
    """Run the page again with the section open: only a browser remembers that it is."""
    at.session_state[KEY] = True
    return at.run()


def secret_of(address: str) -> str:
    return address.rpartition("/")[2].removesuffix(".ics")


def test_the_section_is_folded_and_reads_nothing_until_it_is_opened(
    goal_page: OpenGoal, goal_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "find_feed", lambda _: pytest.fail("the section is closed"))

    at = goal_page(goal_id)

    assert not at.exception
    assert "Put this plan in your calendar" in words(at)


def test_an_open_section_offers_file_address_reminders_and_the_next_task(section: AppTest) -> None:
    assert not section.exception
    said = words(section)
    for part in ("Add it once.", "Keep it in sync.", "Time and reminders.", "Just the next task:"):
        assert part in said
    assert [button.proto.label for button in section.get("download_button")][-1:] == [
        "Download calendar file"
    ]
    links = [link.proto for link in section.get("link_button")]
    assert [link.label for link in links] == ["Google Calendar", "Outlook.com", "Microsoft 365"]
    assert all(link.url.startswith("https://") for link in links)


def test_an_address_is_shown_once_and_works_until_it_is_revoked(
    section: AppTest, served: Rein, goal_id: str, goal_page: OpenGoal
) -> None:
    section.button(f"{KEY}.create").click()
    at = rerun(section)

    (address,) = [code.value for code in at.code if "/calendar/" in code.value]
    assert address.startswith("http")
    assert read_feed(served, secret_of(address)).revisions
    assert "Last read" in words(rerun(at))
    assert address not in [code.value for code in rerun(goal_page(goal_id)).code]

    at.button(f"{KEY}.revoke").click()
    rerun(at)

    assert "The address no longer works" in words(at)
    assert address not in [code.value for code in at.code]
    with pytest.raises(NotFound):
        read_feed(served, secret_of(address))


def test_replacing_an_address_shows_a_new_one_and_ends_the_old_one(
    section: AppTest, served: Rein
) -> None:
    section.button(f"{KEY}.create").click()
    at = rerun(section)
    first = at.code[0].value

    at.button(f"{KEY}.replace").click()

    assert rerun(at).code[0].value != first
    with pytest.raises(NotFound):
        read_feed(served, secret_of(first))


def test_all_goals_have_an_address_of_their_own(
    section: AppTest, served: Rein, goal_id: str
) -> None:
    section.segmented_control(f"{KEY}.scope").set_value("All my goals")
    rerun(section).button(f"{KEY}.create").click()

    assert [code for code in rerun(section).code if "/calendar/" in code.value]
    assert find_feed(served, viewer=LOCAL_VIEWER) is not None
    assert find_feed(served, viewer=LOCAL_VIEWER, goal_id=goal_id) is None


def test_on_this_computer_the_section_says_who_cannot_read_the_address(section: AppTest) -> None:
    section.button(f"{KEY}.create").click()
    at = rerun(section)

    assert "only calendar apps on this computer" in words(at)


def test_a_time_of_day_is_saved_and_lets_a_reminder_be_chosen(
    section: AppTest, served: Rein
) -> None:
    assert section.selectbox(f"{KEY}.alarm").disabled

    section.selectbox(f"{KEY}.at").set_value("18:00")
    rerun(section).selectbox(f"{KEY}.alarm").set_value("10 minutes before")
    at = rerun(section)

    assert at.selectbox(f"{KEY}.alarm").value == "10 minutes before"
    stored = get_preferences(served, viewer=LOCAL_VIEWER)
    assert (stored.at, stored.alarm_minutes) == (time(18), 10)
    assert ", 18:" in words(at)  # the next task says its time


def test_an_archived_goal_has_no_calendar_section(
    goal_page: OpenGoal, goal_id: str, served: Rein
) -> None:
    archive_goal(served, viewer=LOCAL_VIEWER, goal_id=goal_id)

    assert "Put this plan in your calendar" not in words(goal_page(goal_id))


def test_a_time_that_was_stored_elsewhere_is_one_of_the_choices(
    goal_page: OpenGoal, goal_id: str, served: Rein
) -> None:
    save_preferences(served, viewer=LOCAL_VIEWER, at=time(4, 45), alarm_minutes=90)

    at = rerun(goal_page(goal_id))

    assert at.selectbox(f"{KEY}.at").value == "04:45"
    assert at.selectbox(f"{KEY}.alarm").value == "1 h 30 min before"
