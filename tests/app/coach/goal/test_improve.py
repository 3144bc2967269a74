"""Making a resolution better on its page, and starting what else was in the words."""

import re
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from app.coach.goal.result import improve
from app.coach.goal.result.change_text import describe_change
from app.coach.goals import load
from core.accounts.user import LOCAL_USER_ID, SAMPLE_USER_ID
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.goals.goal import Circumstances, GoalRequest
from core.quality.rubric import Dimension
from core.quality.subject import Subject
from core.quality.verdict import ScoredBy
from core.store.goals.read import GoalView, find_goal
from core.store.resolutions.read import Improvement
from core.store.resolutions.values import ResolutionRecord
from core.store.runs.values import RunStatus
from core.store.scores.values import EvaluationRecord
from core.usecases.goals.submit import submit_goal
from core.usecases.runs.run_and_wait import run_and_wait
from tests.app.coach.conftest import words
from tests.app.coach.samples import make_evaluation, make_goal, make_view
from tests.factories.coaching import SCORER

OpenGoal = Callable[[str], AppTest]
NUMBER = "measurability.number"


def worked_on(rein: Rein, text: str, **about: object) -> GoalView:
    circumstances = Circumstances(**about)  # type: ignore[arg-type]
    submitted = submit_goal(
        rein, viewer=LOCAL_VIEWER, text=text, circumstances=circumstances, key=text
    )
    run_and_wait(rein, submitted.run_id)
    return again(rein, submitted.goal_id)


def again(rein: Rein, goal_id: str) -> GoalView:
    view = find_goal(rein.database, goal_id, user_id=LOCAL_USER_ID)
    assert view is not None
    return view


@pytest.fixture
def lacking(served: Rein) -> GoalView:
    """A goal whose resolution, as a hasty model may write it, has no number that decides."""
    text = "Learn Portuguese by Easter to talk with my neighbour"
    view = worked_on(served, text)
    assert view.resolution is not None
    assert view.clarified is not None
    weaker = replace(
        view.resolution, metrics=(), smart_statement="I learn Portuguese to talk with my neighbour."
    )
    day = weaker.starts_on
    subject = Subject(
        request=GoalRequest(text=text, today=day),
        facts=served.coach.parse_goal(text, today=day),
        goal=view.clarified,
        resolution=weaker,
        plan=view.plan,
    )
    now, about = served.clock.now(), {"goal_id": view.goal_id, "run_id": view.run_id}
    scores = SCORER.score(subject)
    with served.database.begin() as work:
        work.goals.save_resolution(
            ResolutionRecord(trace_id=view.trace_id, resolution=weaker, created_at=now, **about)
        )
        work.evaluations.save(
            EvaluationRecord(
                trace_id=view.trace_id,
                evaluation=scores,
                judge_model="rules",
                judge_provider="offline",
                created_at=now,
                **about,
            )
        )
    lacks = again(served, view.goal_id)
    assert [i.item for i in improve.missing(lacks.evaluation)] == [NUMBER]
    return lacks


def field(item_id: str = NUMBER, *, changes: int = 0) -> str:
    return f"goal.better.{changes}.{item_id}"


def test_one_click_adds_the_proposed_sentence_and_shows_the_new_scores(
    lacking: GoalView, goal_page: OpenGoal, served: Rein
) -> None:
    at = goal_page(lacking.goal_id)
    proposed = at.text_area(key=f"{field()}.text").value
    assert proposed.startswith("I have reached it at ")
    assert "<" not in proposed

    at.button(key=f"{field()}.add").click().run()

    assert not at.exception
    after = again(served, lacking.goal_id)
    assert after.resolution is not None
    assert after.resolution.smart_statement.startswith(proposed)
    assert "You added one sentence." in words(at)
    assert re.search(r"measurability [\d.]+ → [\d.]+", words(at))
    assert "Scored again with what you added." in words(at)
    assert "Answered no:" not in words(at)


def test_the_sentence_can_be_changed_before_it_is_added(
    lacking: GoalView, goal_page: OpenGoal, served: Rein
) -> None:
    at = goal_page(lacking.goal_id)
    at.text_area(key=f"{field()}.text").set_value("I have reached it when 3 neighbours & I laugh")

    at.button(key=f"{field()}.add").click().run()

    after = again(served, lacking.goal_id)
    assert after.resolution is not None
    assert after.resolution.smart_statement.startswith(
        "I have reached it when 3 neighbours & I laugh."
    )


