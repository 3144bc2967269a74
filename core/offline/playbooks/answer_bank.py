"""The bank of answers to questions about a topic, and to those that any goal raises."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import Field, ValidationError

from core.errors import ConfigurationError
from core.offline.playbooks.parts import AnswerGuide, PlaybookPart, Source

ANSWER_FILE = Path(__file__).resolve().parents[3] / "data" / "answers.yaml"
ANY_TOPIC = "any"
"""The key of answers that fit a goal of any topic."""


class _WrittenAnswer(PlaybookPart):
    asks: Annotated[tuple[str, ...], Field(min_length=2)]
    answer: str
    source: str = ""


class _Bank(PlaybookPart):
    sources: dict[str, Source]
    topics: dict[str, tuple[_WrittenAnswer, ...]]


def load_answers(path: Path = ANSWER_FILE) -> Mapping[str, tuple[AnswerGuide, ...]]:
    """Return the answers by topic. Raises ConfigurationError if the file is not valid."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - safe
        bank = _Bank.model_validate(raw)
        return {
            topic: tuple(_guide(answer, bank.sources) for answer in answers)
            for topic, answers in bank.topics.items()
        }
    except (OSError, yaml.YAMLError, ValidationError) as fault:
        raise ConfigurationError(f"The answers in {path} cannot be read: {fault}.") from fault
    except KeyError as fault:
        raise ConfigurationError(f"The answers in {path} name no source {fault}.") from fault


def _guide(answer: _WrittenAnswer, sources: Mapping[str, Source]) -> AnswerGuide:
    source = sources[answer.source] if answer.source else None
    return AnswerGuide(asks=answer.asks, answer=answer.answer, source=source)
