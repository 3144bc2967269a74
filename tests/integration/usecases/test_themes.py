"""The themes of a window are of the ratings as they are now, and are counted once."""

from datetime import timedelta

import pytest

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import NotAllowed
from core.store.traces.read import find_trace
from core.usecases.ratings import get_themes as use_case
from core.usecases.ratings.get_themes import ThemeReport, get_themes
from core.usecases.utc_days import last_days
from tests.factories.many_ratings import HIGH, LOW, contrasting_comments, write_comments


def themes_of(rein: Rein, *, sample: bool = False) -> ThemeReport:
    return get_themes(rein, viewer=LOCAL_VIEWER, days=last_days(rein, 7), sample=sample)


@pytest.fixture
def keys(rein: Rein) -> list[tuple[str, str]]:
    with rein.database.begin() as work:
        return write_comments(work, contrasting_comments(rein.clock.now()))


def test_the_themes_of_a_window_name_the_ratings_that_have_them(
    rein: Rein, keys: list[tuple[str, str]]
) -> None:
    report = themes_of(rein)

    assert report.read == LOW + HIGH
    assert not report.is_cut
    complaint = report.complaint
    assert complaint is not None
    assert "timeline" in " ".join(complaint.phrases)
    assert complaint.members == tuple(reversed(keys[:LOW]))
    assert themes_of(rein, sample=True).found.themes == ()


def test_themes_are_found_once_until_a_rating_changes(
    rein: Rein, keys: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    monkeypatch.setattr(use_case, "_find", _counting(found))
    themes_of(rein)
    themes_of(rein)
    assert len(found) == 1

    trace_id, user_id = keys[0]
    with rein.database.begin() as work:
        work.ratings.withdraw(trace_id=trace_id, user_id=user_id, now=rein.clock.now())

    assert themes_of(rein).read == LOW + HIGH - 1
    assert len(found) == 2


def test_deleted_words_are_in_no_theme(rein: Rein, keys: list[tuple[str, str]]) -> None:
    assert themes_of(rein).found.themes
    trace = find_trace(rein.database, keys[0][0])
    assert trace is not None
    with rein.database.begin() as work:
        work.goals.delete(trace.row.goal_id or "")

    assert themes_of(rein).read == 0


def test_only_the_newest_comments_are_read(
    rein: Rein, keys: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(use_case, "MAX_COMMENTS", HIGH)

    report = themes_of(rein)

    assert (report.read, report.is_cut) == (HIGH, True)


def test_an_older_window_is_another_one(rein: Rein, keys: list[tuple[str, str]]) -> None:
    days = last_days(rein, 7)
    before = type(days)(since=days.since - timedelta(7), until=days.since - timedelta(1))

    assert get_themes(rein, viewer=LOCAL_VIEWER, days=before).read == 0


def test_a_person_may_not_read_what_others_write(rein: Rein) -> None:
    person = Viewer(user=User(id="someone", name="Ada", role=Role.USER), time_zone=None)

    with pytest.raises(NotAllowed):
        get_themes(rein, viewer=person, days=last_days(rein, 7))


def _counting(found: list[object]) -> object:
    real = use_case._find

    def find(*given: object) -> object:
        found.append(given)
        return real(*given)  # type: ignore[arg-type]

    return find
