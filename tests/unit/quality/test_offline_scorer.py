"""The offline scorer: the rubric answered by rule, with evidence."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.quality.batch import extract_text, score_line
from core.quality.item_rules import item_rules
from core.quality.judge import score_verdicts
from core.quality.offline_scorer import is_measurable, is_specific
from core.quality.rubric import RUBRIC, RUBRIC_VERSION, Dimension
from core.quality.verdict import Evaluation, ItemDraft, ScoredBy, Status, VerdictsDraft
from tests.factories.coaching import COACH, SCORER

VAGUE = "be better"
SHARP = (
    "Run 5 km three times a week before work in the park until 31 March 2027, tracked with my watch"
)
OUTSIDE = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "goals_smartspan.jsonl"


def yes(evaluation: Evaluation) -> set[str]:
    return {item.item for score in evaluation.dimensions for item in score.items if item.yes}


def test_every_item_of_the_rubric_has_its_rule() -> None:
    assert set(item_rules(COACH.recogniser)) == {item.id for item in RUBRIC}


@given(st.text(max_size=300))
def test_every_yes_quotes_words_of_the_text(text: str) -> None:
    evaluation = SCORER.score_text(text)

    items = [item for score in evaluation.dimensions for item in score.items]
    assert all(item.evidence in text and item.evidence for item in items if item.yes)
    assert all(item.evidence == "" for item in items if not item.yes)


def test_a_sharp_goal_scores_above_a_vague_one_on_every_side_that_differs() -> None:
    sharp, vague = SCORER.score_text(SHARP), SCORER.score_text(VAGUE)

    assert all((sharp.score_of(d) or 0) >= (vague.score_of(d) or 0) for d in Dimension)
    assert (sharp.score_of(Dimension.SPECIFICITY), vague.score_of(Dimension.SPECIFICITY)) == (
        10.0,
        0.0,
    )


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("clarity.outcome", "Run a marathon in October"),
        ("clarity.reason", "Run a marathon because my daughter does"),
        ("specificity.action", "Cook fish soup on Sundays"),
        ("specificity.quantity", "Read 20 pages"),
        ("specificity.when_where", "Stretch every morning"),
        ("specificity.end_date", "Finish my thesis by 1 July"),
        ("specificity.obstacle", "Run, but I have a bad knee"),
        ("measurability.number", "Do 50 push-ups"),
        ("measurability.method", "Run and log each run in an app"),
        ("measurability.frequency", "Swim twice a week"),
        ("measurability.checkpoint", "Save 5000; by week 6 have 2000"),
        ("actionability.first_step", "This week I will buy shoes"),
        ("actionability.if_then", "If it rains, then I will run inside"),
        ("actionability.fits_time", "Draw for 20 minutes"),
    ],
)
def test_each_item_is_found_in_the_text(item: str, text: str) -> None:
    assert item in yes(SCORER.score_text(text))
    assert item not in yes(SCORER.score_text(VAGUE))


def test_two_unrelated_aims_are_not_one() -> None:
    assert "clarity.single_aim" not in yes(SCORER.score_text("run 5k and save 1000 dollars"))


def test_a_confidence_is_not_an_amount() -> None:
    assert "specificity.quantity" not in yes(
        SCORER.score_text("Take photos of my food (95% confident)")
    )


def test_each_missing_item_has_a_suggestion() -> None:
    evaluation = SCORER.score_text(VAGUE)

    missing = [item for item in RUBRIC if item.id not in yes(evaluation)]
    assert len(evaluation.suggestions) == len(missing)
    assert all(
        item.suggestion in suggestion
        for item, suggestion in zip(missing, evaluation.suggestions, strict=True)
    )


def test_adding_the_suggested_sentence_turns_the_no_into_a_yes() -> None:
    before = "Run a marathon"
    reason = "This matters to me because I promised it."
    after = f"{before}. I do it 3 times a week. {reason} If it rains, then I will run inside."

    gained = yes(SCORER.score_text(after)) - yes(SCORER.score_text(before))

    assert {"measurability.frequency", "clarity.reason", "actionability.if_then"} <= gained


def test_verdicts_agree_with_people_better_than_the_majority_and_one_rule() -> None:
    if not OUTSIDE.exists():
        pytest.skip("the goals that people labelled are not beside this checkout")
    goals = [
        g
        for line in OUTSIDE.read_text(encoding="utf-8").splitlines()
        for g in json.loads(line)["goals"]
    ]
    scored = [(SCORER.score_text(g["text"]), bool(g["S"]), bool(g["M"])) for g in goals]

    specific = sum(is_specific(e) == s for e, s, _ in scored) / len(scored)
    measurable = sum(is_measurable(e) == m for e, _, m in scored) / len(scored)

    assert specific > 0.85
    assert measurable > 0.85


@pytest.mark.parametrize(
    "line", [{}, {"text": ""}, {"text": 5}, {"text": "🎉"}, {"plan": {}}, {"resolution": None}]
)
def test_a_line_without_text_is_unscored_not_zero(line: dict[str, object]) -> None:
    scored = score_line(line, scorer=SCORER)

    assert scored["overall"] is None
    assert scored["status"] == Status.UNSCORED


def test_a_resolution_with_its_plan_is_read_as_one_text() -> None:
    line = {
        "resolution": {"title": "Run 5 km"},
        "plan": {"weeks": [{"tasks": [{"id": "w1t1", "title": "Run", "minutes": 20}]}]},
    }

    assert extract_text(line) == "Run 5 km\nRun, 20 minutes"


def test_a_scored_line_carries_items_with_evidence() -> None:
    scored = score_line({"text": SHARP}, scorer=SCORER)

    assert scored["specific"] is True
    assert isinstance(scored["items"], dict)
    assert sum(len(items) for items in scored["items"].values()) == len(RUBRIC)


@pytest.mark.parametrize(
    "text", ["Run a 5K by March", "5K by March, run\na 5K", "Save €5 a day", "5K run in March"]
)
def test_a_short_amount_is_quoted_with_its_neighbours(text: str) -> None:
    draft = VerdictsDraft(
        items=[
            ItemDraft(id=i.item, yes=i.yes, evidence=i.evidence)
            for d in SCORER.score_text(text).dimensions
            for i in d.items
        ]
    )
    evaluation = score_verdicts(draft, text, scored_by=ScoredBy.CODE, rubric_version=RUBRIC_VERSION)

    answers = {i.item: i.yes for d in evaluation.dimensions for i in d.items}
    assert answers["specificity.quantity"]
    assert answers["measurability.number"]
