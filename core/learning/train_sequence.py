"""Train a sequence tagger. Deterministic: the same examples in the same order give the same file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceExample:
    attributes: list[list[str]]
    labels: Sequence[str]


def train_sequence_tagger(
    examples: Iterable[SequenceExample], path: Path, *, l1: float, l2: float, rounds: int
) -> None:
    """Write the model file of a tagger; `l1` makes it small, `l2` keeps its weights moderate."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for example in examples:
        if example.attributes:
            trainer.append(example.attributes, list(example.labels))
    trainer.set_params(
        {
            "c1": l1,
            "c2": l2,
            "max_iterations": rounds,
            "feature.minfreq": 2,
            "feature.possible_transitions": True,
        }
    )
    trainer.train(str(path))
