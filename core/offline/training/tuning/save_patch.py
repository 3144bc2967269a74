"""Write a tuned network as a patch of the packaged model, with its heads."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.learning.card import file_hash
from core.learning.piece_model import packaged_model
from core.learning.tuned_encoder import PATCH, byte_differences
from core.offline.training.tuning.base_weights import (
    StoredTensor,
    quantized_layers,
    stored_tensors,
)
from core.offline.training.tuning.network import GoalNetwork

_LARGEST = 127
_FLOATS = ".bias", "LayerNorm.weight"


def save_patch(network: GoalNetwork, labels: Mapping[str, Sequence[str]], path: Path) -> None:
    """Write the tuned weights in int8, one scale for each output, and the heads."""
    tensors = stored_tensors()
    state = {name: values.numpy() for name, values in network.bert.state_dict().items()}
    arrays: dict[str, Any] = {"base_sha256": np.array(file_hash(packaged_model()))}
    for layer, stored in quantized_layers(tensors).items():
        values, scale = _quantized(state[f"{layer}.weight"].T)
        arrays |= _part(tensors[f"{stored}_q"], values)
        arrays |= _part(tensors[f"{stored}_scale"], scale)
    for name, values in state.items():
        if name.startswith("encoder.") and name.endswith(_FLOATS):
            arrays |= _part(tensors[f"inner.{name}"], values)
    for name, own in labels.items():
        head = network.heads[name]
        arrays[f"{name}.labels"] = np.array(list(own))
        arrays[f"{name}.weights"] = head.weight.detach().numpy()
        arrays[f"{name}.bias"] = head.bias.detach().numpy()
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def _quantized(
    weights: NDArray[np.float32],
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return weights (in, out) as int8 and the scale of each output, shape (1, out)."""
    scale = np.maximum(np.abs(weights).max(axis=0, keepdims=True), 1e-8) / _LARGEST
    return np.round(weights / scale).astype(np.int8), scale.astype(np.float32)


def _part(stored: StoredTensor, values: NDArray[Any]) -> dict[str, NDArray[np.uint8]]:
    """Return the patch of one tensor. Raises ValueError if it would not fit its place."""
    values = np.ascontiguousarray(values.astype(stored.values.dtype))
    if stored.start < 0 or values.nbytes != stored.values.nbytes:
        raise ValueError("A tuned tensor has no place in the packaged file.")
    return {f"{PATCH}{stored.start}": byte_differences(values, stored.values)}
