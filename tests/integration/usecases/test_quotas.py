"""One person cannot do without end what costs work or room, and cannot fill the queue."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein, build
from core.errors import InvalidInput, LimitReached
from core.goals.goal import Circumstances
from core.ids import new_id
from core.quality.rating import Rating
from core.usecases.goals.submit import Submitted, submit_goal
from core.usecases.ratings.rate import rate
from core.usecases.runs.execute import execute_run
from tests.conftest import make_settings
from tests.fakes import FrozenClock

GOAL = "Run 5 km by the end of March"
Build = Callable[..., Rein]


@pytest.fixture
def make(tmp_path: Path, database_url: str, clock: FrozenClock) -> Iterator[Build]:
    built: list[Rein] = []

    def make_rein(**changes: object) -> Rein:
        settings = make_settings(tmp_path, REIN_DATABASE_URL=database_url, **changes)
        built.append(build(settings, clock=clock))
        return built[-1]

    yield make_rein
    for rein in built:
        rein.jobs.stop(wait=True)
        rein.database.close()


def person(role: Role = Role.USER) -> Viewer:
    return Viewer(user=User(id=new_id(), name="Ada", role=role))


def submit(rein: Rein, viewer: Viewer, key: str = "", text: str = GOAL) -> Submitted:
    return submit_goal(
        rein, viewer=viewer, text=text, circumstances=Circumstances(), key=key or new_id()
    )


def test_one_goal_too_many_is_refused_with_the_wait_and_possible_after_it(
    make: Build, clock: FrozenClock
) -> None:
    rein, ada, bob = make(REIN_QUOTA_GOALS="2/hour, 3/day"), person(), person()
    first = submit(rein, ada, "one")
    submit(rein, ada)

    with pytest.raises(LimitReached, match="2 goals an hour and 3 goals a day") as refused:
        submit(rein, ada)

    assert submit(rein, ada, "one") == first, "what was sent before is no further use"
    submit(rein, bob)
    clock.advance(timedelta(seconds=refused.value.wait_s).total_seconds())
    submit(rein, ada)


def test_what_is_refused_for_another_reason_costs_nothing(make: Build) -> None:
    rein, ada = make(REIN_QUOTA_GOALS="1/hour"), person()

    with pytest.raises(InvalidInput):
        submit(rein, ada, text="?")

    submit(rein, ada)


def test_an_admin_sets_the_quotas_and_has_none(make: Build) -> None:
    rein = make(REIN_QUOTA_GOALS="1/hour")

    for _ in range(3):
        submit(rein, LOCAL_VIEWER)


def test_ratings_are_limited_however_often_the_same_result_is_rated(make: Build) -> None:
    rein, ada = make(REIN_QUOTA_RATINGS="2/day"), person()
    submitted = submit(rein, ada)
    execute_run(rein, submitted.run_id)
    trace_id = submitted.trace_id
    for stars in (4.0, 3.5):
        rate(rein, viewer=ada, trace_id=trace_id, rating=Rating(stars=stars))

    with pytest.raises(LimitReached, match="2 ratings a day"):
        rate(rein, viewer=ada, trace_id=trace_id, rating=Rating(stars=1.0))


def test_the_queue_takes_so_many_of_one_person_and_so_many_of_all(make: Build) -> None:
    rein = make(REIN_MAX_QUEUED="4", REIN_MAX_QUEUED_PER_PERSON="2")
    ada, bob = person(), person()
    for viewer in (ada, ada, bob, bob):
        submit(rein, viewer)

    with pytest.raises(LimitReached, match="of yours"):
        submit(rein, ada)
    with pytest.raises(LimitReached, match="more to do than"):
        submit(rein, person())
