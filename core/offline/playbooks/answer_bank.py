"""The bank of answers to questions about a topic, and to those that any goal raises."""

from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import Field, ValidationError

from core.errors import ConfigurationError
from core.offline.playbooks.parts import AnswerGuide, PlaybookPart, Source

ANSWER_FILE = Path(__file__).resolve().parents[3] / "data" / "answers.yaml"
ANY_TOPIC = "any"
"""The key of answers that fit a goal of any topic."""


class WrittenAnswer(PlaybookPart):
    """An answer as it stands in the file."""

    asks: Annotated[tuple[str, ...], Field(min_length=2)]
    answer: str
    source: str = ""
    """The beginning of the title of one of the playbook's sources, or a key of the bank's own."""


class AnswerBank(PlaybookPart):
    """All answers by topic, and the sources of those that fit any topic."""

    sources: dict[str, Source]
    topics: dict[str, tuple[WrittenAnswer, ...]]

    def answers_for(self, topic: str, sources: tuple[Source, ...]) -> tuple[AnswerGuide, ...]:
        """Return the answers of a topic, then those that fit any; with their sources.

        Raises ConfigurationError if an answer names a source that is not there.
        """
        written = (*self.topics.get(topic, ()), *self.topics.get(ANY_TOPIC, ()))
        return tuple(
            AnswerGuide(
                asks=each.asks, answer=each.answer, source=self._source(each.source, topic, sources)
            )
            for each in written
        )

    def _source(self, key: str, topic: str, sources: tuple[Source, ...]) -> Source | None:
        if not key:
            return None
        own = next((source for source in sources if source.title.startswith(key)), None)
        found = own or self.sources.get(key)
        if found is None:
            raise ConfigurationError(f"An answer about {topic} names an unknown source, “{key}”.")
        return found


def load_answers(path: Path = ANSWER_FILE) -> AnswerBank:
    """Return the bank of answers. Raises ConfigurationError if the file is not valid."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - safe
        return AnswerBank.model_validate(raw)
    except (OSError, yaml.YAMLError, ValidationError) as fault:
        raise ConfigurationError(f"The answers in {path} cannot be read: {fault}.") from fault
