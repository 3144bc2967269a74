"""Train the model that finds the recipe of a goal, on wordings of goals that have one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.learning.card import ModelCard, file_hash
from core.learning.dense_model import DenseModel
from core.learning.models import DENSE_FILE, MODEL_FOLDER
from core.learning.train_linear import train_dense_model
from core.learning.tuned_encoder import Floats
from core.offline.playbooks.recipe import Recipe
from core.offline.reading.roles.role_reader import RoleReader, load_role_reader
from core.offline.recipes.folder import read_recipes
from core.offline.recipes.found_recipe import NO_RECIPE, FoundRecipe
from core.offline.recipes.plan_choice import is_unsure, likely_recipes
from core.offline.recipes.recipe_reader import (
    RECIPE_FROM,
    RECIPE_MODEL,
    most_probable,
    recipe_vector,
)
from core.offline.training.corpus import RecipeWording, is_held_out, read_recipe_wordings
from core.offline.training.train_fit import train_fit

_STRENGTH = 4.0
_MOST_ITERATIONS = 60
_TEMPERATURES = tuple(float(t) for t in np.geomspace(0.3, 2.0, 40))
_UNKNOWN_SHARE = 10
"""One recipe in so many is left out once, to see what becomes of goals that have none."""


@dataclass(frozen=True, slots=True)
class _Set:
    """Vectors of wordings with the recipe of each."""

    vectors: Floats
    recipes: NDArray[np.str_]

    def where(self, chosen: NDArray[np.bool_]) -> "_Set":
        return _Set(self.vectors[chosen], self.recipes[chosen])


def all_wordings(recipes: dict[str, Recipe]) -> tuple[RecipeWording, ...]:
    """Return the wordings in the recipes themselves, and those of data/training."""
    own = (
        RecipeWording(text=ask, recipe=name, persona="recipe")
        for name, recipe in recipes.items()
        if recipe.learnt
        for ask in recipe.asks
    )
    known = {*recipes, NO_RECIPE}
    others = (wording for wording in read_recipe_wordings() if wording.recipe in known)
    return (*own, *others)


def wordings_hash(wordings: Sequence[RecipeWording]) -> str:
    """Return one hash over the wordings, for the model's card."""
    lines = sorted(f"{wording.recipe}\t{wording.text}" for wording in wordings)
    return sha256("\n".join(lines).encode()).hexdigest()


def train_recipes(trained_on: date, *, folder: Path = MODEL_FOLDER) -> dict[str, float]:
    """Train on everything but the held-out writers, write model and card, return the figures."""
    recipes = read_recipes()
    wordings = all_wordings(recipes)
    reader = load_role_reader()
    held = np.array([is_held_out(wording.persona) for wording in wordings])
    whole = _Set(
        np.stack([_vector(wording.text, reader) for wording in wordings]),
        np.array([wording.recipe for wording in wordings]),
    )
    learnt, judged = whole.where(~held), whole.where(held)
    model = _calibrated(_trained(learnt), judged)
    figures = _figures(model, judged) | question_figures(
        [most_probable(model, vector) for vector in judged.vectors], judged.recipes.tolist()
    )
    figures |= _unknown_figures(learnt, judged, model.temperature)
    place = folder / RECIPE_MODEL
    place.mkdir(parents=True, exist_ok=True)
    model.save(place / DENSE_FILE)
    _card(trained_on, wordings, int(held.sum()), figures, place).write(place)
    fit = train_fit(trained_on, wordings, whole.vectors, recipes, model.temperature, folder)
    return figures | fit


def _vector(text: str, reader: RoleReader) -> Floats:
    return recipe_vector(reader.read(text), reader.meaning(text))


def _trained(learnt: _Set) -> DenseModel:
    return train_dense_model(
        learnt.vectors, learnt.recipes, strength=_STRENGTH, iterations=_MOST_ITERATIONS
    )


