"""The offline scorer: the rubric answered by rule, with evidence."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.quality.batch import extract_text, score_line
from core.quality.judge import is_quoted, normalize_quote
from core.quality.offline_scorer import is_measurable, is_specific
from core.quality.rubric import RUBRIC, Dimension, Scope
from core.quality.rules.item_rules import item_rules
from core.quality.training.train_ratings import rank_correlation
from core.quality.verdict import Evaluation, Scale, Status
from tests.factories.coaching import COACH, SCORER

OF_TEXTS = tuple(item for item in RUBRIC if item.scope != Scope.FIT)
VAGUE = "be better"
SHARP = (
    "Run 5 km three times a week before work in the park until 31 March 2027, tracked with my watch"
)
OUTSIDE = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "goals_smartspan.jsonl"


def yes(evaluation: Evaluation) -> set[str]:
    return {item.item for score in evaluation.dimensions for item in score.items if item.yes}


def test_every_item_of_the_rubric_has_its_rule() -> None:
    assert set(item_rules(COACH.recogniser)) == {item.id for item in OF_TEXTS}


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

    missing = [item for item in OF_TEXTS if item.id not in yes(evaluation)]
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
    assert sum(len(items) for items in scored["items"].values()) == len(OF_TEXTS)


@pytest.mark.parametrize(
    "text", ["Run a 5K by March", "5K by March, run\na 5K", "Save €5 a day", "5K run in March"]
)
def test_a_short_amount_is_quoted_with_its_neighbours(text: str) -> None:
    items = [i for d in SCORER.score_text(text).dimensions for i in d.items]

    quotes = {i.item: i.evidence for i in items if i.yes}
    for item in ("specificity.quantity", "measurability.number"):
        assert is_quoted(quotes[item], normalize_quote(text))


def test_a_bare_goal_text_is_scored_as_readers_would_rate_it_and_says_so() -> None:
    scored = score_line({"text": SHARP}, scorer=SCORER)

    assert scored["scale"] == {
        "clarity": Scale.RATING,
        "specificity": Scale.RATING,
        "measurability": Scale.RATING,
        "actionability": Scale.ITEMS,
    }
    vague = score_line({"text": VAGUE}, scorer=SCORER)
    for name in ("clarity", "specificity", "measurability"):
        assert float(str(scored[name])) > float(str(vague[name])) + 3


def test_what_is_no_bare_goal_is_scored_by_its_items() -> None:
    written = score_line({"resolution": {"title": SHARP}}, scorer=SCORER)
    long = score_line({"text": f"{SHARP}. " * 20}, scorer=SCORER)

    for scored in (written, long):
        assert set(dict(scored["scale"]).values()) == {Scale.ITEMS}  # type: ignore[call-overload]


def test_items_of_a_line_say_what_was_asked_and_why_not() -> None:
    scored = score_line({"text": SHARP}, scorer=SCORER)

    items = [item for group in dict(scored["items"]).values() for item in group]  # type: ignore[call-overload]
    assert {tuple(item) for item in items} == {
        ("item", "question", "yes", "asked", "evidence", "note")
    }


@pytest.mark.parametrize("name", ["specificity", "measurability"])
def test_the_predicted_ratings_follow_people_better_than_the_items(name: str) -> None:
    if not OUTSIDE.exists():
        pytest.skip("the goals that people labelled are not beside this checkout")
    goals = [
        g
        for line in OUTSIDE.read_text(encoding="utf-8").splitlines()
        for g in json.loads(line)["goals"]
    ]
    labels = [float(g[name[0].upper()]) for g in goals]
    dimension = Dimension(name)

    rated, by_items = (
        rank_correlation([score(g["text"]).score_of(dimension) or 0 for g in goals], labels)
        for score in (SCORER.score_goal, SCORER.score_text)
    )

    assert rated > by_items
