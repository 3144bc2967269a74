"""Write the vectors of wordings that ship: after a change of circumstances.yaml or obstacles.yaml.

Run `python -m core.offline.training.pack_circumstances`; it takes seconds and needs no PyTorch.
"""

import sys

import numpy as np

from core.learning.models import load_meanings, load_sentence_encoder
from core.learning.stored_meanings import PACKAGED
from core.offline.circumstances.bank import load_circumstances, wordings
from core.offline.playbooks.meant import wordings_of
from core.offline.playbooks.obstacle_bank import load_obstacles


def pack() -> str:
    """Write the files in place of those before and return their names."""
    PACKAGED.mkdir(exist_ok=True)
    for old in PACKAGED.glob("*.npy"):
        old.unlink()
    encoder, names = load_sentence_encoder(), []
    for texts in (wordings(load_circumstances()), wordings_of(load_obstacles())):
        names.append(load_meanings().name_of(texts))
        vectors = np.stack([encoder.whole(text) for text in texts]).astype(np.float16)
        np.save(PACKAGED / names[-1], vectors, allow_pickle=False)
    return "\n".join(names)


if __name__ == "__main__":
    sys.stdout.write(f"{pack()}\n")
