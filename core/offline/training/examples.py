"""Describe training goals for the taggers, and predict each by models that never saw it."""

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.learning.linear_model import LinearModel
from core.learning.sentence_encoder import SentenceEncoder
from core.learning.sequence_tagger import SequenceTagger
from core.learning.text_features import TextFeatures
from core.learning.tokens import split_tokens
from core.learning.train_linear import train_linear_model
from core.learning.train_sequence import SequenceExample, train_sequence_tagger
from core.learning.word_vectors import WordVectors
from core.offline.reading.roles.clauses import CLAUSE_BUCKETS, clause_attributes, clause_features
from core.offline.reading.roles.token_features import role_attributes
from core.offline.training.corpus import TrainingGoal
from core.offline.training.encode import role_labels, slot_labels

_FOLDS = 4

_Clauses = list[tuple[tuple[int, int], TextFeatures]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalExample:
    """The attributes and the right labels of each token of a training goal."""

    described: list[list[str]]
    clauses: _Clauses
    role_attributes: list[list[str]]
    roles: list[str]
    slots: list[str]


def describe(goal: TrainingGoal, vectors: WordVectors, encoder: SentenceEncoder) -> GoalExample:
    """Return the example of a goal, without what the clause model says."""
    tokens = split_tokens(goal.text)
    described = role_attributes(tokens, goal.text, vectors)
    return GoalExample(
        described=described,
        clauses=clause_features(tokens, goal.text, vectors, encoder.encode(goal.text)),
        role_attributes=described,
        roles=role_labels(tokens, goal.marks),
        slots=slot_labels(tokens, goal.marks),
    )


def with_clause_models(
    examples: Sequence[GoalExample], *, strength: float
) -> tuple[LinearModel, list[GoalExample]]:
    """Train the clause model; return it, and the examples with what unseen models say of them."""
    found: list[GoalExample] = []
    parts = [_train_clauses(_others(examples, fold), strength) for fold in range(_FOLDS)]
    for at, example in enumerate(examples):
        predicted = clause_attributes(example.clauses, parts[at % _FOLDS])
        joined = [[*own, *more] for own, more in zip(example.described, predicted, strict=True)]
        found.append(replace(example, role_attributes=joined))
    return _train_clauses(examples, strength), found


def folds(
    examples: Sequence[GoalExample], *, l1: float, l2: float, rounds: int
) -> list[tuple[str, ...]]:
    """Return for each example the roles that a tagger trained on the others predicts."""
    predicted: dict[int, tuple[str, ...]] = {}
    with tempfile.TemporaryDirectory() as place:
        for fold in range(_FOLDS):
            path = Path(place) / f"{fold}.crfsuite"
            train_sequence_tagger(
                [
                    SequenceExample(attributes=e.role_attributes, labels=e.roles)
                    for e in _others(examples, fold)
                ],
                path,
                l1=l1,
                l2=l2,
                rounds=rounds,
            )
            tagger = SequenceTagger(path)
            for at in range(fold, len(examples), _FOLDS):
                predicted[at] = tagger.tag(examples[at].role_attributes).labels
    return [predicted[at] for at in range(len(examples))]


def _others(examples: Sequence[GoalExample], fold: int) -> list[GoalExample]:
    return [example for at, example in enumerate(examples) if at % _FOLDS != fold]


def _train_clauses(examples: Sequence[GoalExample], strength: float) -> LinearModel:
    rows = [
        (features, Counter(example.roles[start:end]).most_common(1)[0][0])
        for example in examples
        for (start, end), features in example.clauses
    ]
    return train_linear_model(
        [features for features, _ in rows],
        [label for _, label in rows],
        buckets=CLAUSE_BUCKETS,
        strength=strength,
    )
