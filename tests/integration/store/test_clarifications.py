"""Questions of a run are asked once and answered once; the wait does not count as work."""

from datetime import timedelta

import pytest

from core.errors import Conflict
from core.store.database.engine import Database
from core.store.runs.values import RunStatus
from tests.factories.stored import add_goal, add_run, make_question
from tests.fakes import NOW


def test_questions_round_trip_in_order(database: Database) -> None:
    questions = (make_question("hours"), make_question("baseline"))
    with database.begin() as work:
        run = add_run(work, add_goal(work))

        first = work.clarifications.add(run.id, questions, now=NOW)
        second = work.clarifications.add(
            run.id, (make_question("deadline"), make_question("hours")), now=NOW
        )

        assert (first, second, work.clarifications.count_rounds(run.id)) == (1, 2, 2)
        assert [q.id for q in work.clarifications.list_open(run.id)] == [
            "hours",
            "baseline",
            "deadline",
        ]
        assert work.clarifications.list_open(run.id)[:2] == questions


def test_an_answer_and_a_skip_both_close_a_question(database: Database) -> None:
    with database.begin() as work:
        run = add_run(work, add_goal(work))
        work.clarifications.add(
            run.id, (make_question("hours"), make_question("baseline")), now=NOW
        )

        work.clarifications.answer(run.id, "hours", "4", now=NOW)
        work.clarifications.answer(run.id, "baseline", None, now=NOW)

        assert work.clarifications.list_open(run.id) == ()
        assert [(a.question.id, a.text) for a in work.clarifications.list_answers(run.id)] == [
            ("hours", "4"),
            ("baseline", None),
        ]


def test_a_question_is_answered_once(database: Database) -> None:
    with database.begin() as work:
        run = add_run(work, add_goal(work))
        work.clarifications.add(run.id, (make_question("hours"),), now=NOW)
        work.clarifications.answer(run.id, "hours", "4", now=NOW)

    with pytest.raises(Conflict), database.begin() as work:
        work.clarifications.answer(run.id, "hours", "5", now=NOW)


def test_the_time_a_run_waits_for_answers_is_counted(database: Database) -> None:
    with database.begin() as work:
        run = add_run(work, add_goal(work))
        work.runs.claim(run.id, owner="w", now=NOW, lease_s=30)
        waits = work.runs.wait_for_answers(run.id, owner="w", now=NOW)

        resumed = work.runs.resume_answered(run.id, now=NOW + timedelta(minutes=5))

        again = work.runs.get(run.id)
    assert waits
    assert resumed
    assert again is not None
    assert (again.status, again.waited_us) == (RunStatus.QUEUED, 300_000_000)
