"""Who reads what others wrote is logged once for some minutes, and the person sees it."""

from datetime import timedelta

import pytest

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import StorageUnavailable
from core.goals.goal import Circumstances
from core.ids import new_id
from core.store.audit.store import AuditStore
from core.store.traces.list_rows import TraceFilter
from core.usecases.audit.list_readings import Reading, list_readings
from core.usecases.goals.submit import Submitted, submit_goal
from core.usecases.people.add_person import add_person
from core.usecases.records.export_records import RecordsAsked, RecordTable, write_records
from core.usecases.runs.run_and_wait import run_and_wait
from core.usecases.traces.get_trace import get_trace
from core.usecases.traces.list_traces import list_traces
from tests.fakes import FrozenClock

TEXT = "Run 5 km in 12 weeks"


def person(rein: Rein, login: str, role: Role) -> Viewer:
    made = add_person(rein, viewer=LOCAL_VIEWER, login=f"{login}@example.org", role=role)
    return Viewer(user=User(id=made.user.id, name=made.user.name, role=role))


def goal_of(rein: Rein, owner: Viewer, *, text: str = TEXT) -> Submitted:
    submitted = submit_goal(
        rein, viewer=owner, text=text, circumstances=Circumstances(), key=new_id()
    )
    run_and_wait(rein, submitted.run_id)
    return submitted


def shown(readings: tuple[Reading, ...]) -> list[tuple[str, str | None, bool]]:
    return [(one.what, one.goal_id, one.masked) for one in readings]


def test_a_reading_is_one_line_for_some_minutes_and_names_the_goal_that_was_opened(
    rein: Rein, clock: FrozenClock
) -> None:
    owner, reviewer = person(rein, "ada", Role.USER), person(rein, "eve", Role.REVIEWER)
    goal = goal_of(rein, owner)

    for _ in range(3):
        get_trace(rein, viewer=reviewer, trace_id=goal.trace_id)
        list_traces(rein, viewer=reviewer, filters=TraceFilter())
    assert shown(list_readings(rein, viewer=owner)) == [
        ("traces", None, True),
        ("traces", goal.goal_id, True),
    ], "the list, and the goal that was opened"

    clock.advance(timedelta(minutes=16))
    get_trace(rein, viewer=reviewer, trace_id=goal.trace_id)
    newest = list_readings(rein, viewer=owner)[0]
    assert len(list_readings(rein, viewer=owner)) == 3
    assert (newest.role, newest.reader, newest.at) == (Role.REVIEWER, "eve", clock.now())
    assert "5 km" in str(newest.title)


def test_own_words_are_read_without_a_line(rein: Rein) -> None:
    admin = person(rein, "ada", Role.ADMIN)
    goal = goal_of(rein, admin)

    get_trace(rein, viewer=admin, trace_id=goal.trace_id)
    list_traces(rein, viewer=admin, filters=TraceFilter())

    assert list_readings(rein, viewer=admin) == ()


def test_a_file_of_records_is_a_reading_of_each_person_in_it(rein: Rein) -> None:
    people = [person(rein, name, Role.USER) for name in ("ada", "bob", "cleo")]
    for one in people[:2]:
        goal_of(rein, one)

    write_records(rein, viewer=LOCAL_VIEWER, asked=RecordsAsked(table=RecordTable.TRACES))

    read = [shown(list_readings(rein, viewer=one)) for one in people]
    assert read == [[("records", None, False)], [("records", None, False)], []]


def test_without_its_line_there_is_no_reading(rein: Rein, monkeypatch: pytest.MonkeyPatch) -> None:
    goal = goal_of(rein, person(rein, "ada", Role.USER))

    def fail(*_: object) -> None:
        raise StorageUnavailable("The database cannot write to its disk.")

    monkeypatch.setattr(AuditStore, "record_once", fail)
    with pytest.raises(StorageUnavailable):
        get_trace(rein, viewer=LOCAL_VIEWER, trace_id=goal.trace_id)
