"""The sentence model with a head for each question the reader asks."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from core.offline.reading.roles.roles import Role
from core.offline.training.tuning.base_weights import float_weights, stored_tensors

SIZE = 384
_DROPOUT = 0.1
_LITTLE = 1e-3
TOKEN_HEADS = ("roles", "slots")
TOPIC_HEADS = ("domains", "kinds", "levels")
GATE_HEAD = "gate"


class GoalNetwork(nn.Module):
    """Answers for each word piece its role and slot, for each text topic, kind, level and gate."""

    def __init__(self, labels: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.bert = _packaged_bert()
        self.dropout = nn.Dropout(_DROPOUT)
        self.aim = list(labels["roles"]).index(Role.AIM.value)
        self.heads = nn.ModuleDict(
            {
                name: nn.Linear(SIZE * (2 if name in TOPIC_HEADS else 1), len(own))
                for name, own in labels.items()
            }
        )
        for parameter in self.bert.embeddings.parameters():
            parameter.requires_grad_(requires_grad=False)

    def forward(self, ids: Tensor, mask: Tensor) -> dict[str, Tensor]:
        """Return the scores of each head; ids and mask have the shape (texts, pieces)."""
        states = self.bert(ids, attention_mask=mask).last_hidden_state
        states = self.dropout(states).float()
        roles = self.heads["roles"](states)
        aim = roles.softmax(-1)[..., self.aim].detach() * mask
        whole = _mean(states, mask.float())
        both = torch.cat([whole, _mean(states, aim)], -1)
        found = {"roles": roles, "slots": self.heads["slots"](states)}
        found |= {name: self.heads[name](both) for name in TOPIC_HEADS}
        return found | {GATE_HEAD: self.heads[GATE_HEAD](whole)}


def _mean(states: Tensor, weights: Tensor) -> Tensor:
    """Return the weighted mean of the states; `topic_vectors` of the reader does the same."""
    return (states * weights[..., None]).sum(1) / (weights.sum(1, keepdim=True) + _LITTLE)


def _packaged_bert() -> BertModel:
    config = BertConfig(
        vocab_size=30_522,
        hidden_size=SIZE,
        num_hidden_layers=6,
        num_attention_heads=12,
        intermediate_size=4 * SIZE,
        max_position_embeddings=512,
    )
    model = BertModel(config, add_pooling_layer=False)
    weights = float_weights(stored_tensors())
    model.load_state_dict({name: torch.from_numpy(values) for name, values in weights.items()})
    return model
