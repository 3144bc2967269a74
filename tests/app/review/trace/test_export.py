"""The trace page says where a trace was sent, where it waits, and who rejected it and why."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from app import auth
from core.accounts.user import LOCAL_USER_ID, Role, User
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.exports.payload import ExportKind
from core.usecases.exports.dead_letters import discard_dead_letter
from core.usecases.goals.submit import Submitted
from tests.app import sending
from tests.app.conftest import Open, said_on
from tests.factories.stored import add_trace, close_trace
from tests.fakes import NOW

TRACE, RATING = ExportKind.TRACE, ExportKind.RATING


@pytest.fixture
def with_opik(served_rein: Rein, with_goal: Submitted, monkeypatch: pytest.MonkeyPatch) -> Rein:
    """Opik is set up after the goal was worked on."""
    return sending.set_up_opik(served_rein, monkeypatch)


def export_on(at: AppTest) -> str:
    """Return what the page says about the export."""
    assert not at.exception
    return next(
        html.proto.body for html in at.get("html") if 'aria-label="Export"' in html.proto.body
    )


def health_links(at: AppTest) -> list[str]:
    return [link.proto.page for link in at.get("page_link") if link.proto.page == "operations"]


def test_where_nothing_is_set_up_one_quiet_note_says_that_nothing_leaves(
    with_goal: Submitted, open_page: Open
) -> None:
    at = open_page("review/trace/page.py", id=with_goal.trace_id)

    said = said_on(at)
    assert not at.exception
    assert "No export is set up: this trace stays on this machine." in said
    assert 'aria-label="Export"' not in said


def test_a_sample_never_leaves_and_says_so(
    with_sample: Rein, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending.set_up_opik(with_sample, monkeypatch)
    with with_sample.database.read() as connection:
        trace_id = connection.exec_driver_sql("SELECT id FROM traces LIMIT 1").scalar_one()

    said = said_on(open_page("review/trace/page.py", id=trace_id))

    assert "The sample never leaves this machine." in said
    assert 'aria-label="Export"' not in said


def test_a_trace_from_before_the_export_was_set_up_is_told_as_not_sent(
    with_opik: Rein,
    with_goal: Submitted,
    open_page: Open,
) -> None:
    said = export_on(open_page("review/trace/page.py", id=with_goal.trace_id))

    assert "Not sent" in said
    assert "It ended before this was set up, so it is not sent." in said


def test_a_trace_whose_record_of_delivery_has_served_its_time_is_not_told_as_unsent(
    with_opik: Rein, open_page: Open
) -> None:
    with with_opik.database.begin() as work:
        trace_id = add_trace(work, started_at=with_opik.clock.now() - timedelta(days=40))
        close_trace(work, trace_id, ended_at=with_opik.clock.now() - timedelta(days=39))

    said = export_on(open_page("review/trace/page.py", id=trace_id))

    assert "No longer recorded" in said
    assert "recorded for 7 days" in said
    assert "Not sent" not in said


def test_a_trace_that_runs_is_sent_when_it_ends(with_opik: Rein, open_page: Open) -> None:
    with with_opik.database.begin() as work:
        trace_id = add_trace(work)

    said = export_on(open_page("review/trace/page.py", id=trace_id))

    assert "It is sent when it has ended." in said


def test_what_arrived_is_counted(with_opik: Rein, with_goal: Submitted, open_page: Open) -> None:
    sending.send(with_opik, with_goal.trace_id, TRACE, RATING, RATING)

    said = export_on(open_page("review/trace/page.py", id=with_goal.trace_id))

    assert '<span class="rein-word good">Sent</span>' in said
    assert "The trace and 2 ratings arrived." in said


def test_what_waits_for_a_place_in_trouble_says_why_and_until_when(
    with_opik: Rein, with_goal: Submitted, open_page: Open
) -> None:
    sending.queue(with_opik, with_goal.trace_id)
    sending.hold_up(with_opik, reason="503 Service Unavailable", paused=False)
    until = (NOW + timedelta(minutes=5)).astimezone()

    at = open_page("review/trace/page.py", id=with_goal.trace_id)

    said = export_on(at)
    assert '<span class="rein-word warn">Waiting</span>' in said
    assert f"503 Service Unavailable. Next attempt at {until:%H:%M:%S}." in said
    assert health_links(at) == []


def test_what_was_just_queued_goes_out_in_a_moment(
    with_opik: Rein, with_goal: Submitted, open_page: Open
) -> None:
    sending.queue(with_opik, with_goal.trace_id)

    said = export_on(open_page("review/trace/page.py", id=with_goal.trace_id))

    assert '<span class="rein-word none">Waiting</span>' in said
    assert "It goes out in a moment." in said


@pytest.mark.parametrize(
    ("reason", "setting"),
    [
        ("401 Unauthorized: who are you", "OPIK_API_KEY"),
        ("The address of x cannot be used.", "OPIK_URL_OVERRIDE"),
    ],
)
def test_a_place_that_does_not_accept_us_is_paused_and_names_what_to_check(
    with_opik: Rein, with_goal: Submitted, open_page: Open, reason: str, setting: str
) -> None:
    sending.queue(with_opik, with_goal.trace_id)
    sending.hold_up(with_opik, reason=reason, paused=True)

    at = open_page("review/trace/page.py", id=with_goal.trace_id)

    said = export_on(at)
    assert '<span class="rein-word bad">Paused</span>' in said
    assert reason in said
    assert f"Check {setting}" in said
    assert health_links(at) == ["operations"]


def test_a_refusal_is_told_in_the_servers_words_and_leads_to_the_decision(
    with_opik: Rein, with_goal: Submitted, open_page: Open
) -> None:
    sending.refuse(with_opik, with_goal.trace_id)

    at = open_page("review/trace/page.py", id=with_goal.trace_id)

    said = export_on(at)
    assert '<span class="rein-word bad">Refused</span>' in said
    assert "The trace: 422 Unprocessable Entity: &lt;b&gt;name&lt;/b&gt; must not be blank." in said
    assert health_links(at) == ["operations"]


def test_a_reviewer_reads_the_refusal_and_gets_no_link_to_a_page_they_do_not_have(
    with_opik: Rein, with_goal: Submitted, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending.refuse(with_opik, with_goal.trace_id)
    monkeypatch.setattr(
        auth, "current_user", lambda: User(id=LOCAL_USER_ID, name="Ada", role=Role.REVIEWER)
    )

    at = open_page("review/trace/page.py", id=with_goal.trace_id)

    assert "Refused" in export_on(at)
    assert health_links(at) == []
    assert at.get("download_button"), "a link to a page they do not have would end the page here"


def test_what_was_put_away_goes_on_saying_that_it_was_refused(
    with_opik: Rein, with_goal: Submitted, open_page: Open
) -> None:
    row_id = sending.refuse(with_opik, with_goal.trace_id)
    discard_dead_letter(with_opik, viewer=LOCAL_VIEWER, row_id=row_id)

    at = open_page("review/trace/page.py", id=with_goal.trace_id)

    assert "Refused, discarded" in export_on(at)
    assert health_links(at) == []


def test_what_waits_for_a_place_that_is_not_set_up_any_more_says_that_it_will_not_go(
    served_rein: Rein, with_goal: Submitted, open_page: Open
) -> None:
    sending.queue(served_rein, with_goal.trace_id)

    said = export_on(open_page("review/trace/page.py", id=with_goal.trace_id))

    assert "Left behind" in said
    assert "The trace will not be sent: Opik is not set up any more." in said
