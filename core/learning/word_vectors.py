"""A table of word vectors, distilled once from a sentence model, for words no text had before."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_CONTINUES = "##"
_LONGEST_WORD = 40

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordVectors:
    """One row for each piece of the vocabulary; a word is the mean of its pieces."""

    pieces: dict[str, int]
    table: NDArray[np.int8]
    weights: Vector
    """How much each piece says about a text: rare ones more, "the" next to nothing."""
    _rows: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, weights: Path, vocabulary: Path) -> "WordVectors":
        """Read a table and its vocabulary, one piece a line."""
        with np.load(weights, allow_pickle=False) as stored:
            table, piece_weights = stored["table"], stored["weights"].astype(np.float32)
        lines = vocabulary.read_text(encoding="utf-8").split("\n")
        return cls(
            pieces={piece: row for row, piece in enumerate(lines)},
            table=table,
            weights=piece_weights,
        )

    @property
    def size(self) -> int:
        """The length of a vector."""
        return int(self.table.shape[1])

    def text_vector(self, words: list[str]) -> Vector:
        """Return the weighted mean of the words' vectors, of length one; zeros if none is known."""
        rows = [row for word in words for row in self.rows(word)]
        if not rows:
            return np.zeros(self.size, dtype=np.float32)
        mean = self.weights[rows] @ self.table[rows].astype(np.float32)
        length = float(np.linalg.norm(mean))
        result: Vector = (mean / length if length else mean).astype(np.float32)
        return result

    def rows(self, word: str) -> tuple[int, ...]:
        """Return the rows of a word's pieces: the longest known pieces from the left."""
        found = self._rows.get(word)
        if found is None:
            found = self._rows[word] = self._split(word)
            if len(self._rows) > 20_000:  # a long-lived process sees many misspelt words
                self._rows.clear()
        return found

    def _split(self, word: str) -> tuple[int, ...]:
        rows: list[int] = []
        start = 0
        word = word[:_LONGEST_WORD]
        while start < len(word):
            prefix = _CONTINUES if start else ""
            for end in range(len(word), start, -1):
                row = self.pieces.get(prefix + word[start:end])
                if row is not None:
                    rows.append(row)
                    start = end
                    break
            else:
                return ()
        return tuple(rows)
