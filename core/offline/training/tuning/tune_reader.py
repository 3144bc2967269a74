"""Tune the reader on everything but the held-out writers, and write it."""

from collections.abc import Callable, Sequence
from pathlib import Path

import torch

from core.offline.reading.roles.roles import NO_LABEL, Role, Slot
from core.offline.training.corpus import LabelledText, TrainingGoal, is_held_out
from core.offline.training.tuning.fit import fit
from core.offline.training.tuning.network import GoalNetwork
from core.offline.training.tuning.save_patch import save_patch
from core.offline.training.tuning.tuning_examples import ExampleEncoder

_SEED = 7
_GATE_WEIGHTS = {"danger": 3.0}
"""A danger that is missed costs more than a goal that is asked about."""


def tune_reader(
    goals: Sequence[TrainingGoal],
    topics: Sequence[LabelledText],
    gate: Sequence[LabelledText],
    path: Path,
    say: Callable[[str], None],
) -> None:
    """Tune on texts of writers that are not held out, and write the patch to `path`."""
    torch.manual_seed(_SEED)
    labels = _labels(goals, topics, gate)
    encoder = ExampleEncoder(labels)
    examples = [encoder.of_goal(goal) for goal in goals if not is_held_out(goal.persona)]
    examples += [encoder.of_text(text, "domains") for text in topics]
    examples += [encoder.of_text(text, "gate") for text in gate if not is_held_out(text.persona)]
    network = GoalNetwork(labels)
    weights = torch.tensor([_GATE_WEIGHTS.get(label, 1.0) for label in labels["gate"]])
    fit(network, examples, weights, say)
    network.eval()
    save_patch(network, labels, path)


def _labels(
    goals: Sequence[TrainingGoal], topics: Sequence[LabelledText], gate: Sequence[LabelledText]
) -> dict[str, tuple[str, ...]]:
    slots = [f"{edge}-{slot.value}" for slot in Slot for edge in "BI"]
    return {
        "roles": tuple(role.value for role in Role),
        "slots": (NO_LABEL, *slots),
        "domains": tuple(sorted({g.domain for g in goals} | {t.label for t in topics})),
        "kinds": tuple(sorted({goal.kind for goal in goals})),
        "levels": tuple(sorted({goal.level for goal in goals})),
        "gate": tuple(sorted({text.label for text in gate} | {"goal"})),
    }