def test_an_added_sentence_is_taken_back(
    lacking: GoalView, goal_page: OpenGoal, served: Rein
) -> None:
    at = goal_page(lacking.goal_id)
    at.button(key=f"{field()}.add").click().run()

    at.button(key="goal.better.back1").click().run()

    assert again(served, lacking.goal_id) == lacking
    assert "Taken back" in words(at)
    assert at.text_area(key=f"{field()}.text").value


def test_a_sentence_that_does_not_help_is_said_to_be_not_enough(
    lacking: GoalView, goal_page: OpenGoal
) -> None:
    at = goal_page(lacking.goal_id)
    at.text_area(key=f"{field()}.text").set_value("I look at it now and then.")

    at.button(key=f"{field()}.add").click().run()

    assert "still does not find it" in words(at)
    assert "no score changed" in words(at)
    assert at.text_area(key=f"{field(changes=1)}.text").value.startswith("I have reached")


@pytest.mark.parametrize("sentence", ["", "I have reached it when <metric> is <number>."])
def test_what_cannot_be_added_is_said_at_its_field_and_kept(
    lacking: GoalView, goal_page: OpenGoal, served: Rein, sentence: str
) -> None:
    at = goal_page(lacking.goal_id)
    at.text_area(key=f"{field()}.text").set_value(sentence)

    at.button(key=f"{field()}.add").click().run()

    assert len(at.error) == 1
    assert at.text_area(key=f"{field()}.text").value == sentence
    assert again(served, lacking.goal_id) == lacking


def test_more_than_three_missing_things_are_folded(shown: SimpleNamespace) -> None:
    at = shown.goal(make_view())

    missing = [f.label for f in at.text_area if f.label.startswith("Answered no:")]
    assert len(missing) == len(Dimension)
    assert "1 more" in [fold.label for fold in at.expander]


@pytest.mark.parametrize(
    "changes",
    [
        {"sample": True, "user_id": SAMPLE_USER_ID},
        {"status": RunStatus.RUNNING},
        {"resolution": None},
    ],
)
def test_nothing_is_offered_where_nothing_may_be_changed(
    shown: SimpleNamespace, changes: dict[str, object]
) -> None:
    at = shown.goal(make_view(**changes))

    assert "Make it better" not in words(at)


def test_what_a_model_suggests_stays_and_what_a_rule_suggests_is_offered_instead(
    shown: SimpleNamespace,
) -> None:
    by_rule, by_model = (
        shown.goal(make_view(evaluation=make_evaluation(scored_by=who)))
        for who in (ScoredBy.CODE, ScoredBy.LLM)
    )

    assert "What would make it better" not in words(by_rule)
    assert "What would make it better" in words(by_model)


def test_scores_of_two_scorers_are_not_compared_in_silence() -> None:
    before, after = make_evaluation(scored_by=ScoredBy.LLM), make_evaluation()

    assert "the scorer's" in describe_change(Improvement(changes=1, before=before, after=after))
    assert "no scores" in describe_change(Improvement(changes=1, before=None, after=after))
    unscored = make_evaluation(unscored=(Dimension.CLARITY,))
    assert "clarity not scored → 8.6" in describe_change(
        Improvement(changes=2, before=unscored, after=after)
    )


def test_another_goal_of_the_same_text_fills_the_line_and_sends_nothing(
    served: Rein, goal_page: OpenGoal
) -> None:
    view = worked_on(served, "Run a 5K by March and learn Spanish", hours_per_week=2.0)
    at = goal_page(view.goal_id)
    assert "This plan is for “Run a 5K by March”" in words(at)

    at.button(key="goal.next.other0").click().run()
    at.switch_page("coach/goals/page.py").run()

    assert at.text_area(key="goals.new.text").value == "learn Spanish"
    assert at.session_state["goals.new.about.hours_per_week"] == "2"
    assert len(load.list_cards(archived=False, cursor=None).rows) == 1


def test_a_wish_that_takes_longer_fills_the_line_with_the_time_it_takes(
    served: Rein, goal_page: OpenGoal
) -> None:
    view = worked_on(served, "Run a marathon in 3 weeks", constraints=("no gym",))
    at = goal_page(view.goal_id)
    assert "You have two choices" in words(at)

    at.button(key="goal.next.whole").click().run()
    at.switch_page("coach/goals/page.py").run()

    assert at.text_area(key="goals.new.text").value.startswith("Run a marathon by ")
    assert at.text_area(key="goals.new.about.constraints").value == "no gym"


def test_a_wish_that_fits_offers_no_choice(shown: SimpleNamespace) -> None:
    view = make_view(clarified=replace(make_goal(), notes=()))

    assert "two choices" not in words(shown.goal(view))
