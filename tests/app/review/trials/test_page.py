"""The Trials page: the list, one trial with its figures, and each action with its undo."""

import pytest

from app import auth
from core.accounts.user import LOCAL_USER_ID, Role, User
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.experiments.arm import Arm
from core.experiments.guardrail import LEAST_USUAL_SECONDS, LEAST_USUAL_USD
from core.experiments.replay_gate import Verdict
from core.usecases.audit.list_audit import AuditAction, list_audit
from core.usecases.prompts.release_prompt import release_prompt, roll_back_prompt
from core.usecases.trials.list_trials import list_trials
from core.usecases.trials.start_trial import Plan, start_trial
from tests.app.conftest import Open, said_on
from tests.factories.trial_people import add_people, add_replay

PAGE = "review/trials/page.py"
REASON = "Smaller <b>steps</b>"


def begin(rein: Rein, *, people: int = 0) -> str:
    """Start a trial; its candidate gets better stars."""
    add_replay(rein)
    plan = Plan(prompt="defaults", candidate=3, reason=REASON, least_n=60)
    trial_id = start_trial(rein, viewer=LOCAL_VIEWER, plan=plan)
    add_people(rein, people, stars=lambda arm, n: 4.0 + n % 2 / 2 if arm is Arm.CANDIDATE else 3.5)
    return trial_id


def actions(rein: Rein) -> list[AuditAction]:
    found = (row.entry.action for row in reversed(list_audit(rein, viewer=LOCAL_VIEWER)))
    return [one for one in found if one is not AuditAction.TEXTS_READ]


def test_without_a_trial_it_says_what_to_do_and_offers_no_version_that_has_not_passed(
    served_rein: Rein, open_page: Open
) -> None:
    add_replay(served_rein, candidate=4, verdict=Verdict.UNDECIDED)

    at = open_page(PAGE)

    said = said_on(at)
    assert "No trials yet" in said
    assert "Undecided" in said
    assert "less work in the first weeks" in said
    assert "none can start" in said
    assert "Of your own people, 0 goals have a plan yet." in said
    assert at.button(key="trials.replay.go").disabled
    at.selectbox(key="trials.replay.version").set_value("generate@v1").run()
    assert not at.exception
    assert at.button(key="trials.replay.go").disabled


def test_a_passed_version_is_started_and_the_start_is_taken_back(
    served_rein: Rein, open_page: Open
) -> None:
    add_replay(served_rein)
    at = open_page(PAGE)
    at.text_input(key="trials.start.reason").set_value("First weeks are too much")
    assert at.number_input(key="trials.start.more_time").value == 25
    at.selectbox(key="trials.start.primary").set_value("week_1")
    at.number_input(key="trials.start.more_cost").set_value(60)
    at.number_input(key="trials.start.more_time").set_value(50)
    at.button(key="trials.start.go").click().run()

    assert not at.exception
    [trial] = list_trials(served_rein, viewer=LOCAL_VIEWER)
    assert at.query_params["id"] == trial.id
    assert "Too early to tell: 0 people have finished a first week" in said_on(at)
    margins = {one.scale.name: one.margin for one in trial.rule.guardrails}
    assert (trial.scale.name, trial.scale.effect) == ("week_1", 0.1)
    assert margins["cost"] == pytest.approx(0.6 * LEAST_USUAL_USD)
    assert margins["seconds"] == pytest.approx(0.5 * LEAST_USUAL_SECONDS)

    at.button(key="notice.page.undo").click().run()
    assert not at.exception
    assert "Stopped: The start was taken back." in said_on(at)


def test_a_version_that_was_rolled_back_is_tried_again_only_if_that_is_said(
    served_rein: Rein, open_page: Open
) -> None:
    release_prompt(served_rein, viewer=LOCAL_VIEWER, name="defaults", version=3, reason="Try")
    roll_back_prompt(served_rein, viewer=LOCAL_VIEWER, name="defaults", reason="Worse")
    add_replay(served_rein)
    at = open_page(PAGE)
    at.text_input(key="trials.start.reason").set_value("Once more")
    at.button(key="trials.start.go").click().run()
    assert any("was rolled back" in one.value for one in at.error)
    assert list_trials(served_rein, viewer=LOCAL_VIEWER) == ()

    at.checkbox(key="trials.start.again").check()
    at.text_input(key="trials.start.reason").set_value("Once more")
    at.button(key="trials.start.go").click().run()
    assert len(list_trials(served_rein, viewer=LOCAL_VIEWER)) == 1


