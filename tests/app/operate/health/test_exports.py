"""Health shows exports and what delays them; an admin decides about rejected deliveries."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from app import auth
from app.operate.health import actions, export_state, load
from app.operate.health.draw_exports import Choice
from core.accounts.user import LOCAL_USER_ID, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.exports.payload import ExportKind
from core.store.exports.read import ExportState, find_export_state
from core.usecases.exports import dead_letters
from core.usecases.exports.dead_letters import discard_dead_letter
from core.usecases.goals.submit import Submitted
from tests.app import sending
from tests.app.conftest import Open, said_on
from tests.factories.dead_letters import list_dead_letters
from tests.factories.stored import add_goal, add_trace
from tests.fakes import NOW, FrozenClock

PAGE = "operate/health/page.py"
TRACE, RATING = ExportKind.TRACE, ExportKind.RATING


@pytest.fixture
def with_opik(served_rein: Rein, with_goal: Submitted, monkeypatch: pytest.MonkeyPatch) -> Rein:
    """Opik is set up after the goal was worked on."""
    served_rein.jobs.start(lambda _: None, lambda: ())
    return sending.set_up_opik(served_rein, monkeypatch)


def opik_on(at: AppTest) -> str:
    """Return what Health says about Opik."""
    assert not at.exception
    return said_on(at).split("<b>Opik</b>")[1].split("</div>", maxsplit=1)[0]


def buttons(at: AppTest) -> set[str]:
    return {button.key for button in at.button if button.key.startswith("exports.")}


def state_of(rein: Rein, trace_id: str) -> ExportState:
    (state,) = find_export_state(rein.database, trace_id)
    return state.state


def test_without_an_export_one_note_says_that_nothing_leaves(open_page: Open) -> None:
    at = open_page(PAGE)

    assert not at.exception
    assert "No export is set up: traces and ratings stay on this machine." in said_on(at)
    assert buttons(at) == set()


def test_a_place_that_was_set_up_and_never_used_says_so(with_opik: Rein, open_page: Open) -> None:
    at = open_page(PAGE)

    assert "Nothing was ever queued for it" in opik_on(at)
    assert buttons(at) == set()


def test_when_all_is_sent_it_is_up_to_date(
    with_opik: Rein, with_goal: Submitted, open_page: Open
) -> None:
    sending.send(with_opik, with_goal.trace_id)

    at = open_page(PAGE)

    assert "Up to date" in opik_on(at)
    assert "Everything works." in said_on(at)
    assert buttons(at) == set()


def test_what_waits_its_turn_is_sending_and_what_waits_for_long_is_behind(
    with_opik: Rein, with_goal: Submitted, open_page: Open, clock: FrozenClock
) -> None:
    sending.queue(with_opik, with_goal.trace_id)

    assert "Sending" in opik_on(open_page(PAGE))
    clock.advance(export_state.LATE + timedelta(seconds=1))
    at = open_page(PAGE)

    assert "Behind" in opik_on(at)
    assert "1 delivery waits, the oldest since" in opik_on(at)


def test_a_place_in_trouble_says_why_how_much_waits_and_when_it_is_tried_again(
    with_opik: Rein, with_goal: Submitted, open_page: Open
) -> None:
    sending.queue(with_opik, with_goal.trace_id, TRACE, RATING)
    sending.hold_up(with_opik, reason="503 Service Unavailable", paused=False)
    until = (NOW + timedelta(minutes=5)).astimezone()

    at = open_page(PAGE)

    said = opik_on(at)
    assert "Waiting" in said
    assert "503 Service Unavailable.<br>2 deliveries wait, the oldest since" in said
    assert f"Next attempt at {until:%H:%M:%S}." in said
    assert at.button(key="exports.resume.opik").label == "Try Opik now"


def test_a_paused_place_is_resumed_by_a_button(
    with_opik: Rein, with_goal: Submitted, open_page: Open
) -> None:
    sending.queue(with_opik, with_goal.trace_id)
    sending.hold_up(with_opik, reason="401 Unauthorized", paused=True)
    at = open_page(PAGE)
    said = opik_on(at)
    assert "Paused" in said
    assert "Check OPIK_API_KEY and OPIK_WORKSPACE." in said
    assert "look at receivers" in said_on(at)

    at.button(key="exports.resume.opik").click().run()

    assert "Retrying now" in at.success[0].value
    assert "Sending" in opik_on(at)
    assert not sending.standing(with_opik).paused


def test_a_refusal_shows_what_whose_why_and_since_when(
    with_opik: Rein, with_goal: Submitted, open_page: Open
) -> None:
    sending.refuse(with_opik, with_goal.trace_id, TRACE, RATING)

    at = open_page(PAGE)

    said = said_on(at)
    assert "Refused some" in opik_on(at)
    assert "2 deliveries were refused: decide below." in opik_on(at)
    assert (
        "<b>Opik</b> refused the trace and 1 rating of <q>Run 5 km by the end of March</q>" in said
    )
    assert "422 Unprocessable Entity: &lt;b&gt;name&lt;/b&gt; must not be blank" in said
    assert "1 attempt, queued" in said
    (link,) = [link.proto for link in at.get("page_link") if link.proto.page == "trace"]
    assert with_goal.trace_id in link.query_string


def test_a_refusal_is_retried_by_a_button(
    with_opik: Rein, with_goal: Submitted, open_page: Open
) -> None:
    row_id = sending.refuse(with_opik, with_goal.trace_id, TRACE, RATING)
    at = open_page(PAGE)

    at.button(key=f"exports.{row_id}.retry").click().run()

    assert not at.exception
    assert "2 deliveries are queued again" in at.success[0].value
    assert state_of(with_opik, with_goal.trace_id) is ExportState.PENDING
    assert buttons(at) == set()


def test_discarding_names_the_consequence_before_it_is_done(
    with_opik: Rein, with_goal: Submitted, open_page: Open
) -> None:
    row_id = sending.refuse(with_opik, with_goal.trace_id, TRACE, RATING)
    at = open_page(PAGE)
    said = said_on(at)
    assert "will never get the trace and 1 rating" in said
    assert "This cannot be undone" in said
    assert list_dead_letters(with_opik.database) != ()

    at.button(key=f"exports.{row_id}.discard.sure").click().run()

    assert "Discarded" in at.success[0].value
    assert list_dead_letters(with_opik.database) == ()
    assert state_of(with_opik, with_goal.trace_id) is ExportState.REFUSED


def test_all_refusals_are_retried_at_once(
    with_opik: Rein, with_goal: Submitted, open_page: Open
) -> None:
    with with_opik.database.begin() as work:
        other = add_trace(work, add_goal(work))
    sending.refuse(with_opik, with_goal.trace_id)
    sending.refuse(with_opik, other)
    at = open_page(PAGE)
    assert at.button(key="exports.all").label == "Retry all 2"

    at.button(key="exports.all").click().run()

    assert "2 deliveries are queued again" in at.success[0].value
    assert list_dead_letters(with_opik.database) == ()


def test_more_refusals_than_the_page_holds_are_counted(
    with_opik: Rein, with_goal: Submitted, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "REJECTED_SHOWN", 1)
    with with_opik.database.begin() as work:
        other = add_trace(work, add_goal(work))
    sending.refuse(with_opik, with_goal.trace_id)
    newest = sending.refuse(with_opik, other)

    at = open_page(PAGE)

    assert "2 refusals wait for a decision. The newest 1 are shown" in said_on(at)
    assert buttons(at) == {
        "exports.all",
        f"exports.{newest}.retry",
        f"exports.{newest}.discard.sure",
    }


def test_a_decision_that_somebody_else_took_first_is_told(
    with_opik: Rein, with_goal: Submitted, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    row_id = sending.refuse(with_opik, with_goal.trace_id)
    at = open_page(PAGE)
    retry = dead_letters.retry_dead_letter

    def too_late(rein: Rein, *, viewer: Viewer, row_id: int) -> int:
        discard_dead_letter(rein, viewer=LOCAL_VIEWER, row_id=row_id)
        return retry(rein, viewer=viewer, row_id=row_id)

    monkeypatch.setattr(dead_letters, "retry_dead_letter", too_late)
    at.button(key=f"exports.{row_id}.retry").click().run()

    assert not at.exception
    assert "does not wait for a decision any more" in at.error[0].value
    assert not at.success


def test_the_role_is_checked_when_the_button_is_pressed_and_not_only_by_the_page(
    with_opik: Rein, with_goal: Submitted, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    row_id = sending.refuse(with_opik, with_goal.trace_id)
    at = open_page(PAGE)
    reviewer = User(id=LOCAL_USER_ID, name="Ada", role=Role.REVIEWER)
    carry_out = actions.carry_out

    def demoted(choice: Choice) -> None:
        monkeypatch.setattr(auth, "current_user", lambda: reviewer)
        carry_out(choice)

    monkeypatch.setattr(actions, "carry_out", demoted)

    at.button(key=f"exports.{row_id}.retry").click().run()

    assert not at.exception
    assert list_dead_letters(with_opik.database) != (), "nothing was queued again"


def test_what_a_place_left_behind_that_is_not_set_up_any_more_can_only_be_discarded(
    served_rein: Rein, with_goal: Submitted, open_page: Open
) -> None:
    row_id = sending.refuse(served_rein, with_goal.trace_id)

    at = open_page(PAGE)

    assert "Nothing is sent to it unless it is set up again." in opik_on(at)
    assert buttons(at) == {f"exports.{row_id}.discard.sure"}


def test_while_the_database_is_gone_nothing_is_said_about_the_export(
    served_rein: Rein, open_page: Open
) -> None:
    served_rein.database.close()
    (served_rein.settings.data_dir / "rein.db").unlink()

    at = open_page(PAGE)

    assert not at.exception
    assert "No export is set up: traces" not in said_on(at)
