"""The weights of the packaged sentence model, and where each stands in its file."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from core.learning.piece_model import packaged_model

LAYERS = 6
_PREFIX = "inner."
_EMBEDDINGS = ("word", "position")
_PARTS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
"""The linear layers of one encoder layer, in the order in which the file computes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTensor:
    """One tensor of the file: its values, and the byte where they begin."""

    values: NDArray[Any]
    start: int


def stored_tensors() -> dict[str, StoredTensor]:
    """Return the tensors of the packaged file that hold raw bytes, by their names in it."""
    content = packaged_model().read_bytes()
    found: dict[str, StoredTensor] = {}
    for tensor in onnx.load_from_string(content).graph.initializer:
        start = content.find(tensor.raw_data) if tensor.raw_data else -1
        found[tensor.name] = StoredTensor(values=numpy_helper.to_array(tensor), start=start)
    return found


def quantized_layers(tensors: dict[str, StoredTensor]) -> dict[str, str]:
    """Return for each linear layer, by its name in BERT, the name of its int8 tensor in the file.

    The file numbers its tensors in the order of computation.
    """
    names = sorted(
        (n.removesuffix("_q") for n in tensors if n.startswith("val_") and n.endswith("_q")),
        key=lambda name: int(name.removeprefix("val_")),
    )
    layers = [f"encoder.layer.{at}.{part}" for at in range(LAYERS) for part in _PARTS]
    return dict(zip(layers, names, strict=True))


def float_weights(tensors: dict[str, StoredTensor]) -> dict[str, NDArray[np.float32]]:
    """Return the weights as BERT names them; a linear layer's weights are turned (out, in)."""
    found = {
        name.removeprefix(_PREFIX): tensor.values
        for name, tensor in tensors.items()
        if name.startswith(_PREFIX) and tensor.values.dtype == np.float32 and "_scale" not in name
    }
    for part in _EMBEDDINGS:
        name = f"embeddings.{part}_embeddings.weight"
        found[name] = _floats(tensors, _PREFIX + name)
    for layer, name in quantized_layers(tensors).items():
        found[f"{layer}.weight"] = _floats(tensors, name).T
    return {name: np.ascontiguousarray(values) for name, values in found.items()}


def _floats(tensors: dict[str, StoredTensor], name: str) -> NDArray[np.float32]:
    values = tensors[f"{name}_q"].values.astype(np.float32)
    return np.asarray(values * tensors[f"{name}_scale"].values, dtype=np.float32)
