"""Answers to ratings: who may give them, whom they reach, and that they go with the goal."""

import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from core.accounts.user import LOCAL_USER, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from core.ids import new_id
from core.store.ratings.inbox_filter import InboxFilter
from core.usecases.goals.export_goals import export_goals
from core.usecases.ratings.get_rating import get_rating
from core.usecases.ratings.get_themes import get_themes
from core.usecases.ratings.list_inbox import count_inbox, list_inbox
from core.usecases.ratings.list_notes import list_notes
from core.usecases.ratings.reply import (
    MAX_NOTE_CHARACTERS,
    Note,
    change_reply,
    list_own_replies,
    mark_replies_seen,
    reply_to_rating,
    reply_to_theme,
    withdraw_reply,
)
from core.usecases.utc_days import last_days
from tests.factories.many_ratings import LOW, contrasting_comments, write_comments
from tests.factories.stored import add_rating, add_trace, make_account, make_goal
from tests.fakes import FrozenClock

ADA = Viewer(user=User(id=new_id(), name="Ada", role=Role.USER), time_zone=None)
NOTE = Note(text="  Your shifts count now.  ", version="plan@v2")


def month(rein: Rein) -> InboxFilter:
    days = last_days(rein, 30)
    return InboxFilter(sample=False, since=days.since, until=days.until)


@pytest.fixture
def goal_id(rein: Rein) -> str:
    """A goal of Ada's."""
    with rein.database.begin() as work:
        work.accounts.ensure(make_account(user=ADA.user))
        goal = make_goal(ADA.id)
        work.goals.add(goal)
    return goal.id


@pytest.fixture
def trace_id(rein: Rein, goal_id: str) -> str:
    """A trace of the goal, which she rated."""
    with rein.database.begin() as work:
        goal = work.goals.find(goal_id)
        assert goal is not None
        trace_id = add_trace(work, goal)
        add_rating(work, trace_id, ADA.id, now=rein.clock.now(), stars=2.0)
    return trace_id


def test_each_note_is_listed_once_with_how_many_have_it_and_saw_it(
    rein: Rein, trace_id: str, goal_id: str, clock: FrozenClock
) -> None:
    with rein.database.begin() as work:
        write_comments(work, contrasting_comments(rein.clock.now()))
    theme = get_themes(rein, viewer=LOCAL_VIEWER, days=last_days(rein, 30)).complaint
    assert theme is not None
    reply_to_theme(
        rein, viewer=LOCAL_VIEWER, filters=month(rein), theme=theme.label, note=Note(text="Fixed.")
    )
    clock.advance(timedelta(minutes=1))
    reply_to_rating(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, user_id=ADA.id, note=NOTE)
    mark_replies_seen(rein, viewer=ADA, goal_id=goal_id)

    notes = list_notes(rein, viewer=LOCAL_VIEWER)

    assert [(one.note, one.version, one.theme, one.sent_to, one.seen) for one in notes] == [
        ("Your shifts count now.", "plan@v2", "", 1, 1),
        ("Fixed.", "", theme.label, LOW, 0),
    ]
    assert list_notes(rein, viewer=LOCAL_VIEWER, sample=True) == ()
    with pytest.raises(NotAllowed):
        list_notes(rein, viewer=ADA)
    withdraw_reply(rein, viewer=LOCAL_VIEWER, reply_id=notes[0].id)
    assert [one.note for one in list_notes(rein, viewer=LOCAL_VIEWER)] == ["Fixed."]