def _calibrated(model: DenseModel, judged: _Set) -> DenseModel:
    """Return the model with the temperature that makes its probabilities fit held-out writers."""
    at = {name: number for number, name in enumerate(model.labels)}
    own = [at[name] for name in judged.recipes.tolist()]

    def loss(temperature: float) -> float:
        candidate = replace(model, temperature=temperature)
        shares = [candidate.shares(v)[n] for v, n in zip(judged.vectors, own, strict=True)]
        return -float(np.mean(np.log(np.maximum(shares, 1e-6))))

    return replace(model, temperature=min(_TEMPERATURES, key=loss))


def _figures(model: DenseModel, judged: _Set) -> dict[str, float]:
    shares = np.stack([model.shares(vector) for vector in judged.vectors])
    names, best = np.array(model.labels), np.argsort(-shares, axis=1)
    right = names[best[:, 0]] == judged.recipes
    taken = shares.max(axis=1) >= RECIPE_FROM
    return {
        "recipes: right one": round(float(right.mean()), 3),
        "recipes: among three": round(
            float((names[best[:, :3]] == judged.recipes[:, None]).any(axis=1).mean()), 3
        ),
        "recipes: taken": round(float(taken.mean()), 3),
        "recipes: right of taken": round(float(right[taken].mean()), 3),
    }


def question_figures(
    found: Sequence[tuple[FoundRecipe, ...]], right: Sequence[str]
) -> dict[str, float]:
    """Return how often the question which plan is meant is asked, and what it leads to.

    `found` are the most probable recipes of each goal, `right` its own. The person is taken to
    choose the right one wherever it is among the choices.
    """
    pairs = list(zip(found, right, strict=True))
    own = [(recipes, name) for recipes, name in pairs if name != NO_RECIPE]
    asked = [(recipes, name) for recipes, name in own if is_unsure(recipes)]
    plain = [recipes for recipes, name in pairs if name == NO_RECIPE]
    offered = [name in {r.name for r in likely_recipes(recipes)} for recipes, name in asked]
    taken = [
        recipes[0].name == name and recipes[0].sure >= RECIPE_FROM
        for recipes, name in own
        if not is_unsure(recipes)
    ]
    return {
        "recipes: question asked": _share(len(asked), len(own)),
        "recipes: right one offered": _share(sum(offered), len(asked)),
        "recipes: right in the end": _share(sum(offered) + sum(taken), len(own)),
        "recipes: asked of plain goals": _share(sum(map(is_unsure, plain)), len(plain)),
    }


def _share(part: int, whole: int) -> float:
    return round(part / max(1, whole), 3)


def _unknown_figures(learnt: _Set, judged: _Set, temperature: float) -> dict[str, float]:
    """Return how often goals get a recipe although theirs was left out of the training."""
    unknown = np.unique(learnt.recipes)[::_UNKNOWN_SHARE]
    model = _trained(learnt.where(~np.isin(learnt.recipes, unknown)))
    model = replace(model, temperature=temperature)
    strange = judged.where(np.isin(judged.recipes, unknown))
    taken = [float(model.shares(vector).max()) >= RECIPE_FROM for vector in strange.vectors]
    return {"recipes: taken without one": round(float(np.mean(taken)), 3)}


def _card(
    day: date, wordings: Sequence[RecipeWording], held: int, figures: dict[str, float], place: Path
) -> ModelCard:
    return ModelCard(
        name=RECIPE_MODEL,
        purpose="Says which recipe, if any, is the plan for a goal.",
        method="multinomial logistic regression over the sentence models' means",
        trained_on=day.isoformat(),
        texts={
            "folder": "data/training/recipes, and the key `asks` of data/playbooks/recipes",
            "texts": len(wordings),
            "held out": f"{held} texts of writers *-13, *-14 and *-15",
            "hash": wordings_hash(wordings),
        },
        figures=figures,
        files={DENSE_FILE: file_hash(place / DENSE_FILE)},
        limits="English only. A goal that no recipe fits may get one that is near it.",
    )
