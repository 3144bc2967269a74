"""Fit the network: which texts go together, what a mistake costs, how fast it learns."""

import random
from collections.abc import Callable, Iterator, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.offline.training.tuning.network import GATE_HEAD, TOKEN_HEADS, TOPIC_HEADS, GoalNetwork
from core.offline.training.tuning.tuning_examples import NO_ANSWER, TuningExample

EPOCHS = 7
_SEED = 7
_PIECES, _TEXTS = 768, 64
"""A batch has at most as many pieces and texts."""
_POOL = 800
"""Texts of similar length are put together inside as many texts drawn at random."""
_RATES = {"body": 2e-4, "heads": 2e-3}
_WEIGHTS = {"roles": 1.0, "slots": 1.0, "domains": 0.5, "kinds": 0.4, "levels": 0.3, "gate": 0.3}
_SMOOTHING = 0.03
_WARM_UP, _LOWEST = 0.06, 0.02
_CLIP = 1.0

Batch = tuple[Tensor, Tensor, dict[str, Tensor]]


def fit(
    network: GoalNetwork,
    examples: Sequence[TuningExample],
    gate_weights: Tensor,
    say: Callable[[str], None],
) -> None:
    """Train a network in place; `say` gets the loss of every hundredth batch."""
    draw = random.Random(_SEED)  # noqa: S311 - an order of texts, nothing secret
    total = EPOCHS * len(list(_batches(examples, draw)))
    optimizer = torch.optim.AdamW(_groups(network), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, total))
    network.train()
    step = 0
    for _ in range(EPOCHS):
        for chosen in _batches(examples, draw):
            ids, mask, answers = _tensors(chosen)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = network(ids, mask)
            loss = _loss(scores, answers, gate_weights)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), _CLIP)
            optimizer.step()
            schedule.step()
            step += 1
            if step % 100 == 0:
                say(f"batch {step} of {total}: loss {loss.item():.3f}")


def _rate(step: int, total: int) -> float:
    return min(1.0, (step + 1) / (total * _WARM_UP + 1)) * max(_LOWEST, 1 - step / total)


def _groups(network: GoalNetwork) -> list[dict[str, object]]:
    body = [p for p in network.bert.parameters() if p.requires_grad]
    return [
        {"params": body, "lr": _RATES["body"]},
        {"params": list(network.heads.parameters()), "lr": _RATES["heads"]},
    ]


def _loss(scores: dict[str, Tensor], answers: dict[str, Tensor], gate_weights: Tensor) -> Tensor:
    parts: list[Tensor] = []
    for name, weight in _WEIGHTS.items():
        own, right = scores[name].float().flatten(0, -2), answers[name].flatten()
        known = right != NO_ANSWER
        if known.any():
            costs = gate_weights if name == GATE_HEAD else None
            parts.append(
                weight
                * functional.cross_entropy(
                    own[known], right[known], weight=costs, label_smoothing=_SMOOTHING
                )
            )
    return torch.stack(parts).sum()


def _batches(
    examples: Sequence[TuningExample], draw: random.Random
) -> Iterator[list[TuningExample]]:
    order = list(examples)
    draw.shuffle(order)
    found: list[list[TuningExample]] = []
    for start in range(0, len(order), _POOL):
        own: list[TuningExample] = []
        for example in sorted(order[start : start + _POOL], key=lambda e: len(e.ids)):
            own.append(example)
            if len(own) * len(example.ids) >= _PIECES or len(own) == _TEXTS:
                found.append(own)
                own = []
        if own:
            found.append(own)
    draw.shuffle(found)
    yield from found


def _tensors(examples: Sequence[TuningExample]) -> Batch:
    count, longest = len(examples), max(len(e.ids) for e in examples)
    ids = torch.zeros(count, longest, dtype=torch.long)
    mask = torch.zeros(count, longest, dtype=torch.long)
    answers = {name: torch.full((count, longest), NO_ANSWER) for name in TOKEN_HEADS}
    for at, example in enumerate(examples):
        size = len(example.ids)
        ids[at, :size] = torch.tensor(example.ids)
        mask[at, :size] = 1
        for name, labels in example.tokens.items():
            answers[name][at, :size] = torch.tensor(labels)
    for name in (*TOPIC_HEADS, GATE_HEAD):
        answers[name] = torch.tensor([e.whole.get(name, NO_ANSWER) for e in examples])
    return ids, mask, answers
