"""The lease is renewed while work lasts, and its loss is seen."""

import threading
import time

from core.errors import StorageUnavailable
from core.jobs.lease import RunsUnderWay, hold_lease


def test_a_lease_is_renewed_until_the_work_ends() -> None:
    renewed: list[float] = []

    def renew() -> bool:
        renewed.append(time.monotonic())
        return True

    with hold_lease(renew, every_s=0.01) as lease:
        time.sleep(0.1)
        lost = lease.lost
    count = len(renewed)
    time.sleep(0.05)

    assert count >= 3
    assert not lost
    assert len(renewed) == count


def test_a_lease_taken_by_somebody_else_is_lost() -> None:
    with hold_lease(lambda: False, every_s=0.005) as lease:
        time.sleep(0.1)

        assert lease.lost


def test_a_database_that_is_away_for_a_moment_does_not_lose_the_lease() -> None:
    answers = iter([StorageUnavailable("locked"), True, True])
    seen = threading.Event()

    def renew() -> bool:
        answer = next(answers, None)
        if answer is None:
            seen.set()
            return True
        if isinstance(answer, StorageUnavailable):
            raise answer
        return answer is True

    with hold_lease(renew, every_s=0.005) as lease:
        assert seen.wait(5)
        assert not lease.lost


def test_a_run_under_way_is_not_entered_again_until_it_ends_or_its_lease_is_lost() -> None:
    runs = RunsUnderWay()
    with runs.enter("me", "run") as first:
        with runs.enter("me", "run") as again, runs.enter("me", "other") as other:
            assert (again, other is not None) == (None, True)
        assert first is not None
        first.mark_lost()
        with runs.enter("me", "run") as second:
            assert second is not None
    with runs.enter("me", "run") as later:
        assert later is not None
