"""Signs are found in the words of writers the model never saw, and where they are said in passing."""

from collections.abc import Mapping
from itertools import pairwise

import pytest

from core.learning.card import ModelCard
from core.learning.models import MODEL_FOLDER
from core.offline.signs.sign import BY_RULE, Sign
from core.offline.signs.sign_reader import find_signs, split_units
from core.offline.training.corpus import is_held_out
from core.offline.training.sign_corpus import read_sign_texts, sign_corpus_hash
from core.offline.training.train_signs import ordinary_goals, sign_figures
from tests.conftest import SomeOf

pytestmark = pytest.mark.no_cover

TEXTS = read_sign_texts()
HELD = [text for text in TEXTS if is_held_out(text.persona)]


@pytest.fixture(scope="module")
def figures(some_of: SomeOf) -> Mapping[str, float]:
    """A third of the held-out texts about signs, and every ninth goal, of each held-out writer."""
    goals = ordinary_goals()
    chosen = some_of(goals, 9)
    assert {goal.persona for goal in chosen} == {goal.persona for goal in goals}
    return sign_figures(some_of(HELD, 3), chosen)


def test_the_texts_are_many_and_different() -> None:
    assert len({text.text for text in TEXTS}) == len(TEXTS) >= 1_500
    assert len({text.persona for text in TEXTS}) >= 30
    assert {mark.sign for text in TEXTS for mark in text.marks} == set(Sign) - BY_RULE
    assert sum(not text.marks for text in TEXTS) >= 600


@pytest.mark.parametrize(
    ("figure", "floor"),
    [
        ("signs: found all", 0.77),
        ("signs: found long texts", 0.55),
        ("signs: none in near misses", 0.9),
    ],
)
def test_held_out_writers_are_read_well_enough(
    figure: str, floor: float, figures: Mapping[str, float]
) -> None:
    assert figures[figure] >= floor


def test_ordinary_goals_rarely_have_a_sign(figures: Mapping[str, float]) -> None:
    assert figures["signs: ordinary goals with a sign"] <= 0.03


@pytest.mark.whole  # a part has other figures than the card
def test_the_card_tells_what_is_measured(figures: Mapping[str, float]) -> None:
    card = ModelCard.read(MODEL_FOLDER / "signs")

    assert card.texts["hash"] == sign_corpus_hash()
    assert card.figures["signs: found all"] == pytest.approx(figures["signs: found all"], abs=0.02)


LONG = (
    "I run a small stall at the Saturday market and I would like to sell my own jam there by May. "
    "I have the pots and my aunt's recipes, and two free evenings. The labels have to be right, "
    "there is a rule for that. {} My cousin prints, he wants thirty euro. I thought of plum first, "
    "then quince. What would be the order of things?"
)


@pytest.mark.parametrize(
    ("sign", "told"),
    [
        (Sign.DRINKING, "I drink a bottle of vodka every day and shake until the first glass."),
        (Sign.SLEEPINESS, "On the way home I fell asleep at the wheel twice last week."),
        (Sign.MOOD, "I have felt nothing for months and see no reason to get up."),
        (Sign.VIOLENCE, "My husband hits me when the till is short."),
    ],
)
def test_a_sign_told_in_passing_is_found(sign: Sign, told: str) -> None:
    found = find_signs(LONG.format(told))

    assert sign in {each.sign for each in found}
    assert next(each for each in found if each.sign == sign).quote in LONG.format(told)


@pytest.mark.parametrize(
    "told",
    [
        "My uncle drinks a bottle of vodka every day and shakes.",
        "There was a pregnant pause when I said it.",
        "My heart races when I must speak to a customer.",
        "The vet has three diabetic dogs a week.",
        "I have a glass of wine at weekends.",
    ],
)
def test_a_near_miss_told_in_passing_is_none(told: str) -> None:
    assert find_signs(LONG.format(told)) == ()


def test_a_long_sentence_is_judged_in_windows_that_cover_it() -> None:
    text = " ".join(f"word{n}" for n in range(53))
    units = split_units(text)

    assert units[0][0] == 0
    assert units[-1][1] == len(text)
    assert all(after[0] <= before[1] for before, after in pairwise(units))
