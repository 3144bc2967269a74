"""Answer a question about a goal by rule, from the plan and its playbook."""

import re
from collections.abc import Sequence
from dataclasses import replace

from core.chat.memory import body_lines
from core.chat.reply import CoachReplyDraft
from core.goals.language import is_english
from core.offline.chat import meaning
from core.offline.chat.asked import Asked, cites_tasks, cites_week, named, when_due
from core.offline.chat.beside import unrepeated, without_skips
from core.offline.chat.choice import AnswerRule, Read, choose_answer
from core.offline.chat.counted import counts, sums
from core.offline.chat.editing.checked import checked
from core.offline.chat.guides import nearest_guide
from core.offline.chat.question.parts import ask_parts
from core.offline.chat.question.spelling import contracted
from core.offline.chat.stated_facts import stated_facts
from core.offline.chat.topics import Topic, find_topic
from core.offline.chat.understand import as_read
from core.offline.reading.roles.gate_model import pieces_per_word

_OF_ALL_PERIODS = (counts.count, sums.amount)
"""Answers that name each period of a message themselves: "last week and this week"."""
_LEANS = re.compile(r"\b(?:it|that|them|this|those)\W*$", re.IGNORECASE)
"""The end of a question that leans on the one before it: "what do I need for it"."""
_THAT_ONE = re.compile(r"\b(?:that|this) (?:one|task|part)\b|\b(?:that|it)\W*$", re.IGNORECASE)
_A_FEW_WORDS, _FOREIGN_PIECES = 3, 1.6
"""English words are one piece of the sentence model's vocabulary or a little more."""
_FOREIGN_LOOKS_LIKE = frozenset({Topic.OFF_TOPIC, Topic.THANKS, Topic.SUBJECT, Topic.DO_IT})
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_PHYSICAL = frozenset(
    {Topic.TODAY, Topic.HARDER, Topic.ALTERNATIVE, Topic.MISSED, Topic.ILL, Topic.NEXT_WEEK}
)
"""Topics whose answers heed what is remembered of the body."""

_REMEMBERS = "I remember"


def answer(asked: Asked) -> CoachReplyDraft:
    """Return the answer by rule, with the facts to remember; two questions get two answers."""
    facts = stated_facts(contracted(asked.question))
    asked = as_read(asked)
    if _is_foreign(asked):
        return _other_language(asked)
    drafts = list[CoachReplyDraft]()
    for part, found in _answered_parts(asked):
        drafts.append(_in_turn(asked, part, found, drafts))
    draft = checked(joined(drafts), asked)
    text = draft.answer + _heeded(asked)
    if facts and _REMEMBERS not in text:
        text += f" {_REMEMBERS}: “{facts[0]}”. You can change or delete it below."
    return draft.model_copy(update={"answer": text, "remember": facts})


def _in_turn(
    asked: Asked, part: Asked, found: AnswerRule, before: Sequence[CoachReplyDraft]
) -> CoachReplyDraft:
    """Return the answer to one question; "that one" is the task of the answer before it."""
    cited = [each.ref for draft in before for each in draft.citations if each.kind == "task"]
    spoken = next((t for t in asked.situation.tasks if t.open and t.task.id in cited[:1]), None)
    if spoken is None or not _THAT_ONE.search(part.question):
        return found(part)
    named_part = _about(asked, _THAT_ONE.sub(f"“{spoken.task.title}”", part.question))
    return _by_sentence(named_part)(named_part)


def _about(asked: Asked, part: str) -> Asked:
    """Return one question of a message as if it had been asked alone."""
    return replace(
        asked,
        situation=replace(asked.situation, question=part),
        found=find_topic(part),
        near=nearest_guide(part, asked.guides),
    )


def _answered_parts(asked: Asked) -> list[tuple[Asked, AnswerRule]]:
    """Return the questions of a message, each with how it is answered.

    One that is unclear alone, but clear as part of the whole, has its answer with the other.
    """
    whole = choose_answer(asked)
    if whole in _OF_ALL_PERIODS or isinstance(whole, Read):
        return [(asked, whole)]
    parts = [_about(asked, part) for part in ask_parts(asked.question)]
    chosen = [(part, _by_sentence(part)) for part in parts]
    if not chosen:
        return [(asked, _by_sentence(asked))]
    clear = [(part, found) for part, found in chosen if found is not meaning.unsure]
    leaning = [part for part, found in chosen if found is meaning.unsure]
    if clear and all(_LEANS.search(part.question) for part in leaning):
        return clear
    return clear if any(found is whole for _, found in clear) else chosen


def _by_sentence(asked: Asked) -> AnswerRule:
    """Return how a message is answered, by its first clear sentence if the whole is unclear."""
    chosen = choose_answer(asked)
    pieces = [piece for piece in _SENTENCE.split(asked.question) if piece.strip()]
    if chosen is not meaning.unsure or len(pieces) == 1:
        return chosen
    for piece in reversed(pieces):
        part = _about(asked, piece)
        if (found := choose_answer(part)) is not meaning.unsure:
            return lambda _: found(part)
    return chosen


def joined(drafts: Sequence[CoachReplyDraft]) -> CoachReplyDraft:
    """Return two answers as one."""
    if len(drafts) == 1 or drafts[0].answer == drafts[1].answer:
        return drafts[0]
    first, second = without_skips(drafts[0], drafts[1]), without_skips(drafts[1], drafts[0])
    added = unrepeated(second.answer, first.answer)
    return CoachReplyDraft(
        answer=f"{first.answer} To your other question: {added}" if added else first.answer,
        citations=[*first.citations, *(c for c in second.citations if c not in first.citations)],
        edits=[*first.edits, *(e for e in second.edits if e not in first.edits)],
    )


def _is_foreign(asked: Asked) -> bool:
    """Return whether a question is in another language, as far as its words say."""
    if not is_english(asked.question):
        return True
    plain = asked.found.topic in _FOREIGN_LOOKS_LIKE
    few = len(asked.question.split()) < _A_FEW_WORDS
    return plain and not few and pieces_per_word(asked.question) >= _FOREIGN_PIECES


def _heeded(asked: Asked) -> str:
    """Return how the answer heeds what is remembered of the body, or an empty text."""
    lines = body_lines(tuple(memory.text for memory in asked.situation.memories))
    if not lines or asked.found.topic not in _PHYSICAL:
        return ""
    return f" You said “{lines[-1]}”: stop and change the task if it gets in the way."


def _other_language(asked: Asked) -> CoachReplyDraft:
    """Say that the rules answer in English only, and name the next step."""
    now, step = asked.situation, asked.situation.next_open
    text = "Without a model I can answer in English only."
    if step is None:
        text += f" You are in week {now.week.number} of your plan."
        return CoachReplyDraft(answer=text, citations=[cites_week(now.week)])
    text += f" Your next task is {named(step)}, {when_due(step, now.today)}."
    return CoachReplyDraft(answer=text, citations=[*cites_tasks(step), cites_week(step.week)])
