"""Vectors of fixed texts in memory and on disk, because encoding a playbook takes seconds.

Only texts that ship with Rein belong here: what a person wrote leaves no vector behind.
"""

import logging
import os
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
FOLDER = "meanings"
PACKAGED = Path(__file__).resolve().parents[2] / "data" / "vectors"
"""Vectors that ship with Rein, for texts that the first goal needs: no person waits for them."""
MOST = 64
"""Sets of texts in memory: those of the playbooks in use."""
_log = logging.getLogger(__name__)


class StoredMeanings:
    """Encodes sets of texts once; threads may share it. Without a folder it remembers in memory."""

    def __init__(self, encode: Callable[[str], NDArray[np.float32]], *, model: str) -> None:
        self._encode, self._model = encode, model
        self._folder: Path | None = None
        self.matrix = lru_cache(maxsize=MOST)(self._matrix)

    def store_in(self, data_dir: Path) -> None:
        """Store vectors in a data folder from now on."""
        self._folder = data_dir / FOLDER

    def _matrix(self, texts: tuple[str, ...]) -> Matrix:
        """Return one row for each text, in their order."""
        name, place = self.name_of(texts), self._place(texts)
        if (packaged := _read(PACKAGED / name, rows=len(texts))) is not None:
            return packaged.astype(np.float32)
        if place is not None and (stored := _read(place, rows=len(texts))) is not None:
            return stored
        found = np.stack([self._encode(text) for text in texts]).astype(np.float32)
        if place is not None:
            _write(place, found)
        return found

    def _place(self, texts: tuple[str, ...]) -> Path | None:
        """Return the file of these texts in the data folder, if there is one."""
        return None if self._folder is None else self._folder / self.name_of(texts)

    def name_of(self, texts: tuple[str, ...]) -> str:
        """Return the file name of these texts under this model; other texts have another one."""
        whole = sha256(self._model.encode())
        for text in texts:
            whole.update(b"\x00" + text.encode())
        return f"{whole.hexdigest()[:32]}.npy"


def _read(place: Path, *, rows: int) -> Matrix | None:
    """Return a stored matrix, or None if there is none that can be used."""
    try:
        stored: Matrix = np.load(place, allow_pickle=False)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, EOFError) as error:  # cut off by a full disk: encoded again
        _log.warning(
            "meanings_unreadable", extra={"fields": {"file": place.name, "why": str(error)}}
        )
        return None
    return stored if stored.ndim == 2 and len(stored) == rows else None


def _write(place: Path, matrix: Matrix) -> None:
    """Write a matrix so that a reader sees all of it or nothing; a full disk only costs time."""
    unfinished = place.with_name(f".{place.stem}.{os.getpid()}.unfinished")
    try:
        place.parent.mkdir(mode=0o700, exist_ok=True)
        with unfinished.open("wb") as file:
            np.save(file, matrix, allow_pickle=False)
        unfinished.replace(place)
    except OSError as error:
        _log.warning("meanings_not_stored", extra={"fields": {"why": str(error)}})
