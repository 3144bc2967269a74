"""The models that ship with Rein, by name; each folder holds the files of one and its card."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from core.learning.blas import use_one_thread
from core.learning.card import ModelCard
from core.learning.dense_model import DenseModel
from core.learning.evidence_model import EvidenceModel
from core.learning.linear_model import LinearModel
from core.learning.ridge_model import RidgeModel
from core.learning.sentence_encoder import SentenceEncoder
from core.learning.stored_meanings import StoredMeanings
from core.learning.tuned_encoder import TunedEncoder
from core.learning.word_vectors import WordVectors
from core.once import once

MODEL_FOLDER = Path(__file__).resolve().parents[2] / "data" / "models"
DENSE_FILE = "dense.npz"
LINEAR_FILE, TUNED_FILE = "weights.npz", "tuned.npz"
RIDGE_FILE = "ridge.npz"
VECTOR_FILE, VOCABULARY_FILE = "vectors.npz", "vocabulary.txt"
EVIDENCE_FILE = "weights.json"
PROJECTION_FILE = "projection.npz"

M = TypeVar("M")
Model = (
    DenseModel
    | EvidenceModel
    | LinearModel
    | RidgeModel
    | SentenceEncoder
    | TunedEncoder
    | WordVectors
)
_LOADERS: Mapping[str, Callable[[Path], Model]] = {
    TUNED_FILE: lambda place: TunedEncoder(
        MODEL_FOLDER / "encoder" / VOCABULARY_FILE, place / TUNED_FILE
    ),
    DENSE_FILE: lambda place: DenseModel.load(place / DENSE_FILE),
    PROJECTION_FILE: lambda place: SentenceEncoder(
        place / VOCABULARY_FILE, place / PROJECTION_FILE
    ),
    RIDGE_FILE: lambda place: RidgeModel.load(place / RIDGE_FILE),
    VECTOR_FILE: lambda place: WordVectors.load(place / VECTOR_FILE, place / VOCABULARY_FILE),
    EVIDENCE_FILE: lambda place: EvidenceModel.load(place / EVIDENCE_FILE),
    LINEAR_FILE: lambda place: LinearModel.load(place / LINEAR_FILE),
}
"""How a model is read, by the file its card names."""


@once
def load_model(name: str, *, folder: Path = MODEL_FOLDER) -> Model:
    """Return a model. Raises ConfigurationError if a file is missing or not the one on the card."""
    use_one_thread()
    place = folder / name
    card = ModelCard.read(place)
    card.check_files(place)
    return next(load for file, load in _LOADERS.items() if file in card.files)(place)


def load_linear_model(name: str, *, folder: Path = MODEL_FOLDER) -> LinearModel:
    """Return a linear model by name."""
    return _as(load_model(name, folder=folder), LinearModel, name)


def load_dense_model(name: str, *, folder: Path = MODEL_FOLDER) -> DenseModel:
    """Return a model over dense vectors by name."""
    return _as(load_model(name, folder=folder), DenseModel, name)


def load_tuned_encoder(name: str, *, folder: Path = MODEL_FOLDER) -> TunedEncoder:
    """Return a tuned sentence model by name; it shares the vocabulary of the sentence encoder."""
    return _as(load_model(name, folder=folder), TunedEncoder, name)


def load_ridge_model(name: str, *, folder: Path = MODEL_FOLDER) -> RidgeModel:
    """Return a ridge regression by name."""
    return _as(load_model(name, folder=folder), RidgeModel, name)


def load_evidence_model(name: str, *, folder: Path = MODEL_FOLDER) -> EvidenceModel:
    """Return a model of evidence by name."""
    return _as(load_model(name, folder=folder), EvidenceModel, name)


def load_word_vectors(name: str, *, folder: Path = MODEL_FOLDER) -> WordVectors:
    """Return a table of word vectors by name."""
    return _as(load_model(name, folder=folder), WordVectors, name)


def load_sentence_encoder(name: str = "encoder", *, folder: Path = MODEL_FOLDER) -> SentenceEncoder:
    """Return the sentence encoder."""
    return _as(load_model(name, folder=folder), SentenceEncoder, name)


@once
def load_meanings() -> StoredMeanings:
    """Return the vectors of fixed texts; the sentence encoder is loaded only if one is missing."""
    files = ModelCard.read(MODEL_FOLDER / "encoder").files
    return StoredMeanings(
        lambda text: load_sentence_encoder().whole(text), model=" ".join(sorted(files.values()))
    )


def _as(model: object, kind: type[M], name: str) -> M:
    if not isinstance(model, kind):
        raise TypeError(f"The model {name} is no {kind.__name__}.")
    return model
