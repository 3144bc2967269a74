"""Verdicts: scores are the share of yes, and a gap is unscored, never 0."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.quality.rubric import DIMENSIONS, RUBRIC, RUBRIC_VERSION, Dimension, items_of
from core.quality.verdict import (
    DimensionScore,
    Evaluation,
    ItemVerdict,
    ScoredBy,
    Status,
    VerdictsDraft,
    make_verdict,
    score_items,
    status_of,
)


def verdicts(dimension: Dimension, yes: int, n: int) -> tuple[ItemVerdict, ...]:
    items = (items_of(dimension) * 2)[:n]
    return tuple(make_verdict(item, yes=i < yes, evidence="words") for i, item in enumerate(items))


def evaluation(*scores: float | None) -> Evaluation:
    return Evaluation(
        dimensions=tuple(
            DimensionScore(dimension=dimension, score=score)
            for dimension, score in zip(DIMENSIONS, scores, strict=False)
        ),
        strengths=(),
        suggestions=(),
        scored_by=ScoredBy.LLM,
        rubric_version=RUBRIC_VERSION,
    )


@pytest.mark.parametrize(
    ("yes", "n", "score"), [(0, 4, 0.0), (1, 4, 2.5), (2, 3, 6.67), (4, 4, 10.0), (1, 1, 10.0)]
)
def test_a_score_is_ten_times_the_share_of_yes(yes: int, n: int, score: float) -> None:
    items = verdicts(Dimension.CLARITY, yes, n)

    assert score_items(Dimension.CLARITY, items) == DimensionScore(
        dimension=Dimension.CLARITY, score=score, items=items
    )


def test_without_answers_a_dimension_is_unscored_with_a_reason() -> None:
    scored = score_items(Dimension.CLARITY, ())

    assert scored.score is None
    assert "No item" in scored.reason


@given(n=st.integers(1, 5), data=st.data())
def test_another_yes_raises_a_score(n: int, data: st.DataObject) -> None:
    yes = data.draw(st.integers(0, n - 1))
    fewer = score_items(Dimension.CLARITY, verdicts(Dimension.CLARITY, yes, n)).score
    more = score_items(Dimension.CLARITY, verdicts(Dimension.CLARITY, yes + 1, n)).score

    assert fewer is not None
    assert more is not None
    assert 0 <= fewer < more <= 10


def test_the_overall_score_is_the_mean_of_the_four_dimensions() -> None:
    assert evaluation(10.0, 7.5, 5.0, 2.5).overall == 6.25
    assert evaluation(10.0, 6.67, 6.67, 6.67).overall == 7.5


@pytest.mark.parametrize(
    "scores", [(None, 10.0, 10.0, 10.0), (10.0, 10.0, 10.0, None), (10.0,), ()]
)
def test_a_dimension_without_a_score_leaves_the_whole_unscored(scores: tuple[float, ...]) -> None:
    assert evaluation(*scores).overall is None
    assert evaluation(*scores).status is Status.UNSCORED


@pytest.mark.parametrize(
    ("overall", "status"),
    [
        (10.0, Status.EXCELLENT),
        (9.0, Status.EXCELLENT),
        (8.99, Status.GOOD),
        (7.5, Status.GOOD),
        (7.49, Status.FAIR),
        (6.0, Status.FAIR),
        (5.99, Status.NEEDS_WORK),
        (0.0, Status.NEEDS_WORK),
        (None, Status.UNSCORED),
    ],
)
def test_a_status_names_the_overall_score(overall: float | None, status: Status) -> None:
    assert status_of(overall) is status


def test_a_score_is_found_by_its_dimension() -> None:
    scored = evaluation(1.0, None, 3.0)

    assert scored.score_of(Dimension.CLARITY) == 1.0
    assert scored.score_of(Dimension.SPECIFICITY) is None
    assert scored.score_of(Dimension.MEASURABILITY) == 3.0
    assert scored.score_of(Dimension.ACTIONABILITY) is None


def test_a_verdict_has_the_question_of_its_item_and_evidence_only_for_a_yes() -> None:
    item = RUBRIC[0]

    assert make_verdict(item, yes=True, evidence="run 5 km") == ItemVerdict(
        item=item.id, question=item.question, yes=True, evidence="run 5 km"
    )
    assert make_verdict(item, yes=False, evidence="run 5 km").evidence == ""


def test_a_judge_may_leave_out_evidence_strengths_and_suggestions() -> None:
    draft = VerdictsDraft.model_validate({"items": [{"id": "clarity.reason", "yes": False}]})

    assert draft.items[0].evidence == ""
    assert (draft.strengths, draft.suggestions) == ([], [])
