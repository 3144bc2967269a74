"""Scoring of JSON lines: which text is scored, and what is printed."""

import pytest

from core.quality.batch import MAX_CHARACTERS, evaluation_to_json, extract_text, score_line
from core.quality.rubric import DIMENSIONS, RUBRIC_VERSION, Dimension, items_of
from core.quality.verdict import (
    DimensionScore,
    Evaluation,
    ScoredBy,
    make_verdict,
    score_items,
)
from tests.factories.coaching import SCORER


def test_the_text_of_a_line_comes_before_its_other_parts() -> None:
    assert extract_text({"text": "Run", "goal": "Swim", "resolution": {"title": "Walk"}}) == "Run"


@pytest.mark.parametrize("text", ["", "  ", None, 5])
def test_without_a_text_goal_resolution_and_plan_are_read_in_this_order(text: object) -> None:
    line = {
        "text": text,
        "plan": {"weeks": [{"focus": "Habit"}]},
        "resolution": {"title": "Run 5 km", "metrics": [{"name": "distance"}]},
        "goal": "Run",
    }

    assert extract_text(line) == "Run\nRun 5 km\ndistance\nHabit"


def test_a_task_is_one_line_with_its_minutes() -> None:
    line = {"plan": {"tasks": [{"id": "a", "title": "Run", "minutes": 20, "day": "Mon"}]}}

    assert extract_text(line) == "Run, 20 minutes"


def test_ids_and_numbers_are_no_text() -> None:
    line = {"resolution": {"id": "r1", "trace_id": "t1", "hours": 3, "done": True, "title": "Run"}}

    assert extract_text(line) == "Run"


def test_text_below_eight_levels_is_ignored() -> None:
    def nested(depth: int) -> object:
        return "Run" if depth == 0 else [nested(depth - 1)]

    assert extract_text({"goal": nested(8)}) == "Run"
    assert extract_text({"goal": nested(9)}) == ""


def test_a_very_long_text_is_cut() -> None:
    assert len(extract_text({"text": "x" * (MAX_CHARACTERS + 1)})) == MAX_CHARACTERS
    assert len(extract_text({"goal": ["x" * MAX_CHARACTERS] * 2})) == MAX_CHARACTERS


def test_a_scored_line_has_every_dimension_and_two_answers_in_one_word() -> None:
    scored = score_line({"text": "Jog 5 km by 31 March"}, scorer=SCORER)

    assert [name for name in scored if name in DIMENSIONS] == list(DIMENSIONS)
    assert (scored["specific"], scored["measurable"]) == (True, True)


def test_a_vague_line_is_neither_specific_nor_measurable() -> None:
    scored = score_line({"text": "be better"}, scorer=SCORER)

    assert (scored["specific"], scored["measurable"]) == (False, False)


@pytest.mark.parametrize("line", [{}, {"text": "!!"}, {"goal": []}, {"plan": {"weeks": None}}])
def test_a_line_without_text_is_unscored_with_the_reason(line: dict[str, object]) -> None:
    scored = score_line(line, scorer=SCORER)

    assert [scored[name] for name in (*DIMENSIONS, "overall")] == [None] * 5
    assert (scored["status"], scored["items"]) == ("UNSCORED", {})
    assert "no text in this line" in str(scored["reason"])


def make_evaluation() -> Evaluation:
    clear, vague, *_ = items_of(Dimension.CLARITY)
    items = (
        make_verdict(clear, yes=True, evidence="run 5 km"),
        make_verdict(vague, yes=False, evidence=""),
    )
    unscored = tuple(
        DimensionScore(dimension=dimension, score=None, reason=f"No {dimension}.")
        for dimension in DIMENSIONS[1:]
    )
    return Evaluation(
        dimensions=(score_items(Dimension.CLARITY, items), *unscored),
        strengths=("It is clear.",),
        suggestions=("Add a number.", "Add a date."),
        scored_by=ScoredBy.HUMAN,
        rubric_version=RUBRIC_VERSION,
    )


def test_an_evaluation_is_printed_with_scores_items_and_reasons() -> None:
    printed = evaluation_to_json(make_evaluation())

    assert printed["clarity"] == 5.0
    assert [printed[name] for name in (*DIMENSIONS[1:], "overall")] == [None] * 4
    assert printed["reasons"] == {
        "specificity": "No specificity.",
        "measurability": "No measurability.",
        "actionability": "No actionability.",
    }
    assert (printed["strengths"], printed["suggestions"]) == (
        ["It is clear."],
        ["Add a number.", "Add a date."],
    )
    assert (printed["status"], printed["scored_by"]) == ("UNSCORED", "human")
    assert printed["rubric_version"] == RUBRIC_VERSION


def test_items_are_printed_by_dimension_with_their_evidence() -> None:
    items = evaluation_to_json(make_evaluation())["items"]
    first, second, *_ = items_of(Dimension.CLARITY)

    assert items == {
        "clarity": [
            {
                "item": first.id,
                "question": first.question,
                "yes": True,
                "asked": "",
                "evidence": "run 5 km",
                "note": "",
            },
            {
                "item": second.id,
                "question": second.question,
                "yes": False,
                "asked": "",
                "evidence": "",
                "note": "",
            },
        ],
        "specificity": [],
        "measurability": [],
        "actionability": [],
    }
