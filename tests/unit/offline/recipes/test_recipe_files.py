"""Every recipe that ships can be used, says what to do, and is known to the model that finds it."""

from collections import Counter

import pytest

from core.learning.card import ModelCard
from core.learning.models import MODEL_FOLDER, load_dense_model
from core.offline.playbooks.recipe import Recipe
from core.offline.recipes.found_recipe import NO_RECIPE
from core.offline.recipes.recipe_reader import RECIPE_MODEL
from core.offline.training.train_recipes import all_wordings, wordings_hash
from core.plans.banned_advice import safe_alternative
from core.plans.verbs import says_what_to_do
from tests.factories.coaching import COACH, PLAYBOOKS, make_request
from tests.factories.recipes import RECIPES

CARD = ModelCard.read(MODEL_FOLDER / RECIPE_MODEL)


def tasks_of(recipe: Recipe) -> list[str]:
    return [
        title
        for phase in recipe.phases
        for title in (*phase.practice, *(step.title for step in phase.steps))
    ]


def test_every_topic_has_a_playbook() -> None:
    assert {recipe.topic for recipe in RECIPES.values()} <= set(PLAYBOOKS.domains)


def test_every_task_says_what_to_do_and_harms_nobody() -> None:
    tasks = [(name, task) for name, recipe in RECIPES.items() for task in tasks_of(recipe)]

    assert [t for t in tasks if not says_what_to_do(t[1]) or safe_alternative(t[1])] == []


def test_every_answer_harms_nobody() -> None:
    answers = [
        (name, text)
        for name, recipe in RECIPES.items()
        for text in (
            *(action for obstacle in recipe.obstacles for action in obstacle.actions),
            *(contingency.response for contingency in recipe.contingencies),
        )
    ]

    assert [answer for answer in answers if safe_alternative(answer[1])] == []


def test_no_wording_belongs_to_two_recipes() -> None:
    wordings = {(w.text.casefold(), w.recipe) for w in all_wordings(RECIPES)}
    counted = Counter(text for text, _ in wordings)

    assert [text for text, count in counted.items() if count > 1] == []


def test_the_model_knows_every_recipe_and_no_other() -> None:
    learnt = {name for name, recipe in RECIPES.items() if recipe.learnt}

    assert set(load_dense_model(RECIPE_MODEL).labels) == {*learnt, NO_RECIPE}


def test_a_recipe_for_a_body_in_some_state_is_not_for_everybody() -> None:
    plain = COACH.facts_of(make_request("from 3,000 to 9,000 steps a day by April, I sit all day"))
    sore = COACH.facts_of(make_request("9,000 steps a day by April but my hips ache at 3,000"))

    assert plain.recipe != "walk_daily_steps_with_sore_joints"
    assert sore.recipe == "walk_daily_steps_with_sore_joints"


def test_a_recipe_that_is_not_learnt_is_found_by_each_of_its_wordings() -> None:
    cued = {name: recipe.asks for name, recipe in RECIPES.items() if not recipe.learnt}

    assert cued
    assert [(n, ask) for n, asks in cued.items() for ask in asks if PLAYBOOKS.cued(ask) != n] == []


def test_the_model_learnt_from_the_wordings_there_are() -> None:
    assert CARD.texts["hash"] == wordings_hash(all_wordings(RECIPES)), (
        "run `python -m core.offline.training recipes`"
    )


@pytest.mark.parametrize(
    ("figure", "least"),
    [
        ("recipes: right one", 0.6),
        ("recipes: among three", 0.78),
        ("recipes: right of taken", 0.77),
    ],
)
def test_goals_of_writers_held_out_find_their_recipe(figure: str, least: float) -> None:
    assert CARD.figures[figure] >= least
