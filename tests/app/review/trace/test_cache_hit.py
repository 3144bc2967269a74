"""A stage answered from the cache is marked on the pages of its trace and its goal."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app import services
from core import formats
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.goals.goal import Circumstances
from core.settings import Settings
from core.usecases.goals.submit import Submitted, submit_goal
from core.usecases.runs.execute import execute_run
from tests.app.conftest import Open, said_on
from tests.conftest import make_settings
from tests.fakes import FrozenClock
from tests.stubs.gemini import GeminiStub


@pytest.fixture
def asking_rein(
    settings: Settings, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Rein]:
    """The pages work on a Rein that asks a model."""
    with GeminiStub() as stub:
        asked = make_settings(
            settings.data_dir, GEMINI_API_KEY="key-of-a-test", GEMINI_BASE_URL=stub.url
        )
        rein = build(asked, clock=clock)
        monkeypatch.setattr(services, "rein", lambda: rein)
        yield rein
        rein.database.close()


def work(rein: Rein, key: str) -> Submitted:
    words = "Swim 40 lengths without a break by the end of May"
    submitted = submit_goal(
        rein, viewer=LOCAL_VIEWER, text=words, circumstances=Circumstances(), key=key
    )
    assert execute_run(rein, submitted.run_id)
    return submitted


def test_a_step_from_the_cache_says_so_in_the_waterfall_and_when_it_is_opened(
    asking_rein: Rein, open_page: Open
) -> None:
    first, second = work(asking_rein, "once"), work(asking_rein, "twice")

    paid, free = (
        said_on(open_page("review/trace/page.py", id=first.trace_id)),
        open_page("review/trace/page.py", id=second.trace_id),
    )

    said = said_on(free)
    assert not free.exception
    assert "from the cache" not in paid
    assert said.count("<small>from the cache</small>") == 4
    assert said.count("From the cache: the same request was answered on 4 January 2027") == 4
    assert "Written by gemini-3.8-flash" in said


def test_a_goal_from_the_cache_says_since_when_its_parts_are_written(
    asking_rein: Rein, clock: FrozenClock, open_page: Open
) -> None:
    first = work(asking_rein, "once")
    written = formats.short_moment(clock.now(), now=clock.now())
    clock.advance(timedelta(hours=2))
    second = work(asking_rein, "twice")

    paid, free = (open_page("coach/goal/page.py", id=goal.goal_id) for goal in (first, second))

    assert not free.exception
    assert "from the cache" not in said_on(paid)
    said = said_on(free)
    assert f"Written by gemini-3.8-flash, from the cache, first written {written}." in said
    assert f"Read by gemini-3.8-flash, from the cache, first read {written}." in said
    assert f"Judged by gemini-3.8-flash, from the cache, first judged {written}." in said
