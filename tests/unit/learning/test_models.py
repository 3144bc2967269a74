"""Model files: features, loading, cards; a damaged file is an error that names it."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from core.errors import ConfigurationError
from core.learning.card import ModelCard
from core.learning.linear_model import LinearModel
from core.learning.marked_text import parse_marked_text
from core.learning.models import MODEL_FOLDER, load_linear_model, load_model, load_word_vectors
from core.learning.text_features import text_features
from core.learning.tokens import split_tokens

NAMES = sorted(path.name for path in MODEL_FOLDER.iterdir() if path.is_dir())
LARGEST = 14_500_000


def test_there_are_the_models_of_the_reader() -> None:
    assert NAMES == [
        "acts",
        "certainty",
        "chat",
        "encoder",
        "fit",
        "gate",
        "ratings",
        "reader",
        "recipes",
        "signs",
        "words",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_model_is_the_one_its_card_names(name: str) -> None:
    card = ModelCard.read(MODEL_FOLDER / name)

    card.check_files(MODEL_FOLDER / name)
    assert card.name == name
    assert card.purpose
    assert (MODEL_FOLDER / name / "card.md").is_file()
    assert card.figures or name == "words"  # measured by what is built on it


def test_all_models_together_are_small() -> None:
    assert sum(p.stat().st_size for p in MODEL_FOLDER.rglob("*") if p.is_file()) <= LARGEST


@pytest.mark.parametrize("name", ["reader", "ratings", "words"])
def test_a_cut_file_is_refused_before_it_is_opened(name: str, tmp_path: Path) -> None:
    shutil.copytree(MODEL_FOLDER / name, tmp_path / name)
    file = tmp_path / name / next(iter(ModelCard.read(tmp_path / name).files))
    file.write_bytes(file.read_bytes()[:-100])

    with pytest.raises(ConfigurationError, match=r"damaged.*make train"):
        load_model(name, folder=tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    shutil.copytree(MODEL_FOLDER / "ratings", tmp_path / "ratings")
    (tmp_path / "ratings" / "ridge.npz").unlink()

    with pytest.raises(ConfigurationError, match=r"ridge\.npz is missing"):
        load_model("ratings", folder=tmp_path)


@pytest.mark.parametrize("text", ["", "{}", "[1]", json.dumps({"name": "x", "riddle": 1})])
def test_an_unreadable_card_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "ratings").mkdir()
    (tmp_path / "ratings" / "card.json").write_text(text, encoding="utf-8")

    with pytest.raises(ConfigurationError, match=r"card\.json cannot be read"):
        load_model("ratings", folder=tmp_path)


def test_no_model_needs_pickle() -> None:
    kinds = {p.suffix for p in MODEL_FOLDER.rglob("*") if p.is_file()}

    assert kinds == {".npz", ".json", ".md", ".txt"}


def test_a_saved_linear_model_decides_as_before(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    model = LinearModel(
        labels=("a", "b", "c"),
        buckets=256,
        sparse=random.normal(size=(256, 3)).astype(np.float32),
        dense=np.zeros((0, 3), dtype=np.float32),
        bias=np.array([0.1, 0.0, -0.1], dtype=np.float32),
        temperature=0.7,
    )
    model.save(tmp_path / "m.npz")
    features = text_features("learn to swim", buckets=256, vectors=None)

    before = model.probabilities(features)
    after = LinearModel.load(tmp_path / "m.npz").probabilities(features)

    assert sum(after.values()) == pytest.approx(1)
    assert after == pytest.approx(before, abs=0.02)


def test_a_model_of_another_sort_is_refused() -> None:
    with pytest.raises(TypeError, match="LinearModel"):
        load_linear_model("words")


def test_numbers_of_one_length_have_the_same_features() -> None:
    one = text_features("save 400 euros", buckets=1024, vectors=None)
    other = text_features("save 700 euros", buckets=1024, vectors=None)

    assert one.buckets.tolist() == other.buckets.tolist()


def test_words_of_one_meaning_lie_closer_than_others() -> None:
    vectors = load_word_vectors("words")

    def near(one: str, other: str) -> float:
        return float(vectors.text_vector([one]) @ vectors.text_vector([other]))

    assert near("violin", "cello") > near("violin", "mortgage")
    assert vectors.text_vector(["日本"]).tolist() == [0.0] * vectors.size


def test_tokens_know_where_they_stand() -> None:
    text = "I'm at 1 000 €, by 6.30 pm\n- 2,400"

    tokens = split_tokens(text)

    assert [t.text for t in tokens] == [
        "I'm", "at", "1 000", "€", ",", "by", "6.30", "pm", "\n", "-", "2,400",
    ]  # fmt: skip
    assert all(text[t.start : t.end] == t.text for t in tokens)


def test_marks_are_read_with_their_place() -> None:
    marked = parse_marked_text("[aim run [to 5 km]] [why for fun]")

    assert marked.text == "run 5 km for fun"
    assert [(m.tag, marked.text[m.start : m.end], m.depth) for m in marked.marks] == [
        ("aim", "run 5 km", 0),
        ("to", "5 km", 1),
        ("why", "for fun", 0),
    ]


@pytest.mark.parametrize("text", ["[aim run", "run]", "[ run]"])
def test_a_bracket_without_its_pair_is_an_error(text: str) -> None:
    with pytest.raises(ConfigurationError):
        parse_marked_text(text)
