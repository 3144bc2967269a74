"""The passages that may answer a question: the plan's own texts, then the playbook's."""

from collections.abc import Iterator
from dataclasses import replace

from core.chat.passage import Passage
from core.chat.situation import Situation
from core.offline.playbooks.schema import Playbook
from core.offline.playbooks.similarity import index_texts

MOST_PASSAGES = 6
_LEAST_LIKENESS = 0.08
ANSWER_FROM = 0.5
"""Least likeness of a question and a wording of the playbook for its answer to be used."""
_PLAYBOOK = "Playbook: {title}"


def find_passages(situation: Situation, playbook: Playbook) -> tuple[Passage, ...]:
    """Return the passages most like the question, the best first."""
    answer = find_answer(situation.question, playbook)
    ranked = _ranked(situation.question, all_passages(situation, playbook))
    first = () if answer is None else (answer,)
    return (*first, *ranked)[:MOST_PASSAGES]


def all_passages(situation: Situation, playbook: Playbook) -> tuple[Passage, ...]:
    """Return the passages of the plan and of the playbook."""
    return (*_of_plan(situation), *_of_playbook(playbook))


def _ranked(question: str, known: tuple[Passage, ...]) -> list[Passage]:
    """Return the passages that share meaning-bearing words with a question, the most first."""
    index = index_texts([(passage.text,) for passage in known])
    alike = index.likenesses(question)
    scored = [replace(p, likeness=like) for p, like in zip(known, alike, strict=True)]
    scored.sort(key=lambda passage: -passage.likeness)
    return [passage for passage in scored if passage.likeness >= _LEAST_LIKENESS]


def _of_plan(situation: Situation) -> Iterator[Passage]:
    plan, week = situation.plan, situation.week
    yield Passage(
        id=f"if-then-{week.number}", text=week.if_then, source=f"The if-then of week {week.number}"
    )
    for number, each in enumerate(plan.contingencies, start=1):
        yield Passage(
            id=f"contingency-{number}",
            text=f"{each.trigger}: {each.response}",
            source="Your plan: if things go wrong",
        )
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
    source = _PLAYBOOK.format(title=playbook.title)
    texts = {
        "why": playbook.why,
        **{f"safety-{n}": text for n, text in enumerate(playbook.safety, start=1)},
        **{f"strategy-{n}": each.text for n, each in enumerate(playbook.strategies, start=1)},
        **{
            f"obstacle-{n}": f"If {each.situation}: {'; or '.join(each.actions)}"
            for n, each in enumerate(playbook.obstacles, start=1)
        },
    }
    for name, text in texts.items():
        if "{" not in text:
            yield Passage(id=name, text=" ".join(text.split()), source=source)


def find_answer(question: str, playbook: Playbook) -> Passage | None:
    """Return the playbook's answer to a question like this one, or None."""
    found = playbook.find_answer(question)
    if found is None or found[1] < ANSWER_FROM:
        return None
    guide, likeness = found
    number = playbook.answers.index(guide)
    source = guide.source
    return Passage(
        id=f"answer-{number + 1}",
        text=guide.answer,
        source=source.title if source else _PLAYBOOK.format(title=playbook.title),
        url=source.url if source else "",
        likeness=likeness,
    )
