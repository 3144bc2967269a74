"""The training texts of signs: single sentences, and long texts with the sign in passing."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from core.learning.marked_text import parse_marked_text
from core.offline.signs.sign import Sign
from core.offline.training.corpus import TRAINING_FOLDER

SIGN_FOLDER = TRAINING_FOLDER / "signs"
_SENTENCES, _LONG_TEXTS = "sentences.jsonl", "long_texts.jsonl"
_WEAK = "weak"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignMark:
    """A range of characters that points to a sign."""

    sign: Sign
    start: int
    end: int
    weak: bool = False
    """Whether it is a sign only together with others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignText:
    text: str
    marks: tuple[SignMark, ...]
    persona: str
    is_long: bool


def read_sign_texts(folder: Path = SIGN_FOLDER) -> tuple[SignText, ...]:
    """Return all training texts of signs, the single sentences first."""
    return (
        *(_sentence(line) for line in _lines(folder / _SENTENCES)),
        *(_long_text(line) for line in _lines(folder / _LONG_TEXTS)),
    )


def sign_corpus_hash(folder: Path = SIGN_FOLDER) -> str:
    """Return one hash over the training files of signs, for the model card."""
    whole = sha256()
    for name in (_LONG_TEXTS, _SENTENCES):
        whole.update(name.encode())
        whole.update((folder / name).read_bytes())
    return whole.hexdigest()


def _lines(path: Path) -> Iterable[dict[str, object]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)


def _sentence(line: dict[str, object]) -> SignText:
    text, sign = str(line["text"]), line["sign"]
    whole = () if sign is None else (_mark(str(sign), 0, len(text), weak=bool(line.get("weak"))),)
    return SignText(text=text, marks=whole, persona=str(line["persona"]), is_long=False)


def _long_text(line: dict[str, object]) -> SignText:
    marked = parse_marked_text(str(line["text"]))
    weak = {(m.start, m.end) for m in marked.marks if m.tag == _WEAK}
    marks = tuple(
        _mark(m.tag, m.start, m.end, weak=(m.start, m.end) in weak)
        for m in marked.marks
        if m.tag != _WEAK
    )
    return SignText(text=marked.text, marks=marks, persona=str(line["persona"]), is_long=True)


def _mark(sign: str, start: int, end: int, *, weak: bool) -> SignMark:
    return SignMark(sign=Sign(sign), start=start, end=end, weak=weak)
