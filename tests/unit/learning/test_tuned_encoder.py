"""The tuned model: its patch fits one packaged file, and words find their pieces."""

from hashlib import sha256

import numpy as np
import pytest

from core.errors import ConfigurationError
from core.learning.best_path import best_path
from core.learning.models import MODEL_FOLDER, load_tuned_encoder
from core.learning.piece_model import packaged_model
from core.learning.tuned_encoder import (
    MAX_PIECES,
    byte_differences,
    patched_model,
    piece_places,
)


def test_a_patch_of_another_file_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="another model") as refused:
        patched_model({"base_sha256": np.array("0" * 64)})

    assert "requirements.lock" in str(refused.value.advice)


def test_a_patch_gives_back_every_tuned_byte() -> None:
    packaged = packaged_model().read_bytes()
    before = np.frombuffer(packaged[400:528], dtype=np.int8).reshape(8, 16)
    tuned = np.random.default_rng(7).integers(-128, 128, size=(8, 16)).astype(np.int8)
    base = np.array(sha256(packaged).hexdigest())

    patched = patched_model({"base_sha256": base, "patch.400": byte_differences(tuned, before)})

    assert patched[400:528] == tuned.tobytes()
    assert patched[:400] + patched[528:] == packaged[:400] + packaged[528:]


def test_the_trained_files_take_no_more_room_than_agreed() -> None:
    files = [path for path in MODEL_FOLDER.rglob("*") if path.is_file()]

    assert sum(path.stat().st_size for path in files) <= 12_000_000


def test_each_word_finds_its_first_piece_and_a_word_that_was_cut_off_the_last() -> None:
    ends = np.array([0, 3, 6, 11, 0])  # two marks around "run", "ner" and "fast"

    assert piece_places(ends, [0, 7, 40]) == [1, 3, 4]


def test_the_shares_of_every_head_are_probabilities() -> None:
    encoder = load_tuned_encoder("reader")
    read = encoder.read("Swim 400 m by June")

    for name in ("roles", "slots", "gate"):
        shares = encoder.head(name).shares(read.states)
        assert shares.min() >= 0
        assert shares.sum(axis=1) == pytest.approx(1, abs=1e-4)


def test_a_text_longer_than_the_model_reads_is_cut_off() -> None:
    assert len(load_tuned_encoder("reader").read("swim " * 2 * MAX_PIECES).ends) == MAX_PIECES


def test_a_label_that_may_not_follow_is_never_chosen() -> None:
    shares = np.array([[0.55, 0.35, 0.1], [0.1, 0.3, 0.6]], dtype=np.float32)  # O, B, I
    transitions = np.zeros((4, 3), dtype=np.float32)
    transitions[[0, 3], 2] = -1e3  # nothing goes on where nothing began

    assert best_path(shares, np.zeros((4, 3), dtype=np.float32)) == [0, 2]
    assert best_path(shares, transitions) == [1, 2]
    assert best_path(shares[:0], transitions) == []
