"""Vectors of fixed texts are computed once, read back exactly, and never in the way."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.learning.stored_meanings import FOLDER, StoredMeanings

TEXTS = ("My knees hurt", "I have no time")


class Encoder:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, text: str) -> NDArray[np.float32]:
        self.asked.append(text)
        return np.array([len(text), 0.1], dtype=np.float32)


def stored(folder: Path | None, *, model: str = "m1") -> tuple[StoredMeanings, Encoder]:
    encoder = Encoder()
    meanings = StoredMeanings(encoder, model=model)
    if folder is not None:
        meanings.store_in(folder)
    return meanings, encoder


def test_another_process_reads_the_same_vectors_and_encodes_nothing(tmp_path: Path) -> None:
    first, _ = stored(tmp_path)
    written = first.matrix(TEXTS)

    second, encoder = stored(tmp_path)

    assert (second.matrix(TEXTS) == written).all()
    assert encoder.asked == []


def test_other_texts_and_other_models_have_vectors_of_their_own(tmp_path: Path) -> None:
    stored(tmp_path)[0].matrix(TEXTS)
    others, encoder = stored(tmp_path)
    newer, newer_encoder = stored(tmp_path, model="m2")

    others.matrix(TEXTS[::-1])
    newer.matrix(TEXTS)

    assert encoder.asked == list(TEXTS[::-1])
    assert newer_encoder.asked == list(TEXTS)


def test_a_file_that_was_cut_off_is_written_again(tmp_path: Path) -> None:
    written = stored(tmp_path)[0].matrix(TEXTS)
    (file,) = (tmp_path / FOLDER).iterdir()
    file.write_bytes(file.read_bytes()[:40])

    again, encoder = stored(tmp_path)

    assert (again.matrix(TEXTS) == written).all()
    assert encoder.asked == list(TEXTS)
    assert (stored(tmp_path)[0].matrix(TEXTS) == written).all()


def test_without_a_folder_that_can_be_written_it_answers_all_the_same(tmp_path: Path) -> None:
    nowhere = tmp_path / "missing" / "folder"

    assert stored(nowhere)[0].matrix(TEXTS).shape == (2, 2)
    assert stored(None)[0].matrix(TEXTS).shape == (2, 2)
