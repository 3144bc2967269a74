"""Train the reader of signs, and measure it on writers it never saw."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.learning.card import ModelCard, file_hash
from core.learning.linear_model import LinearModel
from core.learning.models import LINEAR_FILE, MODEL_FOLDER, load_sentence_encoder
from core.learning.text_features import TextFeatures
from core.learning.train_linear import train_linear_model
from core.offline.signs.sign import NO_SIGN
from core.offline.signs.sign_reader import (
    SIGN_BUCKETS,
    SIGN_MODEL,
    find_signs,
    sign_features,
    split_units,
)
from core.offline.training.corpus import (
    TrainingGoal,
    is_held_out,
    read_goals,
    read_topic_texts,
)
from core.offline.training.sign_corpus import SignText, read_sign_texts, sign_corpus_hash

_STRENGTH = 5.0
_SIGN_IF, _NONE_IF = 0.6, 0.15
"""Share of a window that a sign covers at least to be learnt as it, and at most as none."""
_WEAK_SHARE = 0.6
"""What a weak sentence counts as its sign; the rest of it counts as none."""
_GOAL_WEIGHT = 0.35
"""Clauses of goals count less: some of those people have a sign, and there are many more."""
_TOPIC_OF_RECOVERY = "injury_return"


@dataclass(frozen=True, slots=True)
class _Row:
    features: TextFeatures
    label: str
    weight: float


def train_signs(trained_on: date, *, folder: Path = MODEL_FOLDER) -> dict[str, float]:
    """Train on everything but the held-out writers, write model and card, return the figures."""
    texts = read_sign_texts()
    learnt = [text for text in texts if not is_held_out(text.persona)]
    held = [text for text in texts if is_held_out(text.persona)]
    rows = [*_sign_rows(learnt), *_goal_rows()]
    model = train_linear_model(
        [row.features for row in rows],
        [row.label for row in rows],
        buckets=SIGN_BUCKETS,
        strength=_STRENGTH,
        weights=[row.weight for row in rows],
    )
    place = folder / SIGN_MODEL
    place.mkdir(parents=True, exist_ok=True)
    model.save(place / LINEAR_FILE)
    figures = sign_figures(held, ordinary_goals(), LinearModel.load(place / LINEAR_FILE))
    _card(trained_on, texts=len(texts), held=len(held), figures=figures, place=place).write(place)
    return figures


def sign_figures(
    held: Sequence[SignText], ordinary: Sequence[TrainingGoal], model: LinearModel | None = None
) -> dict[str, float]:
    """Return the share of texts whose sign is found, by sign, and of texts with a wrong one."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for text in held:
        found = {sign.sign for sign in find_signs(text.text, model)}
        meant = {mark.sign for mark in text.marks}
        if text.marks and all(mark.weak for mark in text.marks):
            continue  # a sign only together with others
        length = "long texts" if text.is_long else "sentences"
        for name in ("all", length, *meant) if meant else ("near misses",):
            total[name] += 1
            right[name] += bool(found & meant) if meant else not found
    raised = sum(bool(find_signs(goal.text, model)) for goal in ordinary)
    figures = {f"signs: found {name}": right[name] / total[name] for name in sorted(total)}
    figures["signs: none in near misses"] = figures.pop("signs: found near misses")
    figures["signs: ordinary goals with a sign"] = raised / len(ordinary)
    return {name: round(value, 3) for name, value in figures.items()}


def ordinary_goals() -> list[TrainingGoal]:
    """Return the goals of held-out writers who wrote none with a sign on purpose."""
    return [g for g in read_goals() if is_held_out(g.persona) and _is_ordinary(g.persona)]


def _is_ordinary(persona: str) -> bool:
    """Return whether a writer wrote goals without signs on purpose; later ones wrote some."""
    return persona.partition("-")[0] in {"w1", "w2", "w3", "w4", "w5", "w6"}


def _sign_rows(texts: Sequence[SignText]) -> Iterable[_Row]:
    for text in texts:
        whole = load_sentence_encoder().encode(text.text)
        units = split_units(text.text) if text.is_long else ((0, len(text.text)),)
        for unit in units:
            yield from _rows_of(text, unit, sign_features(text.text, unit, whole))


def _rows_of(text: SignText, unit: tuple[int, int], features: TextFeatures) -> Iterable[_Row]:
    start, end = unit
    covered = [(min(end, m.end) - max(start, m.start), m) for m in text.marks]
    most, mark = max(covered, key=lambda pair: pair[0], default=(0, None))
    share = most / (end - start)
    if mark is None or share <= _NONE_IF:
        yield _Row(features, NO_SIGN, 1.0)
    elif share >= _SIGN_IF:
        yield _Row(features, mark.sign.value, _WEAK_SHARE if mark.weak else 1.0)
        if mark.weak:
            yield _Row(features, NO_SIGN, 1.0 - _WEAK_SHARE)


def _goal_rows() -> Iterable[_Row]:
    """Yield clauses of ordinary goals as none, without the topic in which most have a sign."""
    for goal in read_goals():
        if is_held_out(goal.persona) or not _is_ordinary(goal.persona):
            continue
        if goal.domain == _TOPIC_OF_RECOVERY:
            continue
        whole = load_sentence_encoder().encode(goal.text)
        for unit in split_units(goal.text):
            yield _Row(sign_features(goal.text, unit, whole), NO_SIGN, _GOAL_WEIGHT)
    for text in read_topic_texts():
        if text.label != _TOPIC_OF_RECOVERY:
            whole, all_of_it = load_sentence_encoder().encode(text.text), (0, len(text.text))
            yield _Row(sign_features(text.text, all_of_it, whole), NO_SIGN, _GOAL_WEIGHT)


def _card(day: date, *, texts: int, held: int, figures: dict[str, float], place: Path) -> ModelCard:
    return ModelCard(
        name=SIGN_MODEL,
        purpose="Says whether a clause is a sign that the goal needs a doctor or other help first.",
        method="logistic regression",
        trained_on=day.isoformat(),
        texts={
            "folder": "data/training/signs",
            "texts": texts,
            "held out": f"{held} texts of writers *-13, *-14 and *-15",
            "hash": sign_corpus_hash(),
        },
        figures=figures,
        files={LINEAR_FILE: file_hash(place / LINEAR_FILE)},
        limits="English only; learnt from the words of a few writers. "
        "Some of the ordinary goals with a sign do have it.",
    )
