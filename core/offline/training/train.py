"""Train every model of the reader and write each with its card; `make train` runs this."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.learning.card import ModelCard, file_hash
from core.learning.evidence_model import EvidenceModel
from core.learning.linear_model import LinearModel
from core.learning.models import (
    EVIDENCE_FILE,
    LINEAR_FILE,
    MODEL_FOLDER,
    SEQUENCE_FILE,
    load_sentence_encoder,
    load_word_vectors,
)
from core.learning.sentence_encoder import SentenceEncoder
from core.learning.text_features import TextFeatures
from core.learning.train_linear import calibrated, train_linear_model
from core.learning.train_sequence import SequenceExample, train_sequence_tagger
from core.learning.word_vectors import WordVectors
from core.offline.reading.roles.gate_model import GATE_BUCKETS, gate_features
from core.offline.reading.roles.role_reader import TOPIC_BUCKETS, build_role_reader, topic_features
from core.offline.reading.roles.token_features import slot_attributes
from core.offline.training.corpus import (
    TRAINING_FOLDER,
    TrainingGoal,
    corpus_hash,
    is_held_out,
    read_gate_texts,
    read_goals,
    read_topic_texts,
)
from core.offline.training.examples import GoalExample, describe, folds, with_clause_models
from core.offline.training.figures import reader_figures, shares_right
from core.offline.training.train_certainty import train_certainty

_CLAUSE_STRENGTH, _TOPIC_STRENGTH, _GATE_STRENGTH = 3.0, 12.0, 12.0
_CRF = {"l1": 0.15, "l2": 0.4, "rounds": 110}
_GATE_WEIGHTS = {"danger": 4.0, "errand": 1.5}
"""A danger that is missed costs more than a goal that is asked about."""
_PURPOSES = {
    "clauses": "Says which role a small clause has; the tagger of roles builds on it.",
    "roles": "Says which role each word's clause has: aim, reason, background, limit and so on.",
    "slots": "Finds target, baseline, deadline, hours, days and other phrases inside clauses.",
    "domains": "Says which topic a goal has, and so which playbook fits.",
    "kinds": "Says what kind of goal it is, and so which structure its plan has.",
    "levels": "Says whether the person is new to it, has some practice or is good.",
    "gate": "Tells goals from errands, noise and danger.",
    "certainty": "Says how sure each reading of a field is; trained on the held-out writers, and "
    "measured with each fifth of them left out.",
}
_FILES = {"roles": SEQUENCE_FILE, "slots": SEQUENCE_FILE, "certainty": EVIDENCE_FILE}


def train_all(trained_on: date, *, folder: Path = MODEL_FOLDER) -> dict[str, float]:
    """Train on everything but the held-out writers, write the models, return all figures."""
    vectors, encoder = load_word_vectors("words"), load_sentence_encoder()
    goals = read_goals()
    learnt = [goal for goal in goals if not is_held_out(goal.persona)]
    held = [goal for goal in goals if is_held_out(goal.persona)]
    examples = [describe(goal, vectors, encoder) for goal in learnt]
    clause_model, examples = with_clause_models(examples, strength=_CLAUSE_STRENGTH)
    _save_linear(clause_model, folder / "clauses")
    _train_taggers(examples, folder)
    _train_topics(learnt, held, vectors, encoder, folder)
    gate = _train_gate(folder)
    _write_cards(trained_on, folder, {}, goals, len(held), without="certainty")
    figures = reader_figures(held, folder=folder) | gate
    figures |= _train_certainty(held, folder)
    _write_cards(trained_on, folder, figures, goals, len(held))
    return figures


def _train_taggers(examples: Sequence[GoalExample], folder: Path) -> None:
    """Train both taggers; that of slots learns from roles predicted for texts never seen."""
    predicted = folds(examples, l1=_CRF["l1"], l2=_CRF["l2"], rounds=60)
    for name in ("roles", "slots"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    train_sequence_tagger(
        [SequenceExample(attributes=e.role_attributes, labels=e.roles) for e in examples],
        folder / "roles" / SEQUENCE_FILE,
        l1=_CRF["l1"],
        l2=_CRF["l2"],
        rounds=int(_CRF["rounds"]),
    )
    train_sequence_tagger(
        [
            SequenceExample(attributes=slot_attributes(e.described, roles), labels=e.slots)
            for e, roles in zip(examples, predicted, strict=True)
        ],
        folder / "slots" / SEQUENCE_FILE,
        l1=_CRF["l1"],
        l2=_CRF["l2"],
        rounds=int(_CRF["rounds"]),
    )


def _train_certainty(held: Sequence[TrainingGoal], folder: Path) -> dict[str, float]:
    untrained = EvidenceModel(weights={}, sure_from={})
    judge, figures = train_certainty(held, build_role_reader(folder, judge=untrained))
    (folder / "certainty").mkdir(parents=True, exist_ok=True)
    judge.save(folder / "certainty" / EVIDENCE_FILE)
    return figures


def _train_topics(
    learnt: Sequence[TrainingGoal],
    held: Sequence[TrainingGoal],
    vectors: WordVectors,
    encoder: SentenceEncoder,
    folder: Path,
) -> None:
    def describe_topic(text: str, aims: tuple[tuple[int, int], ...]) -> TextFeatures:
        return topic_features(text, aims, vectors, encoder.encode(text))

    features = [describe_topic(goal.text, goal.aims) for goal in learnt]
    checks = [describe_topic(goal.text, goal.aims) for goal in held]
    beside = read_topic_texts()
    more = [describe_topic(text.text, ((0, len(text.text)),)) for text in beside]
    for name in ("domains", "kinds", "levels"):
        labels = [getattr(goal, name[:-1]) for goal in learnt]
        known = features
        if name == "domains":
            labels += [text.label for text in beside]
            known = features + more
        model = train_linear_model(known, labels, buckets=TOPIC_BUCKETS, strength=_TOPIC_STRENGTH)
        _save_linear(
            calibrated(model, checks, [getattr(goal, name[:-1]) for goal in held]), folder / name
        )


def _train_gate(folder: Path) -> dict[str, float]:
    texts = [(t.text, t.label, t.persona) for t in read_gate_texts(TRAINING_FOLDER)]
    texts += [(goal.text, "goal", goal.persona) for goal in read_goals()]
    rows = [(gate_features(text), label, is_held_out(persona)) for text, label, persona in texts]
    learnt = [(features, label) for features, label, held in rows if not held]
    held = [(features, label) for features, label, held in rows if held]
    model = train_linear_model(
        *_columns(learnt),
        buckets=GATE_BUCKETS,
        strength=_GATE_STRENGTH,
        weights=[_GATE_WEIGHTS.get(label, 1.0) for _, label in learnt],
    )
    model = calibrated(model, *_columns(held))
    _save_linear(model, folder / "gate")
    return shares_right(model, *_columns(held))


def _columns(
    rows: Sequence[tuple[TextFeatures, str]],
) -> tuple[list[TextFeatures], list[str]]:
    return [features for features, _ in rows], [label for _, label in rows]


def _save_linear(model: LinearModel, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    model.save(folder / LINEAR_FILE)


def _write_cards(
    day: date,
    folder: Path,
    figures: dict[str, float],
    goals: Sequence[TrainingGoal],
    held: int,
    *,
    without: str | None = None,
) -> None:
    for name, purpose in _PURPOSES.items():
        if name == without:
            continue
        place = folder / name
        file = _FILES.get(name, LINEAR_FILE)
        ModelCard(
            name=name,
            purpose=purpose,
            method="conditional random field" if file == SEQUENCE_FILE else "logistic regression",
            trained_on=day.isoformat(),
            texts={
                "folder": "data/training",
                "goals": len(goals),
                "held out": f"{held} goals of writers *-13, *-14 and *-15",
                "hash": corpus_hash(),
            },
            figures={key: value for key, value in figures.items() if key.startswith(f"{name}:")},
            files={file: file_hash(place / file)},
            limits="English only; written for goals of private people, by a few writers.",
        ).write(place)
