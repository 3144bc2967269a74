"""The passages that may answer a question: the plan's own texts, then the playbook's."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from core.chat.passage import Passage
from core.chat.situation import Situation
from core.offline.playbooks.parts import AnswerGuide
from core.offline.playbooks.schema import Playbook
from core.offline.playbooks.similarity import TextIndex, index_texts

MOST_PASSAGES = 6
_LEAST_LIKENESS = 0.08
_CACHED_GOALS = 8
PLAYBOOK = "Playbook: {title}"


def find_passages(situation: Situation, known: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return the passages that share most words with the question, the best first."""
    return tuple(_ranked(situation.question, known))[:MOST_PASSAGES]


def all_passages(situation: Situation, playbook: Playbook) -> tuple[Passage, ...]:
    """Return the passages of the plan and of the playbook that no guide holds."""
    return (*_of_plan(situation), *_of_playbook(playbook))


def _ranked(question: str, known: tuple[Passage, ...]) -> list[Passage]:
    """Return the passages that share meaning-bearing words with a question, the most first."""
    index = _INDEXES.of(tuple(passage.text for passage in known))
    alike = index.likenesses(question)
    scored = [replace(p, likeness=like) for p, like in zip(known, alike, strict=True)]
    scored.sort(key=lambda passage: -passage.likeness)
    return [passage for passage in scored if passage.likeness >= _LEAST_LIKENESS]


class Indexes:
    """Indexes of texts; it remembers the last: a person asks about the same few goals again."""

    def __init__(self) -> None:
        self.of = lru_cache(maxsize=_CACHED_GOALS)(_index_of)


def _index_of(texts: tuple[str, ...]) -> TextIndex:
    return index_texts([(text,) for text in texts])


_INDEXES = Indexes()


def _of_plan(situation: Situation) -> Iterator[Passage]:
    plan = situation.plan
    for number, note in enumerate(situation.goal.notes, start=1):
        yield Passage(id=f"note-{number}", text=note, source="A note of your goal")
    for number, resource in enumerate(plan.resources, start=1):
        yield Passage(
            id=f"resource-{number}",
            text=resource.title,
            source="Your plan: what helps",
            url=resource.url or "",
        )


def _of_playbook(playbook: Playbook) -> Iterator[Passage]:
    """Yield the playbook's texts; a template with a gap is no passage."""
    source = PLAYBOOK.format(title=playbook.title)
    texts = {
        "why": playbook.why,
        **{f"safety-{n}": text for n, text in enumerate(playbook.safety, start=1)},
        **{f"strategy-{n}": each.text for n, each in enumerate(playbook.strategies, start=1)},
    }
    for name, text in texts.items():
        if "{" not in text:
            yield Passage(id=name, text=" ".join(text.split()), source=source)


def answer_passage(guide: AnswerGuide, number: int, playbook: Playbook) -> Passage:
    """Return the passage of a playbook's answer to a question."""
    source = guide.source
    return Passage(
        id=f"answer-{number}",
        text=guide.answer,
        source=source.title if source else PLAYBOOK.format(title=playbook.title),
        url=source.url if source else "",
    )
