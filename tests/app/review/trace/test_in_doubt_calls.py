"""A call whose worker stopped is shown with its trace, and counted on Health."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.bootstrap import Rein
from core.llm.providers.offline import OFFLINE, OfflineModel
from core.ports import Cost
from core.usecases.goals.submit import Submitted
from tests.app.conftest import Open, said_on
from tests.fakes import NOW
from tests.integration.store.paid import make_completion, make_entry

MINUTES = timedelta(minutes=1)
Doubt = Callable[..., None]
Again = Callable[..., None]


@pytest.fixture
def leave_in_doubt(served_rein: Rein, with_goal: Submitted) -> Doubt:
    """Writes a call of the goal whose worker stopped."""
    served_rein.jobs.start(lambda _: None, lambda: ())

    def leave(**changes: object) -> None:
        values = {"started_at": NOW - 5 * MINUTES} | changes
        entry = replace(make_entry(run_id=with_goal.run_id, trace_id=with_goal.trace_id), **values)  # type: ignore[arg-type]
        with served_rein.database.begin() as work:
            work.calls.open(entry)
            assert work.calls.mark_in_doubt(with_goal.run_id) == 1

    return leave


@pytest.fixture
def make_again(served_rein: Rein, with_goal: Submitted) -> Again:
    """Writes a call of the same step that came back."""

    def make(*, at: datetime = NOW, usd: float | None = 0.0042, **changes: object) -> None:
        entry = make_entry(run_id=with_goal.run_id, trace_id=with_goal.trace_id)
        completion = replace(make_completion(), cost=Cost(usd=usd, price_version="2027-01-01"))
        with served_rein.database.begin() as work:
            work.calls.open(replace(entry, started_at=at, **changes))  # type: ignore[arg-type]
            work.calls.close(entry.id, completion, finished_at=at)

    return make


def paid_calls_on(at: AppTest) -> str:
    assert not at.exception
    return said_on(at).split("<b>Paid calls</b>")[1].split("</div>", maxsplit=1)[0]


def test_the_trace_page_tells_what_happened_when_and_what_it_may_have_cost(
    leave_in_doubt: Doubt, make_again: Again, with_goal: Submitted, open_page: Open
) -> None:
    leave_in_doubt()
    make_again()

    at = open_page("review/trace/page.py", id=with_goal.trace_id)

    said = said_on(at)
    assert not at.exception
    assert "1 call in doubt" in said
    assert (
        "One call to gemini-3.8-flash was under way when its worker stopped. It may have been paid for; "
        f"it was made again at {NOW.astimezone():%H:%M}." in said
    )
    begun = (NOW - 5 * MINUTES).astimezone()
    assert f"Writing your resolution, begun Mon 4 Jan, {begun:%H:%M}." in said
    assert "It may have cost about $0.0042, which the figures of this trace leave out." in said


def test_the_goals_own_trace_fold_tells_the_same(
    served_rein: Rein,
    leave_in_doubt: Doubt,
    make_again: Again,
    with_goal: Submitted,
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    leave_in_doubt()
    make_again()
    at = open_page("coach/goal/page.py", id=with_goal.goal_id)
    assert "We cannot find this goal" not in said_on(at)
    assert "call in doubt" not in said_on(at), "the fold is closed, and nothing of it was read"

    at.session_state["goal.trace"] = True
    at.run()

    assert not at.exception
    assert "it was made again at" in said_on(at)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "gemini-3.8-flash was under way"),
        ({"model": "gemini-4-argon"}, "gemini-4-argon was asked instead at"),
        (
            {"model": OfflineModel.name, "provider": OFFLINE},
            "the offline coach wrote this part instead at",
        ),
    ],
)
def test_who_was_asked_instead_is_named(
    leave_in_doubt: Doubt,
    make_again: Again,
    with_goal: Submitted,
    open_page: Open,
    changes: dict[str, str],
    told: str,
) -> None:
    leave_in_doubt()
    make_again(**changes)

    assert told in said_on(open_page("review/trace/page.py", id=with_goal.trace_id))


def test_a_call_that_was_not_made_again_says_so_and_a_cost_nobody_knows_is_not_zero(
    leave_in_doubt: Doubt, with_goal: Submitted, open_page: Open
) -> None:
    leave_in_doubt()

    said = said_on(open_page("review/trace/page.py", id=with_goal.trace_id))

    assert "It may have been paid for; it was not made again." in said
    assert "What it may have cost is not known." in said


def test_a_repetition_on_another_day_names_the_day(
    leave_in_doubt: Doubt, make_again: Again, with_goal: Submitted, open_page: Open
) -> None:
    leave_in_doubt(started_at=NOW - timedelta(days=2))
    make_again()

    said = said_on(open_page("review/trace/page.py", id=with_goal.trace_id))

    assert f"it was made again on Mon 4 Jan, {NOW.astimezone():%H:%M}." in said


def test_a_trace_without_doubts_says_nothing_of_them(
    make_again: Again, with_goal: Submitted, open_page: Open
) -> None:
    make_again()

    assert "call in doubt" not in said_on(open_page("review/trace/page.py", id=with_goal.trace_id))


def test_health_counts_and_lists_the_doubts_of_a_week_with_what_they_may_have_cost(
    leave_in_doubt: Doubt, make_again: Again, with_goal: Submitted, open_page: Open
) -> None:
    leave_in_doubt()
    make_again()
    leave_in_doubt(model="gemini-4-argon", started_at=NOW - MINUTES)
    leave_in_doubt(started_at=NOW - timedelta(days=8))

    at = open_page("operate/health/page.py")

    said = paid_calls_on(at)
    assert "In doubt" in said
    assert "2 model calls may have been paid for in the last 7 days" in said
    assert "about $0.0042 beyond the figures, and of 1 call it is unknown." in said
    assert "look at paid calls" in said_on(at)
    (table,) = [json.loads(element.proto.json) for element in at.get("bidi_component")]
    texts = [[cell["text"] for cell in row] for row in table["rows"]]
    assert [(row[1], row[5]) for row in texts] == [
        ("gemini-4-argon", "unknown"),
        ("gemini-3.8-flash", "about $0.0042"),
    ]
    assert {row[0]["to"] for row in table["rows"]} == {f"trace?id={with_goal.trace_id}"}


def test_health_says_unknown_where_no_cost_can_be_told(
    leave_in_doubt: Doubt, open_page: Open
) -> None:
    leave_in_doubt()

    assert "What that may have cost is unknown." in paid_calls_on(
        open_page("operate/health/page.py")
    )


def test_after_a_week_every_call_is_accounted_for_again(
    leave_in_doubt: Doubt, open_page: Open
) -> None:
    leave_in_doubt(started_at=NOW - timedelta(days=7, seconds=1))

    at = open_page("operate/health/page.py")

    assert "Accounted for" in paid_calls_on(at)
    assert "Everything works." in said_on(at)
