"""A sentence added to a resolution: a new version, new scores, a trace, and how to undo it."""

from dataclasses import replace

import pytest

from core.accounts.user import LOCAL_USER, Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput, NotFound
from core.goals.goal import Circumstances, GoalRequest
from core.ids import new_id
from core.quality.rubric import Dimension
from core.quality.subject import Subject
from core.quality.verdict import ScoredBy
from core.store.database.rows import fetch_all
from core.store.goals.read import GoalView, find_goal
from core.store.resolutions.read import find_improvement
from core.store.resolutions.tables import resolutions
from core.store.resolutions.values import ResolutionRecord
from core.store.rollups.tables import rollup_latency, rollup_scores, rollup_traces
from core.store.scores.tables import evaluations
from core.store.scores.values import EvaluationRecord
from core.store.traces.read import find_trace
from core.tracing.span_record import SpanStatus
from core.usecases.goals.archive import delete_goal
from core.usecases.goals.submit import submit_goal
from core.usecases.resolutions import improve as improve_resolution
from core.usecases.resolutions.improve import apply_suggestion, undo_improvement
from core.usecases.runs.execute import execute_run
from tests.factories.coaching import SCORER

SOMEBODY = User(id=new_id(), name="Somebody", role=Role.USER)
ITEM = "clarity.plain_words"
SENTENCE = "Run five kilometres without stopping by the end of March"


@pytest.fixture
def goal_id(rein: Rein) -> str:
    """A finished goal whose resolution has a vague title."""
    submitted = submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text="I want to run a 5K by the end of Q1",
        circumstances=Circumstances(),
        key=new_id(),
    )
    execute_run(rein, submitted.run_id)
    view = find_goal(rein.database, submitted.goal_id, user_id=LOCAL_USER.id)
    assert view is not None
    assert view.resolution is not None
    weaker = replace(view.resolution, title="Somehow be better")
    assert view.clarified is not None
    text, day = "I want to run a 5K by the end of Q1", view.resolution.starts_on
    subject = Subject(
        request=GoalRequest(text=text, today=day),
        facts=rein.coach.parse_goal(text, today=day),
        goal=view.clarified,
        resolution=weaker,
        plan=view.plan,
    )
    with rein.database.begin() as work:
        now, place = rein.clock.now(), {"goal_id": submitted.goal_id, "run_id": submitted.run_id}
        work.goals.save_resolution(
            ResolutionRecord(
                trace_id=submitted.trace_id, resolution=weaker, created_at=now, **place
            )
        )
        work.evaluations.save(
            EvaluationRecord(
                trace_id=submitted.trace_id,
                evaluation=SCORER.score(subject),
                judge_model="rules",
                judge_provider="offline",
                created_at=now,
                **place,
            )
        )
    return submitted.goal_id


def view_of(rein: Rein, goal_id: str) -> GoalView:
    view = find_goal(rein.database, goal_id, user_id=LOCAL_USER.id)
    assert view is not None
    return view


def answer_of(view: GoalView, item_id: str) -> bool | None:
    assert view.evaluation is not None
    return next(i.yes for d in view.evaluation.dimensions for i in d.items if i.item == item_id)


def rows_of(rein: Rein, goal_id: str) -> tuple[int, int]:
    with rein.database.read() as connection:
        versions = fetch_all(
            connection, resolutions.select().where(resolutions.c.goal_id == goal_id)
        )
        verdicts = fetch_all(
            connection, evaluations.select().where(evaluations.c.goal_id == goal_id)
        )
    return len(versions), len(verdicts)


def sums_of(rein: Rein) -> list[list[tuple[object, ...]]]:
    """Return the rollup rows that are not zero."""
    found = []
    with rein.database.read() as connection:
        for table in (rollup_scores, rollup_traces, rollup_latency):
            rows = fetch_all(connection, table.select())
            counted = [c.name for c in table.c if not c.primary_key]
            found.append(
                sorted(
                    tuple(map(str, row.values()))
                    for row in rows
                    if any(row[name] for name in counted)
                )
            )
    return found


def improve(
    rein: Rein,
    goal_id: str,
    sentence: str = SENTENCE,
    *,
    item_id: str = ITEM,
    user: User = LOCAL_USER,
) -> str:
    return apply_suggestion(
        rein, viewer=Viewer(user=user), goal_id=goal_id, item_id=item_id, sentence=sentence
    ).trace_id


def test_an_applied_sentence_is_scored_at_once_and_shown_with_what_changed(
    rein: Rein, goal_id: str
) -> None:
    before = view_of(rein, goal_id)
    assert not answer_of(before, ITEM)

    improved = apply_suggestion(
        rein, viewer=LOCAL_VIEWER, goal_id=goal_id, item_id=ITEM, sentence=SENTENCE
    )

    after, change = view_of(rein, goal_id), find_improvement(rein.database, goal_id)
    assert improved.met
    assert answer_of(after, ITEM)
    assert after.resolution == improved.resolution
    assert after.evaluation == improved.evaluation
    assert after.evaluation.scored_by is ScoredBy.CODE
    assert change is not None
    assert (change.changes, change.before, change.after) == (1, before.evaluation, after.evaluation)
    gained = Dimension.CLARITY
    assert (after.evaluation.score_of(gained) or 0) > (
        before.evaluation.score_of(gained) if before.evaluation else 0
    )
    assert (after.trace_id, after.plan) == (before.trace_id, before.plan)


