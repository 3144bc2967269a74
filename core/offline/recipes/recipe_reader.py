"""Find the recipe for a goal by what its words mean: a linear model over the sentence models."""

from dataclasses import dataclass

import numpy as np

from core.learning.dense_model import DenseModel
from core.learning.models import load_dense_model, load_sentence_encoder
from core.learning.sentence_encoder import unit_vector
from core.learning.tuned_encoder import Floats
from core.offline.reading.roles.role_reading import RoleReading
from core.offline.reading.roles.roles import Role

RECIPE_MODEL = "recipes"
RECIPE_FROM = 0.5
"""The probability from which a recipe is taken; below it the playbook of the topic plans."""
RECIPE_FROM_UNSURE = 0.4
"""The same where the topic is unsure, too: two of three such recipes are of the right topic, which
is better than the plain plan of a kind of goal."""
NO_RECIPE = "none"
"""Label of goals that the playbook of their topic plans best, such as "run 10 km"."""
_ABOUT = (Role.AIM, Role.MORE, Role.METHOD)
"""Roles of the clauses that say what the goal is about."""
_WHOLE, _AIM, _TUNED = 6.0, 3.0, 3.0
"""Weights of what the text means, what its aim means, and what the tuned model says of both;
found on wordings that were held out."""


@dataclass(frozen=True, slots=True)
class FoundRecipe:
    """The name of a recipe and the probability that it is the right one."""

    name: str
    sure: float


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


def find_recipe(
    reading: RoleReading, tuned: Floats, model: DenseModel | None = None
) -> FoundRecipe:
    """Return the most probable recipe."""
    judge = model or load_dense_model(RECIPE_MODEL)
    shares = judge.shares(recipe_vector(reading, tuned))
    best = int(shares.argmax())
    return FoundRecipe(judge.labels[best], float(shares[best]))
