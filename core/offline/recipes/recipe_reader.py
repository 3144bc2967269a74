"""Find the recipe for a goal by what its words mean: a linear model over the sentence models."""

import numpy as np

from core.learning.dense_model import DenseModel
from core.learning.models import load_dense_model, load_sentence_encoder
from core.learning.sentence_encoder import unit_vector
from core.learning.tuned_encoder import Floats
from core.offline.reading.roles.role_reading import RoleReading
from core.offline.reading.roles.roles import Role
from core.offline.recipes.found_recipe import FoundRecipe

RECIPE_MODEL = "recipes"
RECIPE_FROM = 0.5
"""The probability from which a recipe that fits is taken; else the topic's playbook plans."""
RECIPE_FROM_UNSURE = 0.4
"""The same where the topic is unsure, too."""
MOST_FOUND = 4
"""So many recipes are looked at: the first three, and that there is none."""
_ABOUT = (Role.AIM, Role.MORE, Role.METHOD)
"""Roles of the clauses that say what the goal is about."""
_WHOLE, _AIM, _TUNED = 6.0, 3.0, 3.0
"""Weights of what the text means, what its aim means, and what the tuned model says of both;
found on wordings that were held out."""


def recipe_vector(reading: RoleReading, tuned: Floats) -> Floats:
    """Return what a goal means, shape (1280,).

    `tuned` is the tuned model's mean of the text and of its aim, one behind the other.
    """
    spans = [(c.span.start, c.span.end) for c in reading.clauses_of(*_ABOUT)]
    encoded = load_sentence_encoder().encode(reading.text)
    of_aim = encoded.mean_of(*spans) if spans else encoded.mean()
    of_text, of_tuned_aim = np.split(tuned, 2)
    parts = [
        encoded.whole * _WHOLE,
        of_aim * _AIM,
        unit_vector(of_text) * _TUNED,
        unit_vector(of_tuned_aim) * _TUNED,
    ]
    return np.concatenate(parts).astype(np.float32)


def find_recipes(
    reading: RoleReading, tuned: Floats, model: DenseModel | None = None
) -> tuple[FoundRecipe, ...]:
    """Return the most probable recipes, the best one first; that there is none is among them."""
    return most_probable(model or load_dense_model(RECIPE_MODEL), recipe_vector(reading, tuned))


def most_probable(judge: DenseModel, vector: Floats) -> tuple[FoundRecipe, ...]:
    """Return the most probable recipes for what a goal means."""
    shares = judge.shares(vector)
    best = (-shares).argsort(kind="stable")[:MOST_FOUND]
    return tuple(FoundRecipe(judge.labels[n], float(shares[n])) for n in best)