def test_the_scoring_has_a_trace_of_its_own(rein: Rein, goal_id: str) -> None:
    trace_id = improve(rein, goal_id)

    detail = find_trace(rein.database, trace_id)

    assert detail is not None
    assert (detail.row.name, detail.row.status, detail.row.run_id) == (
        "resolution_evaluation",
        SpanStatus.OK,
        None,
    )
    evaluation = view_of(rein, goal_id).evaluation
    assert evaluation is not None
    assert detail.row.overall == evaluation.overall
    parents = {span.span_id: span.name for span in detail.spans}
    assert {(span.name, parents.get(span.parent_id or "")) for span in detail.spans} == {
        ("resolution_evaluation", None),
        ("evaluation_stage", "resolution_evaluation"),
        ("llm_call_evaluation", "evaluation_stage"),
        ("json_parsing", "evaluation_stage"),
    }


def test_the_version_before_is_kept_and_comes_back_with_its_scores(
    rein: Rein, goal_id: str
) -> None:
    before, rows = view_of(rein, goal_id), rows_of(rein, goal_id)
    improve(rein, goal_id)
    once = view_of(rein, goal_id)
    improve(rein, goal_id, "This matters to me because of my knees.", item_id="clarity.reason")
    assert rows_of(rein, goal_id) == (rows[0] + 2, rows[1] + 2)

    undo_improvement(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
    assert view_of(rein, goal_id) == once
    undo_improvement(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)

    assert view_of(rein, goal_id) == before
    assert find_improvement(rein.database, goal_id) is None
    with pytest.raises(Conflict):
        undo_improvement(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)


def test_the_figures_count_a_change_in_and_out_as_a_recount_does(rein: Rein, goal_id: str) -> None:
    def recounted() -> list[list[tuple[object, ...]]]:
        with rein.database.begin() as work:
            work.rebuild_rollups()
        return sums_of(rein)

    improve(rein, goal_id)
    applied = sums_of(rein)
    assert applied == recounted()

    undo_improvement(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
    taken_back = sums_of(rein)
    assert len(taken_back[0]) < len(applied[0])
    assert taken_back == recounted()


def test_the_figures_of_a_prompt_do_not_count_what_a_person_added(rein: Rein, goal_id: str) -> None:
    trace_id = improve(rein, goal_id)

    with rein.database.read() as connection:
        (row,) = fetch_all(
            connection, evaluations.select().where(evaluations.c.trace_id == trace_id)
        )
    assert (row["prompt_version"], row["writer_model"], row["run_id"]) == ("", "", None)


def test_a_double_click_adds_one_sentence(rein: Rein, goal_id: str) -> None:
    improve(rein, goal_id)

    with pytest.raises(Conflict):
        improve(rein, goal_id)

    assert view_of(rein, goal_id).resolution is not None
    assert find_improvement(rein.database, goal_id).changes == 1  # type: ignore[union-attr]


def test_a_change_made_meanwhile_is_not_overwritten(
    rein: Rein, goal_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    score = improve_resolution.score_by_rule
    between = ["This matters to me because of my knees."]

    def score_slowly(*args: object, **more: object) -> object:
        if between:
            improve(rein, goal_id, between.pop(), item_id="clarity.reason")
        return score(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(improve_resolution, "score_by_rule", score_slowly)

    with pytest.raises(Conflict, match="changed meanwhile"):
        improve(rein, goal_id)

    assert "my knees" in view_of(rein, goal_id).resolution.description  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("item_id", "sentence", "field"),
    [
        ("clarity.none", SENTENCE, "item_id"),
        (ITEM, "  \x00 ", "sentence"),
        (ITEM, "x" * 301, "sentence"),
        (ITEM, "If <obstacle>, then I will walk.", "sentence"),
    ],
)
def test_what_cannot_be_used_changes_nothing(
    rein: Rein, goal_id: str, item_id: str, sentence: str, field: str
) -> None:
    before = rows_of(rein, goal_id)

    with pytest.raises(InvalidInput) as refused:
        improve(rein, goal_id, sentence, item_id=item_id)

    assert refused.value.field == field
    assert rows_of(rein, goal_id) == before


def test_nobody_changes_the_resolution_of_somebody_else(rein: Rein, goal_id: str) -> None:
    improve(rein, goal_id)
    stands = view_of(rein, goal_id)

    with pytest.raises(NotFound):
        improve(rein, goal_id, "I run on Mondays.", item_id="specificity.when_where", user=SOMEBODY)
    with pytest.raises(NotFound):
        undo_improvement(rein, viewer=Viewer(user=SOMEBODY), goal_id=goal_id)

    assert view_of(rein, goal_id) == stands


def test_a_goal_that_is_still_worked_on_waits(rein: Rein) -> None:
    submitted = submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text="I want to run a 5K",
        circumstances=Circumstances(),
        key=new_id(),
    )

    with pytest.raises(Conflict, match="still working"):
        improve(rein, submitted.goal_id)


def test_deleting_the_goal_takes_its_changes_along(rein: Rein, goal_id: str) -> None:
    trace_id = improve(rein, goal_id)

    delete_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)

    assert find_trace(rein.database, trace_id) is None
    assert rows_of(rein, goal_id) == (0, 0)
