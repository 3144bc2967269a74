"""Turn training texts into word pieces with the right answer of each head."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from core.learning.models import MODEL_FOLDER, VOCABULARY_FILE
from core.learning.piece_model import piece_tokenizer
from core.learning.tokens import split_tokens
from core.learning.tuned_encoder import MAX_PIECES, piece_places
from core.offline.training.corpus import LabelledText, TrainingGoal
from core.offline.training.encode import role_labels, slot_labels

NO_ANSWER = -100
"""What the loss skips: pieces inside a word, and questions a text does not answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TuningExample:
    """The pieces of a text, and the numbers of the right labels."""

    ids: list[int]
    tokens: Mapping[str, list[int]] = field(default_factory=dict)
    """By head: one label for each piece."""
    whole: Mapping[str, int] = field(default_factory=dict)
    """By head: the label of the text."""


class ExampleEncoder:
    """Encodes examples for heads with the given labels."""

    def __init__(self, labels: Mapping[str, Sequence[str]]) -> None:
        vocabulary = MODEL_FOLDER / "encoder" / VOCABULARY_FILE
        self._tokenizer = piece_tokenizer(vocabulary, MAX_PIECES)
        self._numbers = {name: {own: at for at, own in enumerate(o)} for name, o in labels.items()}

    def of_goal(self, goal: TrainingGoal) -> TuningExample:
        """Return the example of a marked goal."""
        encoded = self._tokenizer.encode(goal.text)
        tokens = split_tokens(goal.text)
        ends = np.array(encoded.offsets).reshape(-1, 2)[:, 1]
        places = piece_places(ends, [token.start for token in tokens])
        marks = {
            "roles": role_labels(tokens, goal.marks),
            "slots": slot_labels(tokens, goal.marks),
        }
        whole = {"domains": goal.domain, "kinds": goal.kind, "levels": goal.level, "gate": "goal"}
        return TuningExample(
            ids=encoded.ids,
            tokens={n: self._at(n, places, own, len(ends)) for n, own in marks.items()},
            whole={name: self._numbers[name][label] for name, label in whole.items()},
        )

    def of_text(self, text: LabelledText, head: str) -> TuningExample:
        """Return the example of a text of which one answer is known."""
        return TuningExample(
            ids=self._tokenizer.encode(text.text).ids,
            whole={head: self._numbers[head][text.label]},
        )

    def _at(self, head: str, places: Sequence[int], labels: Sequence[str], count: int) -> list[int]:
        found = [NO_ANSWER] * count
        for place, label in zip(places, labels, strict=True):
            if place < count - 1:  # words that were cut off have no piece
                found[place] = self._numbers[head][label]
        return found
