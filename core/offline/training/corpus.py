"""The training texts of data/training, with what is held out: whole writers, never single texts."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from core.learning.marked_text import Mark, parse_marked_text

TRAINING_FOLDER = Path(__file__).resolve().parents[3] / "data" / "training"
_READER = ("gate", "goals", "topics")
"""The folders the reader learns from; ratings teach only the scorer of goal texts."""
_HELD_OUT = frozenset({"13", "14", "15"})
"""The last part of the ids of writers that no model learns from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingGoal:
    text: str
    marks: tuple[Mark, ...]
    kind: str
    domain: str
    level: str
    persona: str

    @property
    def aims(self) -> tuple[tuple[int, int], ...]:
        """The ranges of the aim clauses."""
        return tuple((m.start, m.end) for m in self.marks if m.tag == "aim")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledText:
    text: str
    label: str
    persona: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipeWording:
    """A goal text with the recipe that plans it."""

    text: str
    recipe: str
    persona: str


def is_held_out(persona: str) -> bool:
    """Return whether a writer's texts are only measured on."""
    return persona.rpartition("-")[2] in _HELD_OUT


def read_goals(folder: Path = TRAINING_FOLDER) -> tuple[TrainingGoal, ...]:
    """Return the marked goals in the order of their files and lines."""
    return tuple(_goal(line) for line in _lines(folder / "goals"))


def read_gate_texts(folder: Path = TRAINING_FOLDER) -> tuple[LabelledText, ...]:
    """Return the texts of the gate: goals, errands, noise and dangers."""
    return tuple(
        LabelledText(text=str(line["text"]), label=str(line["label"]), persona=str(line["persona"]))
        for line in _lines(folder / "gate")
    )


def read_topic_texts(folder: Path = TRAINING_FOLDER) -> tuple[LabelledText, ...]:
    """Return goals of which only the domain is known."""
    return tuple(
        LabelledText(
            text=str(line["text"]), label=str(line["domain"]), persona=str(line["persona"])
        )
        for line in _lines(folder / "topics")
    )


def read_recipe_wordings(folder: Path = TRAINING_FOLDER) -> tuple[RecipeWording, ...]:
    """Return goals of which the recipe is known."""
    return tuple(
        RecipeWording(
            text=str(line["text"]), recipe=str(line["recipe"]), persona=str(line["persona"])
        )
        for line in _lines(folder / "recipes")
    )


def read_chat_questions(folder: Path = TRAINING_FOLDER) -> tuple[LabelledText, ...]:
    """Return questions to the coach, each with what it is about."""
    return tuple(
        LabelledText(
            text=str(line["text"]), label=str(line["intent"]), persona=str(line["persona"])
        )
        for line in _lines(folder / "chat")
    )


def read_acts(folder: Path = TRAINING_FOLDER) -> tuple[LabelledText, ...]:
    """Return messages to the coach, each with what the person does with it."""
    return tuple(
        LabelledText(text=str(line["text"]), label=str(line["act"]), persona=str(line["persona"]))
        for line in _lines(folder / "acts")
    )


def corpus_hash(folder: Path = TRAINING_FOLDER) -> str:
    """Return one hash over the training files of the reader, for the model cards."""
    whole = sha256()
    for path in sorted(path for name in _READER for path in (folder / name).glob("*.jsonl")):
        whole.update(path.name.encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _lines(folder: Path) -> Iterable[dict[str, object]]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                yield json.loads(line)


def _goal(line: dict[str, object]) -> TrainingGoal:
    marked = parse_marked_text(str(line["text"]))
    return TrainingGoal(
        text=marked.text,
        marks=marked.marks,
        kind=str(line["kind"]),
        domain=str(line["domain"]),
        level=str(line["level"]),
        persona=str(line["persona"]),
    )