def test_one_trial_shows_its_figures_the_rule_and_the_records_behind_them(
    served_rein: Rein, open_page: Open
) -> None:
    trial_id = begin(served_rein, people=70)

    at = open_page(PAGE, id=trial_id)

    said = said_on(at)
    assert not at.exception
    assert "Smaller &lt;b&gt;steps&lt;/b&gt;" in said
    assert "First steps: smaller instead of usual." in said
    assert "70 people have rated" in said
    assert "From 60 people on, the trial ends" in said
    assert "The shares are as planned" in said
    assert "passed" in said
    assert at.get("plotly_chart")
    assert "n = 70 people" in said
    assert "After 70 it is" in said.replace("after 70", "After 70")
    assert "trace?id=" in said
    assert "ratings?rating=" in said


def test_an_own_result_is_not_among_the_records(served_rein: Rein, open_page: Open) -> None:
    trial_id = begin(served_rein, people=3)
    with served_rein.database.read() as connection:
        query = "SELECT trace_id, user_id FROM trial_results"
        mine, *others = connection.exec_driver_sql(query).all()
    reviewer = User(id=mine.user_id, name="Rita", role=Role.REVIEWER)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(auth, "current_user", lambda: reviewer)
        at = open_page(PAGE, id=trial_id)

    said = said_on(at)
    assert mine.trace_id not in said
    assert all(other.trace_id in said for other in others)
    assert not [one for one in at.button if one.key and one.key.endswith(".go")]


def test_stop_promote_and_roll_back_are_done_taken_back_and_audited(
    served_rein: Rein, open_page: Open
) -> None:
    trial_id = begin(served_rein)
    at = open_page(PAGE, id=trial_id)
    assert not at.get("download_button"), "its arms are not given away while it runs"
    for key, state in {
        "stop": "Stopped: Because.",
        "promote": "Promoted: Because.",
    }.items():
        at.text_input(key=f"trials.{key}.reason").set_value("Because.")
        at.button(key=f"trials.{key}.go").click().run()
        assert not at.exception
        assert state in said_on(at)
        at.button(key="notice.page.undo").click().run()
        assert "Too early to tell" in said_on(at)

    at.text_input(key="trials.promote.reason").set_value("For good.")
    at.button(key="trials.promote.go").click().run()
    at.text_input(key="trials.roll_back.reason").set_value("Worse.")
    at.button(key="trials.roll_back.go").click().run()
    assert "Rolled back: For good." in said_on(at)
    at.button(key="notice.page.undo").click().run()
    assert "Promoted: For good." in said_on(at)
    assert [one.proto.label for one in at.get("download_button")] == ["Proof"]
    assert served_rein.prompts.find("defaults").version == 3
    assert actions(served_rein) == [
        AuditAction.TRIAL_STARTED,
        AuditAction.TRIAL_ENDED,
        AuditAction.TRIAL_CONTINUED,
        AuditAction.PROMPT_RELEASED,
        AuditAction.TRIAL_CONTINUED,
        AuditAction.PROMPT_RELEASED,
        AuditAction.PROMPT_ROLLED_BACK,
        AuditAction.TRIAL_CONTINUED,
    ]


def test_a_step_without_a_reason_is_refused_in_words(served_rein: Rein, open_page: Open) -> None:
    at = open_page(PAGE, id=begin(served_rein))

    at.button(key="trials.promote.go").click().run()

    assert not at.exception
    assert any("This needs a reason" in one.value for one in at.error)


def test_an_unknown_trial_is_said_to_be_none(served_rein: Rein, open_page: Open) -> None:
    at = open_page(PAGE, id=LOCAL_USER_ID)

    assert not at.exception
    assert "There is no such trial." in said_on(at)


def test_the_sample_shows_its_trials_and_nothing_in_them_can_be_changed(
    with_sample: Rein, open_page: Open
) -> None:
    at = open_page(PAGE, sample="1")
    listed = list_trials(with_sample, viewer=LOCAL_VIEWER, sample=True)

    assert not at.exception
    assert listed
    assert "made up" in said_on(at)
    assert not at.selectbox, "a replay is of real people"
    one = open_page(PAGE, sample="1", id=listed[0].id)
    assert not one.exception
    assert "part of the sample" in said_on(one)
    assert {button.label for button in one.button} <= {
        "All trials",
        "Back to your figures",
        "Remove the sample",
    }
