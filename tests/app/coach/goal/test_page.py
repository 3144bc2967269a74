"""The page of one goal in each of its states."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app.coach.goal import goal_actions, load
from app.coach.goal.plan import week_taps
from app.coach.goal.plan.week_view import PlanView
from app.coach.goal.result.score_labels import STATUS_LABELS
from app.coach.goals import actions
from app.coach.shared.draft import Draft
from core.accounts.user import LOCAL_USER_ID, SAMPLE_USER_ID, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, StorageUnavailable
from core.goals.goal import Circumstances
from core.ids import new_id
from core.quality.rating import Rating
from core.quality.rubric import Dimension
from core.quality.verdict import ScoredBy
from core.store.goals.read import GoalView, find_goal
from core.store.ratings.read import rating_history
from core.store.ratings.values import RatingRecord
from core.store.runs.takeovers import Takeover
from core.store.runs.values import RunStatus, StageStatus
from core.usecases.goals import archive
from core.usecases.goals.submit import submit_goal
from core.usecases.ratings.rate import rate
from core.usecases.runs.run_and_wait import run_and_wait
from tests.app.coach.conftest import words
from tests.app.coach.samples import (
    make_evaluation,
    make_goal,
    make_resolution,
    make_stage,
    make_view,
)
from tests.fakes import NOW, FrozenClock

OpenGoal = Callable[[str], AppTest]


@pytest.fixture
def finished(served: Rein) -> GoalView:
    """A goal the offline coach has really worked on."""
    submitted = submit_goal(
        served,
        viewer=LOCAL_VIEWER,
        text="I want to run a 5K by the end of March",
        circumstances=Circumstances(),
        key="a",
    )
    run_and_wait(served, submitted.run_id)
    view = find_goal(served.database, submitted.goal_id, user_id=LOCAL_USER_ID)
    assert view is not None
    return view


def again(rein: Rein, view: GoalView) -> GoalView:
    fresh = find_goal(rein.database, view.goal_id, user_id=LOCAL_USER_ID)
    assert fresh is not None
    return fresh


def test_the_tab_has_the_name_of_the_goal(
    finished: GoalView, goal_page: OpenGoal, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = list[object]()
    monkeypatch.setattr(st, "set_page_config", lambda **given: titles.append(given["page_title"]))

    goal_page(finished.goal_id)

    assert finished.resolution is not None
    assert titles[-1] == f"{finished.resolution.title} - Rein"


def test_a_cell_of_the_strip_opens_its_week(finished: GoalView, goal_page: OpenGoal) -> None:
    at = goal_page(finished.goal_id)
    assert finished.plan is not None
    week = finished.plan.weeks[-1]
    before = words(at)
    view = PlanView(
        plan=finished.plan, done=frozenset(), today=NOW.date(), key="goal.plan", opened=1
    )

    for name, value in opened_state(view, week.number).items():
        at.session_state[name] = value
    at.run()

    assert f'<a href="#week-{week.number}" data-week="{week.number}" tabindex="-1"' in before
    assert [box.label for box in at.checkbox if week.tasks[-1].title in box.label]
    assert f"Week {week.number}**" in " ".join(fold.label for fold in at.expander)


def opened_state(view: PlanView, number: int) -> dict[str, object]:
    """Return what choosing a cell of the strip sets."""
    state: dict[str, object] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(st, "session_state", state)
        week_taps.open_week(view, number)
    return state


def test_a_week_that_the_plan_does_not_have_opens_nothing(finished: GoalView) -> None:
    assert finished.plan is not None
    view = PlanView(plan=finished.plan, done=frozenset(), today=NOW.date(), key="k", opened=1)

    assert opened_state(view, 400) == {}
    assert set(opened_state(view, 1)) == {"k.chosen", "k.chosen.turn"}


def test_a_finished_goal_tells_its_story_in_reading_order(
    finished: GoalView, goal_page: OpenGoal
) -> None:
    at = goal_page(finished.goal_id)

    assert not at.exception
    assert [header.value for header in at.header] == [
        "This week",
        "Your plan",
        "What Rein understood",
        "Your resolution",
        "Your rating",
    ]
    assert words(at).count("the offline coach because") == 1


def test_after_its_first_week_the_page_is_about_the_week_and_folds_how_it_was_made(
    finished: GoalView, goal_page: OpenGoal, clock: FrozenClock
) -> None:
    assert finished.plan is not None
    clock.advance(timedelta(days=44))

    at = goal_page(finished.goal_id)

    assert not at.exception
    assert [header.value for header in at.header] == ["This week", "Your plan"]
    assert "because no language model" not in words(at)
    assert "Rate this plan" not in words(at)
    labels = [fold.label for fold in at.expander]
    for title in ("What Rein understood", "Your resolution", "Your rating"):
        assert title in labels
    week = next(w for w in finished.plan.weeks if w.number == 7)
    assert [box.key for box in at.checkbox if (box.key or "").startswith("goal.plan")] == [
        f"goal.plan.{task.id}" for task in week.tasks
    ]


def test_a_missed_week_puts_the_ways_on_above_the_plan(
    finished: GoalView, goal_page: OpenGoal, clock: FrozenClock
) -> None:
    clock.advance(timedelta(days=8))

    labels = [fold.label for fold in goal_page(finished.goal_id).expander]

    assert labels[0].endswith("did not go as planned? Three ways forward")


def test_a_tick_is_stored_and_shown(finished: GoalView, goal_page: OpenGoal, served: Rein) -> None:
    assert finished.plan is not None
    task = finished.plan.weeks[0].tasks[0].id
    at = goal_page(finished.goal_id)

    at.checkbox(key=f"goal.plan.{task}").check().run()

    assert again(served, finished).done_tasks == {task}
    assert at.checkbox(key=f"goal.plan.{task}").value

    at.checkbox(key=f"goal.plan.{task}").uncheck().run()

    assert again(served, finished).done_tasks == frozenset()


def test_a_tick_that_cannot_be_stored_is_taken_back_and_said(
    finished: GoalView, goal_page: OpenGoal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise StorageUnavailable("The database cannot be written.", advice="Check the disk.")

    assert finished.plan is not None
    key = f"goal.plan.{finished.plan.weeks[0].tasks[0].id}"
    at = goal_page(finished.goal_id)
    monkeypatch.setattr(goal_actions, "complete_task", gone)

    at.checkbox(key=key).check().run()

    assert not at.checkbox(key=key).value
    assert "The database cannot be written" in words(at)


def test_a_rating_is_stored_thanked_for_changed_and_taken_back(
    finished: GoalView, goal_page: OpenGoal, served: Rein
) -> None:
    at = goal_page(finished.goal_id)
    assert "Rate this plan" in words(at)
    at.session_state["goal.rating.new0.stars"] = {"value": 4.5}
    at.segmented_control(key="goal.rating.new0.clarity").set_value("No")
    at.text_area(key="goal.rating.new0.comment").set_value("Nice, but <b>tight</b>")
    at.button(key="goal.rating.new0.send").click().run()

    assert "Rate this plan" not in words(at.run())
    rating = again(served, finished).rating
    assert rating is not None
    assert (rating.stars, rating.clarity, rating.usefulness, rating.comment) == (
        4.5,
        False,
        None,
        "Nice, but <b>tight</b>",
    )
    assert "Thank you. You gave <b>4.5 of 5 stars</b>" in words(at)
    assert "&lt;b&gt;tight" in words(at)

    at.session_state["goal.rating.1.stars"] = {"value": 2.0}
    at.button(key="goal.rating.1.send").click().run()

    assert "You gave <b>2 of 5 stars</b>" in words(at)

    at.button(key="goal.rating.withdraw").click().run()

    assert again(served, finished).rating is None
    assert finished.trace_id is not None
    changes = rating_history(served.database, trace_id=finished.trace_id, user_id=LOCAL_USER_ID)
    assert [(change.stars, change.withdrawn) for change in changes] == [
        (4.5, False),
        (2.0, False),
        (2.0, True),
    ]


def test_a_rating_without_stars_is_not_sent(
    finished: GoalView, goal_page: OpenGoal, served: Rein
) -> None:
    at = goal_page(finished.goal_id)
    at.text_area(key="goal.rating.new0.comment").set_value("fine")

    at.button(key="goal.rating.new0.send").click().run()

    assert "Choose the stars first" in at.warning[0].value
    assert again(served, finished).rating is None


def test_the_trace_is_read_only_when_its_fold_is_open(
    finished: GoalView, goal_page: OpenGoal
) -> None:
    at = goal_page(finished.goal_id)
    assert "preprocessing_stage" not in words(at)

    at.session_state["goal.trace"] = True
    at.run()

    assert "preprocessing_stage" in words(at)
    assert "Open the trace page" in words(at)


def test_a_person_without_the_review_room_gets_no_link_into_it(
    finished: GoalView, goal_page: OpenGoal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "may_review", lambda: False)
    at = goal_page(finished.goal_id)
    at.session_state["goal.trace"] = True
    at.run()

    assert "preprocessing_stage" in words(at)
    assert "Open the trace page" not in words(at)


def test_archiving_hides_the_goal_and_it_comes_back(
    finished: GoalView, goal_page: OpenGoal, served: Rein
) -> None:
    at = goal_page(finished.goal_id)

    at.button(key="goal.archive").click().run()

    assert again(served, finished).archived
    assert at.checkbox[0].disabled

    at.button(key="goal.restore").click().run()

    assert not again(served, finished).archived


def test_deleting_names_what_goes_and_leads_back_to_the_list(
    finished: GoalView, goal_page: OpenGoal, served: Rein
) -> None:
    at = goal_page(finished.goal_id)
    assert "cannot be undone" in words(at)

    at.button(key="goal.delete.sure").click().run()

    assert find_goal(served.database, finished.goal_id, user_id=LOCAL_USER_ID) is None
    assert at.title[0].value == "Goals"
    assert "is deleted" in words(at)


def test_what_cannot_be_deleted_now_stays_with_the_reason(
    shown: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise Conflict("This goal is being worked on.", advice="Cancel it first, then delete it.")

    at = shown.goal(make_view())
    monkeypatch.setattr(archive, "delete_goal", busy)

    at.button(key="goal.delete.sure").click().run()

    assert "Cancel it first" in words(at)
    assert at.title[0].value != "Goals"


def test_a_goal_written_again_is_not_given_the_words_it_had(
    shown: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[object] = []

    def submit(draft: Draft) -> str:
        sent.append(draft.rewrite)
        raise StorageUnavailable("Stop here.")

    at = shown.goal(make_view())
    at.button(key="goal.again").click().run()
    monkeypatch.setattr(actions, "submit", submit)
    at.switch_page("coach/goals/page.py").run().button(key="goals.new.send").click().run()

    assert sent == [True]


def test_writing_a_goal_again_brings_its_words_and_circumstances_back(
    shown: SimpleNamespace,
) -> None:
    view = make_view(
        circumstances=Circumstances(hours_per_week=2.5, constraints=("no gym",), confidence=4)
    )

    at = shown.goal(view)
    at.button(key="goal.again").click().run()

    assert at.text_area(key="goals.new.text").value == view.text
    assert at.text_input(key="goals.new.about.hours_per_week").value == "2.5"
    assert at.number_input(key="goals.new.about.confidence").value == 4
    assert at.text_area(key="goals.new.about.constraints").value == "no gym"


@pytest.mark.parametrize(
    "goal_id", ["", "17", "../../etc", "<script>", "01a1fc3e-6072-786b-ad22-5f7fccfa88a0"]
)
def test_an_address_that_leads_to_no_goal_gets_a_sentence_and_a_way_back(
    goal_page: OpenGoal, goal_id: str
) -> None:
    at = goal_page(goal_id)

    assert not at.exception
    assert "We cannot find this goal." in words(at)
    assert "Go to your goals" in words(at)


def test_somebody_elses_goal_looks_like_none_at_all(served: Rein, goal_page: OpenGoal) -> None:
    other = User(id=new_id(), name="Somebody", role=Role.USER)
    theirs = submit_goal(
        served, viewer=Viewer(user=other), text="Save 500 €", circumstances=Circumstances(), key="b"
    )

    at = goal_page(theirs.goal_id)

    assert "We cannot find this goal." in words(at)
    assert "Save 500" not in words(at)


def test_a_goal_of_the_sample_can_be_read_but_not_changed(shown: SimpleNamespace) -> None:
    at = shown.goal(make_view(user_id=SAMPLE_USER_ID, sample=True))

    assert "example from the sample" in words(at)
    assert "Delete for good" not in words(at)
    assert "Your rating" not in words(at)
    assert all(box.disabled for box in at.checkbox)


def test_a_database_that_is_gone_gets_a_sentence(
    goal_page: OpenGoal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: str) -> GoalView:
        raise StorageUnavailable(
            "The database cannot be read.", advice="Check that its file is there."
        )

    monkeypatch.setattr(load, "find_goal", gone)

    at = goal_page(new_id())

    assert not at.exception
    assert "The database cannot be read." in words(at)


def test_while_it_runs_finished_parts_are_shown_and_leaving_is_safe(shown: SimpleNamespace) -> None:
    stages = (
        make_stage("preprocess"),
        make_stage("generate"),
        make_stage("plan", status=StageStatus.STARTED, finished_at=None),
    )
    at = shown.goal(make_view(status=RunStatus.RUNNING, stages=stages, evaluation=None, plan=None))

    said = words(at)
    assert [header.value for header in at.header] == [
        "Your words",
        "What Rein understood",
        "Your resolution",
    ]
    assert "coach-running" in said
    assert "You can leave; your plan will be here" in said
    assert "Delete for good" not in said


def test_a_plan_that_is_ready_before_the_scores_can_be_read_at_once(shown: SimpleNamespace) -> None:
    at = shown.goal(make_view(status=RunStatus.RUNNING, evaluation=None))

    assert "Your plan" in [header.value for header in at.header]
    assert all(box.disabled for box in at.checkbox)
    assert "Not scored" not in words(at)


def test_a_run_can_be_cancelled(shown: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    cancelled: list[str] = []
    monkeypatch.setattr(
        goal_actions, "cancel_run", lambda _, **given: cancelled.append(given["goal_id"])
    )
    view = make_view(
        status=RunStatus.QUEUED,
        stages=(),
        clarified=None,
        resolution=None,
        evaluation=None,
        plan=None,
    )
    at = shown.goal(view)

    at.button(key="goal.live.cancel").click().run()

    assert cancelled == [view.goal_id]


def test_a_run_that_is_stopping_says_so_and_cannot_be_cancelled_twice(
    shown: SimpleNamespace,
) -> None:
    at = shown.goal(
        make_view(status=RunStatus.RUNNING, cancel_requested=True, plan=None, evaluation=None)
    )

    assert "Stopping after this step" in words(at)
    assert "Cancel" not in [button.label for button in at.button]


def test_a_failed_run_says_what_why_what_to_do_and_which_trace(
    shown: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    retried: list[str] = []
    monkeypatch.setattr(
        goal_actions, "retry_run", lambda _, **given: retried.append(given["goal_id"])
    )
    view = make_view(
        status=RunStatus.FAILED,
        error="Gemini could not be reached",
        error_advice="Check the network",
        plan=None,
        stages=(
            make_stage(
                "plan", status=StageStatus.FAILED, model=None, error="Gemini could not be reached"
            ),
        ),
    )
    at = shown.goal(view)

    said = words(at)
    assert "Gemini could not be reached" in said
    assert "Check the network" in said
    assert view.trace_id in said
    assert "There is no plan yet. Gemini could not be reached." in said
    assert "Your resolution" in said

    at.button(key="goal.retry").click().run()

    assert retried == [view.goal_id]


def test_a_cancelled_run_keeps_what_is_finished_and_can_be_started_again(
    shown: SimpleNamespace,
) -> None:
    view = make_view(
        status=RunStatus.CANCELLED,
        stages=(make_stage("preprocess"),),
        resolution=None,
        evaluation=None,
        plan=None,
    )

    said = words(shown.goal(view))

    assert "You cancelled this run" in said
    assert "Start again" in said
    assert "What Rein understood" in said
    assert "not begun" in said
    assert "Your rating" not in said


def test_an_unscored_dimension_is_shown_as_such_with_its_reason_and_never_as_zero(
    shown: SimpleNamespace,
) -> None:
    judged = make_evaluation(unscored=(Dimension.CLARITY,), scored_by=ScoredBy.LLM)
    view = make_view(evaluation=judged)

    said = words(shown.goal(view))

    assert "The judge did not answer in time." in said
    assert "Clarity: not scored" in said
    assert "Not scored</span>" in said
    assert "0.0" not in re.findall(r"coach-dimhead.*?</div>", said)[0]


def test_a_score_by_rules_is_named_for_what_it_is(shown: SimpleNamespace) -> None:
    evaluation = make_evaluation()
    first, *others = evaluation.dimensions
    unsure = replace(first.items[0], yes=None, evidence="", note="Nothing to compare.")
    fits = replace(first.items[-1], asked="run a 5K", evidence="I run 5 km", yes=True)
    items = (unsure, *first.items[1:-1], fits)
    known = replace(evaluation, dimensions=(replace(first, items=items), *others))
    answers = [i.yes for d in known.dimensions for i in d.items]

    said = words(shown.goal(make_view(evaluation=known)))

    passed, checks = answers.count(True), len(answers) - 1
    assert f"Checked by rules: {passed} of {checks} checks passed, 1 could not be checked" in said
    assert "Nothing to compare." in said
    assert "You said" in said
    assert "run a 5K</q>" in said
    assert "The plan says" in said
    for word in STATUS_LABELS.values():
        assert f"{word}</span>" not in said


def test_evidence_is_quoted_and_marked_in_the_text(shown: SimpleNamespace) -> None:
    said = words(shown.goal(make_view()))

    assert '<q class="coach-quote">5 km</q>' in said
    assert "<mark title=" in said


def test_repairs_contingencies_and_resources_are_shown(shown: SimpleNamespace) -> None:
    said = words(shown.goal(make_view()))

    assert "Week 7 was cut from 3.5 to 3 hours" in said
    assert "Repeat the week before it" in said
    assert 'href="https://www.nhs.uk/"' in said


def test_no_words_of_a_person_or_a_model_are_ever_markup(shown: SimpleNamespace) -> None:
    bad = "<img src=x onerror=alert(1)> $x$ :smile:"
    rating = RatingRecord(trace_id="t", user_id=LOCAL_USER_ID, stars=4, comment=bad)
    view = make_view(
        text=bad,
        clarified=make_goal(statement=bad),
        resolution=make_resolution(title=bad, rationale=bad),
        rating=rating,
    )

    said = words(shown.goal(view))

    assert re.search(r"(?<!\\)<img", said) is None
    assert "&lt;img src=x onerror=alert(1)&gt;" in said


def test_a_comment_that_is_too_long_is_refused_with_words(
    finished: GoalView, goal_page: OpenGoal
) -> None:
    at = goal_page(finished.goal_id)
    at.session_state["goal.rating.new0.stars"] = {"value": 4.0}
    at.text_area(key="goal.rating.new0.comment").set_value("a" * 5_000)
    at.button(key="goal.rating.new0.send").click().run()

    assert "5,000 characters" in words(at).replace("\\", "")


def test_the_rating_that_is_stored_is_the_one_that_was_sent(
    finished: GoalView, served: Rein
) -> None:
    assert finished.trace_id is not None

    rating = Rating(stars=0.5, personalization=True)
    rate(served, viewer=LOCAL_VIEWER, trace_id=finished.trace_id, rating=rating)

    stored = again(served, finished).rating
    assert stored is not None
    assert (stored.stars, stored.personalization) == (0.5, True)


def test_a_run_that_was_taken_over_says_so_with_the_way_to_the_call_in_doubt(
    shown: SimpleNamespace,
) -> None:
    began = NOW - timedelta(seconds=20)
    told = Takeover(stage="generate", at=NOW, first_starts={"generate": began}, in_doubt=1)

    said = words(shown.goal(make_view(takeover=told)))

    assert "another one took this over" in said
    assert "1 model call was under way then and may have been paid for." in said
    assert "See the call in the trace" in said


def test_a_run_whose_worker_did_its_work_says_nothing_of_workers(shown: SimpleNamespace) -> None:
    assert "worker" not in words(shown.goal(make_view(attempts=2)))
