"""After an edit the scores shown are those of what is shown; undo brings text and scores back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from core.accounts.user import LOCAL_USER, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotFound
from core.ids import new_id
from core.quality.verdict import Evaluation, ScoredBy
from core.store.scores.tables import evaluations
from core.usecases.resolutions.get_improvement import find_improvement
from core.usecases.resolutions.improve import apply_suggestion, undo_improvement
from core.usecases.resolutions.score_again import score_again
from core.usecases.revisions.edit_plan import (
    TaskChange,
    change_title,
    edit_milestone,
    edit_task,
    move_end_date,
)
from core.usecases.revisions.list_revisions import list_revisions
from core.usecases.revisions.undo_revision import undo_revision
from tests.factories.missed_weeks import Lived, lived

VAGUE = "Be better somehow"


@pytest.fixture
def goal(rein: Rein) -> Lived:
    return lived(rein)


def scores_of(goal: Lived) -> Evaluation:
    evaluation = goal.view.evaluation
    assert evaluation is not None
    return evaluation


def place(goal: Lived) -> dict[str, object]:
    return {"viewer": LOCAL_VIEWER, "goal_id": goal.goal_id}


def judged_by_a_model(goal: Lived) -> None:
    """Make the scores those of a judge, without a call."""
    with goal.rein.database.begin() as work:
        work.connection.execute(update(evaluations).values(scored_by=ScoredBy.LLM))


def test_another_title_is_a_version_with_who_what_and_new_scores(goal: Lived) -> None:
    before, scores = goal.view, scores_of(goal)
    assert before.resolution is not None

    change_title(goal.rein, **place(goal), title=f"  {VAGUE}. ")

    assert goal.view.resolution == replace(before.resolution, title=VAGUE)
    assert goal.plan == before.plan
    assert scores_of(goal).overall != scores.overall
    assert goal.view.scores_are_current
    newest = list_revisions(goal.rein, **place(goal))[0]
    assert newest.author == LOCAL_USER.name
    assert newest.summary == f"Title “{before.resolution.title}” changed to “{VAGUE}”"


def test_undo_brings_title_and_scores_back(goal: Lived) -> None:
    before, scores = goal.view, scores_of(goal)
    change_title(goal.rein, **place(goal), title=VAGUE)

    undo_revision(goal.rein, **place(goal))

    assert goal.view.resolution == before.resolution
    assert scores_of(goal) == scores
    undo_revision(goal.rein, **place(goal))
    assert goal.view.resolution is not None
    assert goal.view.resolution.title == VAGUE
    assert len(list_revisions(goal.rein, **place(goal))) == 4


def test_undo_of_a_title_keeps_a_sentence_that_was_added_since(goal: Lived) -> None:
    before = goal.view.resolution
    assert before is not None
    change_title(goal.rein, **place(goal), title=VAGUE)
    apply_suggestion(
        goal.rein,
        **place(goal),
        item_id="specificity.action",
        sentence="I run on Tuesday, Thursday and Sunday at 7.",
    )

    undo_revision(goal.rein, **place(goal))

    resolution = goal.view.resolution
    assert resolution is not None
    assert resolution.title == before.title
    assert "Sunday at 7" in resolution.smart_statement


def test_an_added_sentence_and_a_title_are_taken_back_each_on_its_own(goal: Lived) -> None:
    sentence = "I run on Tuesday, Thursday and Sunday at 7."
    apply_suggestion(goal.rein, **place(goal), item_id="specificity.action", sentence=sentence)
    change_title(goal.rein, **place(goal), title=VAGUE)

    assert find_improvement(goal.rein, **place(goal)) is None
    with pytest.raises(Conflict, match="no change to take back"):
        undo_improvement(goal.rein, **place(goal))
    assert goal.view.resolution is not None
    assert sentence in goal.view.resolution.smart_statement


def test_a_sentence_taken_back_after_an_edit_leaves_scores_of_what_is_shown(goal: Lived) -> None:
    apply_suggestion(
        goal.rein, **place(goal), item_id="clarity.plain_words", sentence="Run a 5K in spring"
    )
    task = goal.plan.weeks[3].tasks[0]
    edit_task(goal.rein, **place(goal), task_id=task.id, change=TaskChange(minutes=12))
    number = goal.plan.weeks[-1].milestone
    assert number is not None
    edit_milestone(goal.rein, **place(goal), week=goal.plan.total_weeks, target=4.5)
    improvement = find_improvement(goal.rein, **place(goal))
    assert improvement is not None
    assert improvement.changes == 1

    undo_improvement(goal.rein, **place(goal))

    assert goal.view.scores_are_current


def test_a_number_in_a_title_is_the_one_the_plan_leads_to(goal: Lived) -> None:
    with pytest.raises(InvalidInput, match="This title says 10 km, and your plan leads to 5 km"):
        change_title(goal.rein, **place(goal), title="Run 10 km by the end of March")
    change_title(goal.rein, **place(goal), title="Run 5 km with my sister")
    with pytest.raises(InvalidInput, match="Nothing was changed"):
        change_title(goal.rein, **place(goal), title="Run 5 km with my sister")
    with pytest.raises(InvalidInput, match="needs a word"):
        change_title(goal.rein, **place(goal), title=" … ")
    with pytest.raises(InvalidInput, match="has 239 characters"):
        change_title(goal.rein, **place(goal), title="run " * 60)


@pytest.mark.parametrize("edit", ["milestone", "end"])
def test_every_edit_of_the_plan_has_scores_of_its_own(goal: Lived, edit: str) -> None:
    if edit == "milestone":
        edit_milestone(goal.rein, **place(goal), week=goal.plan.total_weeks, target=4.5)
    else:
        move_end_date(goal.rein, **place(goal), ends_on=goal.plan.ends_on + timedelta(days=14))

    assert goal.view.scores_are_current
    assert scores_of(goal).text_digest


def test_scores_of_a_model_stay_and_are_marked_as_of_the_earlier_version(goal: Lived) -> None:
    judged_by_a_model(goal)
    scores = scores_of(goal)

    change_title(goal.rein, **place(goal), title=VAGUE)

    assert scores_of(goal) == scores
    assert not goal.view.scores_are_current
    undo_revision(goal.rein, **place(goal))
    assert goal.view.scores_are_current
    assert scores_of(goal) == scores


def test_scored_again_on_request_and_once(goal: Lived) -> None:
    judged_by_a_model(goal)
    change_title(goal.rein, **place(goal), title=VAGUE)

    again = score_again(goal.rein, **place(goal))

    assert again.scored_by is ScoredBy.CODE
    assert scores_of(goal) == again
    assert goal.view.scores_are_current
    assert score_again(goal.rein, **place(goal)) == again


def test_nobody_else_edits_or_scores(goal: Lived) -> None:
    other = Viewer(user=User(id=new_id(), name="Bo", role=Role.USER))
    with pytest.raises(NotFound):
        change_title(goal.rein, viewer=other, goal_id=goal.goal_id, title=VAGUE)
    with pytest.raises(NotFound):
        score_again(goal.rein, viewer=other, goal_id=goal.goal_id)
