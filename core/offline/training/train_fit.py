"""Train what tells a recipe for a goal from the nearest one, on goals whose recipe is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from core.learning.card import ModelCard, file_hash
from core.learning.dense_model import DenseModel
from core.learning.evidence_model import EvidenceModel
from core.learning.models import EVIDENCE_FILE
from core.learning.train_linear import train_dense_model, train_evidence_weights
from core.learning.tuned_encoder import Floats
from core.offline.playbooks.recipe import Recipe
from core.offline.recipes.fit import FIT_FIELD, FIT_MODEL, FITS_FROM, fit_evidence
from core.offline.recipes.found_recipe import NO_RECIPE
from core.offline.recipes.recipe_reader import most_probable
from core.offline.training.corpus import RecipeWording

_PARTS = 4
_STRENGTH, _ITERATIONS, _FIT_STRENGTH = 4.0, 40, 1.0
_NEARLY_THE_SAME = 0.65
"""Likeness of two recipes' goals from which either plan serves both: it is no wrong choice."""
_ASK = "recipe"

Row = tuple[Mapping[str, float], bool]


def train_fit(
    trained_on: date,
    wordings: Sequence[RecipeWording],
    vectors: Floats,
    recipes: Mapping[str, Recipe],
    temperature: float,
    folder: Path,
) -> dict[str, float]:
    """Train on every wording once with its recipe left out, and once with only itself left out."""
    labels = np.array([wording.recipe for wording in wordings])
    likeness = _Likeness(vectors, labels)
    parts: list[list[Row]] = []
    for part in range(_PARTS):
        without, own = _left_out(wordings, part)
        out = without | own
        model = train_dense_model(
            vectors[~out], labels[~out], strength=_STRENGTH, iterations=_ITERATIONS
        )
        model = replace(model, temperature=temperature)
        numbers = [int(n) for n in np.flatnonzero(out)]
        found = (_row(wordings[n], vectors[n], model, recipes, likeness) for n in numbers)
        parts.append([row for row in found if row is not None])
    figures = _figures(parts)
    place = folder / FIT_MODEL
    place.mkdir(parents=True, exist_ok=True)
    _trained([row for part in parts for row in part]).save(place / EVIDENCE_FILE)
    _card(trained_on, sum(map(len, parts)), figures, place).write(place)
    return figures


class _Likeness:
    """How alike the goals of two recipes are: the cosine of their means, from the mean of all."""

    def __init__(self, vectors: Floats, labels: NDArray[np.str_]) -> None:
        names = [str(name) for name in np.unique(labels)]
        means = np.stack([vectors[labels == name].mean(axis=0) for name in names])
        means -= means.mean(axis=0)
        self._means = means / np.linalg.norm(means, axis=1, keepdims=True)
        self._at = {name: number for number, name in enumerate(names)}

    def of(self, one: str, other: str) -> float:
        return float(self._means[self._at[one]] @ self._means[self._at[other]])


def _left_out(
    wordings: Sequence[RecipeWording], part: int
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which wordings are left out with their recipe, and which by themselves."""
    with_recipe = [w.recipe != NO_RECIPE and _part(w.recipe) == part for w in wordings]
    alone = [_part(w.text if w.persona == _ASK else w.persona, 2) == part for w in wordings]
    return np.array(with_recipe), np.array(alone)


def _part(name: str, rarer: int = 1) -> int:
    return crc32(name.encode()) % (_PARTS * rarer)


def _row(
    wording: RecipeWording,
    vector: Floats,
    model: DenseModel,
    recipes: Mapping[str, Recipe],
    likeness: _Likeness,
) -> Row | None:
    """Return the evidence for the most probable recipe of a wording, and whether it is its own."""
    found = most_probable(model, vector)
    best = found[0]
    if best.name == NO_RECIPE:
        return None
    right = best.name == wording.recipe
    if not right and likeness.of(best.name, wording.recipe) >= _NEARLY_THE_SAME:
        return None
    words = recipes[best.name].words
    if right and wording.persona == _ASK:
        words = words.without(wording.text)
    return fit_evidence(best, found, words, wording.text), right


def _trained(rows: Sequence[Row]) -> EvidenceModel:
    evidence, right = [row[0] for row in rows], [row[1] for row in rows]
    weights = train_evidence_weights(evidence, right, strength=_FIT_STRENGTH, balanced=True)
    return EvidenceModel(weights={FIT_FIELD: weights}, sure_from={})


def _figures(parts: Sequence[Sequence[Row]]) -> dict[str, float]:
    """Return what is taken of right and of wrong recipes, each part judged by the others."""
    taken: dict[bool, list[bool]] = {True: [], False: []}
    for number, part in enumerate(parts):
        others = [row for n, rows in enumerate(parts) if n != number for row in rows]
        model = _trained(others)
        for evidence, right in part:
            taken[right].append(model.probability(FIT_FIELD, evidence) >= FITS_FROM)
    return {
        "fit: right recipes taken": round(float(np.mean(taken[True])), 3),
        "fit: wrong recipes taken": round(float(np.mean(taken[False])), 3),
    }


def _card(day: date, rows: int, figures: Mapping[str, float], place: Path) -> ModelCard:
    return ModelCard(
        name=FIT_MODEL,
        purpose="Says whether the most probable recipe was written for what a goal asks, or is "
        "only the nearest of those there are.",
        method="logistic regression over how sure the recipe is and which words they share",
        trained_on=day.isoformat(),
        texts={
            "folder": "data/training/recipes, and the key `asks` of data/playbooks/recipes",
            "choices": rows,
            "held out": "each quarter of the recipes, and each eighth of the writers, once",
        },
        figures=dict(figures),
        files={EVIDENCE_FILE: file_hash(place / EVIDENCE_FILE)},
        limits="English only. It knows words, not purposes: a plan for the same things with "
        "another purpose may pass.",
    )
