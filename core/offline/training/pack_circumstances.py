"""Write the vectors of the circumstances' wordings that ship: after every change of their file.

Run `python -m core.offline.training.pack_circumstances`; it takes seconds and needs no PyTorch.
"""

import sys

import numpy as np

from core.learning.models import load_meanings, load_sentence_encoder
from core.learning.stored_meanings import PACKAGED
from core.offline.circumstances.bank import load_circumstances, wordings


def pack() -> str:
    """Write the file in place of the one before and return its name."""
    texts = wordings(load_circumstances())
    encoder, name = load_sentence_encoder(), load_meanings().name_of(texts)
    vectors = np.stack([encoder.whole(text) for text in texts]).astype(np.float16)
    PACKAGED.mkdir(exist_ok=True)
    for old in PACKAGED.glob("*.npy"):
        old.unlink()
    np.save(PACKAGED / name, vectors, allow_pickle=False)
    return name


if __name__ == "__main__":
    sys.stdout.write(f"{pack()}\n")
