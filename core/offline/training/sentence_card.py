"""What the cards of the models that label a message by its sentence vector have in common."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from core.offline.training.corpus import LabelledText

METHOD = "multinomial logistic regression over the sentence model's vector"


def texts_on_card(folder: str, texts: Sequence[LabelledText], held: str) -> Mapping[str, str | int]:
    """Return which texts a model learnt from; `held` says what was held out: "45 questions"."""
    lines = sorted(f"{each.label}\t{each.text}" for each in texts)
    return {
        "folder": folder,
        "texts": len(texts),
        "held out": f"{held} of writers *-13, *-14 and *-15",
        "hash": sha256("\n".join(lines).encode()).hexdigest(),
    }
