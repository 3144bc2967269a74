"""Train, validation and test: decided by a hash of the goal's words, so that no item ever moves."""

from enum import StrEnum
from hashlib import sha256


class Split(StrEnum):
    """What an item may be used for."""

    TRAIN = "train"
    VALIDATION = "validation"
    TEST = "test"


TRAIN_SHARE, VALIDATION_SHARE = 0.7, 0.15


def fraction_of(text: str) -> float:
    """Return a fixed number from 0 up to 1 for a text, evenly spread over texts."""
    return int.from_bytes(sha256(text.encode("utf-8", "surrogatepass")).digest()[:8]) / 2**64


def split_of(goal_text: str) -> Split:
    """Return the split of every item with this goal, in any dataset and version.

    Only the words count, without case and spacing. Two replies to one goal are therefore on the
    same side, and nothing that is learnt from one is tested on the other.
    """
    place = fraction_of("split:" + " ".join(goal_text.casefold().split()))
    if place < TRAIN_SHARE:
        return Split.TRAIN
    return Split.VALIDATION if place < TRAIN_SHARE + VALIDATION_SHARE else Split.TEST
