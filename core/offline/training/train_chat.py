"""Train the model that says what a question to the coach is about."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.learning.card import ModelCard, file_hash
from core.learning.dense_model import DenseModel
from core.learning.models import DENSE_FILE, MODEL_FOLDER, load_sentence_encoder
from core.learning.train_linear import train_dense_model
from core.learning.tuned_encoder import Floats
from core.offline.chat.topics import CHAT_MODEL, SURE_FROM
from core.offline.training.corpus import LabelledText, is_held_out, read_chat_questions
from core.offline.training.sentence_card import METHOD, texts_on_card

_STRENGTH = 100.0
_MOST_ITERATIONS = 300
_TEMPERATURES = tuple(float(t) for t in np.geomspace(0.3, 4.0, 40))
_UNSEEN = "chat-14"
"""The writer whose questions were written after every choice was made."""


def train_chat(trained_on: date, *, folder: Path = MODEL_FOLDER) -> dict[str, float]:
    """Train on everything but the held-out writers, write model and card, return the figures."""
    questions = read_chat_questions()
    encoder = load_sentence_encoder()
    vectors = np.stack([encoder.encode(question.text).whole for question in questions])
    labels = np.array([question.label for question in questions])
    held = np.array([is_held_out(question.persona) for question in questions])
    unseen = np.array([question.persona == _UNSEEN for question in questions])
    model = train_dense_model(
        vectors[~held], labels[~held], strength=_STRENGTH, iterations=_MOST_ITERATIONS
    )
    model = calibrated(model, vectors[held], labels[held])
    figures = _figures(model, vectors[held & ~unseen], labels[held & ~unseen], "")
    figures |= _figures(model, vectors[unseen], labels[unseen], ", unseen writer")
    place = folder / CHAT_MODEL
    place.mkdir(parents=True, exist_ok=True)
    model.save(place / DENSE_FILE)
    _card(trained_on, questions, int(held.sum()), figures, place).write(place)
    return figures


def calibrated(model: DenseModel, vectors: Floats, labels: NDArray[np.str_]) -> DenseModel:
    """Return the model with the temperature that fits texts it has not learnt from best."""
    at = {name: number for number, name in enumerate(model.labels)}
    own = [at[name] for name in labels.tolist()]

    def loss(temperature: float) -> float:
        candidate = replace(model, temperature=temperature)
        shares = [candidate.shares(v)[n] for v, n in zip(vectors, own, strict=True)]
        return -float(np.mean(np.log(np.maximum(shares, 1e-6))))

    return replace(model, temperature=min(_TEMPERATURES, key=loss))


def _figures(
    model: DenseModel, vectors: Floats, labels: NDArray[np.str_], writer: str
) -> dict[str, float]:
    shares = np.stack([model.shares(vector) for vector in vectors])
    right = np.array(model.labels)[shares.argmax(axis=1)] == labels
    taken = shares.max(axis=1) >= SURE_FROM
    return {
        f"chat: right topic{writer}": round(float(right.mean()), 3),
        f"chat: sure{writer}": round(float(taken.mean()), 3),
        f"chat: right of sure{writer}": round(float(right[taken].mean()), 3),
    }


def _card(
    day: date,
    questions: Sequence[LabelledText],
    held: int,
    figures: dict[str, float],
    place: Path,
) -> ModelCard:
    return ModelCard(
        name=CHAT_MODEL,
        purpose="Says what a question to the coach is about, so that the plan can answer it.",
        method=METHOD,
        trained_on=day.isoformat(),
        texts=texts_on_card("data/training/chat", questions, f"{held} questions"),
        figures=figures,
        files={DENSE_FILE: file_hash(place / DENSE_FILE)},
        limits="English only. One topic for each question; the first wins if it has two.",
    )
