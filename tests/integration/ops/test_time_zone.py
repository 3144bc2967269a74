"""The command line counts days in the time zone of the machine."""

import json
import os
import time
from collections.abc import Iterator

import pytest

from core.bootstrap import Rein, build
from core.ops.goals import goal as command
from core.settings import Settings
from tests.fakes import FrozenClock
from tests.integration.ops.conftest import Run


@pytest.fixture(params=["Asia/Tokyo", "Pacific/Honolulu"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The machine is in this zone."""
    before = os.environ.get("TZ", "")
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.setenv("TZ", before)
    time.tzset()


@pytest.fixture
def at_one_instant(monkeypatch: pytest.MonkeyPatch, clock: FrozenClock) -> None:
    def built(settings: Settings) -> Rein:
        return build(settings, clock=clock)

    monkeypatch.setattr(command, "build", built)


@pytest.mark.usefixtures("at_one_instant")
def test_a_goal_starts_on_the_day_of_the_machine(run: Run, zone: str) -> None:
    result = run("goal", "Run 5 km in 12 weeks", "--json")

    assert result.exit_code == 0, result.stderr
    started = json.loads(result.stdout)["resolution"]["starts_on"]
    assert started == {"Asia/Tokyo": "2027-01-04", "Pacific/Honolulu": "2027-01-03"}[zone]
