"""Two people read the same page at the same moment, each in the day and time of their own zone."""

import pytest
from streamlit.testing.v1 import AppTest

from app.coach.goal import load
from core.bootstrap import Rein
from tests.app.coach.conftest import words
from tests.app.coach.samples import make_view
from tests.app.conftest import MAIN, go_to, said_on

TOKYO, HONOLULU = "Asia/Tokyo", "Pacific/Honolulu"


def open_in(zone: str, path: str, **query: str) -> AppTest:
    at = AppTest.from_file(MAIN, default_timeout=30)
    at.context = {"timezone": zone}
    for name, value in query.items():
        at.query_params[name] = value
    return go_to(at, path).run()


@pytest.mark.parametrize(("zone", "week"), [(TOKYO, True), (HONOLULU, False)])
def test_this_week_is_the_one_of_the_persons_own_today(
    served_rein: Rein, monkeypatch: pytest.MonkeyPatch, *, zone: str, week: bool
) -> None:
    """The plan begins on Monday 4 January, which has not begun in Honolulu."""
    view = make_view()
    monkeypatch.setattr(load, "find_goal", lambda _: view)
    monkeypatch.setattr(load, "rating_history", lambda _: ())

    at = open_in(zone, "coach/goal/page.py", id=view.goal_id)

    assert not at.exception
    assert ("You are in week 1." in words(at)) == week


@pytest.mark.parametrize(
    ("zone", "when"), [(TOKYO, "Mon 4 Jan, 18:00"), (HONOLULU, "Sun 3 Jan, 23:00")]
)
def test_a_moment_is_written_in_the_persons_own_time(
    served_rein: Rein, with_goal: object, zone: str, when: str
) -> None:
    at = open_in(zone, "review/traces/page.py")

    assert when in said_on(at)


def test_an_unknown_zone_is_the_machines(served_rein: Rein) -> None:
    at = open_in("Nowhere/At_All", "operate/health/page.py")

    assert not at.exception
    assert at.title[0].value == "Health"
