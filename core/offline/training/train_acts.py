"""Train the model that says what a person does with a message to the coach."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from core.learning.card import ModelCard, file_hash
from core.learning.models import DENSE_FILE, MODEL_FOLDER, load_sentence_encoder
from core.learning.train_linear import train_dense_model
from core.offline.chat.by_meaning.acts import ACT_MODEL, ACT_OF_TOPIC, SURELY, Act
from core.offline.training.corpus import (
    LabelledText,
    is_held_out,
    read_acts,
    read_chat_questions,
)
from core.offline.training.sentence_card import METHOD, texts_on_card
from core.offline.training.train_chat import calibrated

_STRENGTH = 30.0
_MOST_ITERATIONS = 300
_NO_ACT_OF_ITS_OWN = frozenset({"remember"})
"""Topics whose questions may be of two acts."""


def messages() -> tuple[LabelledText, ...]:
    """Return all messages with their acts: those written for it, and the questions of topics."""
    of_topics = (
        LabelledText(
            text=each.text,
            label=ACT_OF_TOPIC.get(each.label, Act.OTHER).value,
            persona=each.persona,
        )
        for each in read_chat_questions()
        if each.label not in _NO_ACT_OF_ITS_OWN
    )
    return (*read_acts(), *of_topics)


def train_acts(trained_on: date, *, folder: Path = MODEL_FOLDER) -> dict[str, float]:
    """Train on everything but the held-out writers, write model and card, return the figures."""
    texts, encoder = messages(), load_sentence_encoder()
    vectors = np.stack([encoder.encode(each.text).whole for each in texts])
    labels = np.array([each.label for each in texts])
    held = np.array([is_held_out(each.persona) for each in texts])
    model = train_dense_model(
        vectors[~held], labels[~held], strength=_STRENGTH, iterations=_MOST_ITERATIONS
    )
    model = calibrated(model, vectors[held], labels[held])
    shares = np.stack([model.shares(vector) for vector in vectors[held]])
    right = np.array(model.labels)[shares.argmax(axis=1)] == labels[held]
    own = np.array([label != Act.OTHER.value for label in labels[held]])
    sure = shares.max(axis=1) >= SURELY
    figures = {
        "acts: right act": round(float(right.mean()), 3),
        "acts: right act, no other": round(float(right[own].mean()), 3),
        "acts: sure": round(float(sure.mean()), 3),
        "acts: right of sure": round(float(right[sure].mean()), 3),
    }
    place = folder / ACT_MODEL
    place.mkdir(parents=True, exist_ok=True)
    model.save(place / DENSE_FILE)
    _card(trained_on, texts, int(held.sum()), figures, place).write(place)
    return figures


def _card(
    day: date, texts: Sequence[LabelledText], held: int, figures: dict[str, float], place: Path
) -> ModelCard:
    return ModelCard(
        name=ACT_MODEL,
        purpose="Says what a message does: good news, a setback, a change for good, a decision.",
        method=METHOD,
        trained_on=day.isoformat(),
        texts=texts_on_card("data/training/acts and data/training/chat", texts, f"{held} messages"),
        figures=figures,
        files={DENSE_FILE: file_hash(place / DENSE_FILE)},
        limits="English only. One act for each message; a message may do two things.",
    )