def test_the_person_reads_the_answer_and_nobody_else_does(
    rein: Rein, trace_id: str, goal_id: str
) -> None:
    reply_to_rating(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, user_id=ADA.id, note=NOTE)

    (reply,) = list_own_replies(rein, viewer=ADA, goal_id=goal_id)
    assert (reply.note, reply.version, reply.seen_at) == ("Your shifts count now.", "plan@v2", None)
    assert list_own_replies(rein, viewer=LOCAL_VIEWER, goal_id=goal_id) == ()
    mark_replies_seen(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
    detail = get_rating(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, user_id=ADA.id)
    assert detail.replies[0].seen_at is None
    mark_replies_seen(rein, viewer=ADA, goal_id=goal_id)
    detail = get_rating(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, user_id=ADA.id)
    assert detail.replies[0].seen_at == rein.clock.now()
    assert detail.replies[0].author_name == LOCAL_USER.name


def test_a_person_may_neither_answer_nor_read_the_ratings_of_others(
    rein: Rein, trace_id: str
) -> None:
    filters = month(rein)
    for refused in (
        lambda: reply_to_rating(rein, viewer=ADA, trace_id=trace_id, user_id=ADA.id, note=NOTE),
        lambda: reply_to_theme(rein, viewer=ADA, filters=filters, theme="x", note=NOTE),
        lambda: change_reply(rein, viewer=ADA, reply_id="x", note=NOTE),
        lambda: withdraw_reply(rein, viewer=ADA, reply_id="x"),
        lambda: list_inbox(rein, viewer=ADA, filters=filters),
        lambda: count_inbox(rein, viewer=ADA, filters=filters),
        lambda: get_rating(rein, viewer=ADA, trace_id=trace_id, user_id=ADA.id),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_a_rating_has_one_answer_until_it_is_withdrawn(
    rein: Rein, trace_id: str, goal_id: str
) -> None:
    def answer() -> None:
        reply_to_rating(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, user_id=ADA.id, note=NOTE)

    answer()
    with pytest.raises(Conflict):
        answer()
    (reply,) = list_own_replies(rein, viewer=ADA, goal_id=goal_id)
    assert withdraw_reply(rein, viewer=LOCAL_VIEWER, reply_id=reply.id) == 1
    assert list_own_replies(rein, viewer=ADA, goal_id=goal_id) == ()
    with pytest.raises(Conflict):
        change_reply(rein, viewer=LOCAL_VIEWER, reply_id=reply.id, note=NOTE)
    answer()


@pytest.mark.parametrize("text", ["", " \n ", "x" * (MAX_NOTE_CHARACTERS + 1)])
def test_a_note_says_something_and_not_too_much(rein: Rein, trace_id: str, text: str) -> None:
    with pytest.raises(InvalidInput):
        reply_to_rating(
            rein, viewer=LOCAL_VIEWER, trace_id=trace_id, user_id=ADA.id, note=Note(text=text)
        )


def test_one_note_answers_all_ratings_of_a_theme_that_have_none(rein: Rein) -> None:
    with rein.database.begin() as work:
        keys = write_comments(work, contrasting_comments(rein.clock.now()))
    filters = month(rein)
    theme = get_themes(rein, viewer=LOCAL_VIEWER, days=last_days(rein, 30)).complaint
    assert theme is not None
    listed = list_inbox(rein, viewer=LOCAL_VIEWER, filters=filters, theme=theme.label)
    assert {(row.trace_id, row.user_id) for row in listed.rows} == set(keys[:LOW])
    first, user_id = keys[0]
    reply_to_rating(rein, viewer=LOCAL_VIEWER, trace_id=first, user_id=user_id, note=NOTE)

    answered = reply_to_theme(
        rein, viewer=LOCAL_VIEWER, filters=filters, theme=theme.label, note=Note(text="Looser now.")
    )

    assert answered == LOW - 1
    reply = get_rating(rein, viewer=LOCAL_VIEWER, trace_id=keys[1][0], user_id=user_id).replies[0]
    assert (reply.theme, reply.sent_to) == (theme.label, LOW - 1)
    with pytest.raises(Conflict):
        reply_to_theme(rein, viewer=LOCAL_VIEWER, filters=filters, theme="gone", note=NOTE)


def test_answers_are_in_the_export_and_gone_with_the_goal(
    rein: Rein, trace_id: str, goal_id: str, tmp_path: Path
) -> None:
    reply_to_rating(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, user_id=ADA.id, note=NOTE)
    with zipfile.ZipFile(_exported(rein, tmp_path)) as archive:
        (goal,) = json.loads(archive.read("goals.json"))
    assert goal["rating_replies"] == [
        {
            "note": "Your shifts count now.",
            "changed_since": "plan@v2",
            "written_at": rein.clock.now().isoformat(),
        }
    ]

    with rein.database.begin() as work:
        work.goals.delete(goal_id)
    assert list_own_replies(rein, viewer=ADA, goal_id=goal_id) == ()
    with pytest.raises(NotFound):
        get_rating(rein, viewer=LOCAL_VIEWER, trace_id=trace_id, user_id=ADA.id)


def _exported(rein: Rein, folder: Path) -> Path:
    file = folder / "all.zip"
    assert export_goals(rein, viewer=ADA, file=file) == 1
    return file
