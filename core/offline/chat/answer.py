"""Answer a question about a goal by rule, from the plan and its playbook."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from core.chat.memory import body_lines
from core.chat.reply import CoachReplyDraft
from core.chat.situation import Situation
from core.goals.language import is_english
from core.offline.chat import (
    changes,
    figures,
    meaning,
    named_numbers,
    schedule,
    small_talk,
    standing,
    trouble,
    wishes,
)
from core.offline.chat.asked import Asked, cites_tasks, cites_week, named, on_day
from core.offline.chat.beside import unrepeated, without_skips
from core.offline.chat.editing import smaller
from core.offline.chat.guides import all_guides, nearest_guide
from core.offline.chat.parts import ask_parts, is_asking
from core.offline.chat.passages import all_passages, find_passages
from core.offline.chat.stated_facts import stated_facts
from core.offline.chat.topics import SURE_FROM, Topic, find_topic
from core.offline.parsed_goal import ParsedGoal
from core.offline.reading.roles.gate_model import pieces_per_word

ANSWERS: Mapping[Topic, Callable[[Asked], CoachReplyDraft]] = {
    Topic.TODAY: schedule.today,
    Topic.WEEK: schedule.week,
    Topic.NEXT_WEEK: schedule.next_week,
    Topic.WHY_TASK: meaning.why_task,
    Topic.TOO_MUCH: smaller.too_much,
    Topic.MISSED: trouble.missed,
    Topic.ILL: trouble.ill,
    Topic.AWAY: trouble.away,
    Topic.OBSTACLE: trouble.obstacle,
    Topic.ALTERNATIVE: changes.alternative,
    Topic.PROGRESS: standing.progress,
    Topic.WHEN_DONE: standing.when_done,
    Topic.MOTIVATION: standing.motivation,
    Topic.WORD: meaning.word,
    Topic.SWAP_DAY: changes.swap_day,
    Topic.EASIER: smaller.easier,
    Topic.HARDER: changes.harder,
    Topic.MEDICAL: meaning.unsure,
    Topic.REMEMBER: small_talk.remember,
    Topic.THANKS: small_talk.thanks,
    Topic.SUBJECT: meaning.subject,
    Topic.OFF_TOPIC: small_talk.off_topic,
    Topic.SKIP_WEEK: wishes.skip_week,
    Topic.LITTLE_TIME: wishes.little_time,
    Topic.FIGURE: figures.figure,
    Topic.IF_THEN: schedule.if_then,
    Topic.DOUBT: standing.doubt,
    Topic.DO_IT: wishes.do_it,
    Topic.NEW_DATE: wishes.new_date,
    Topic.DONE: standing.done,
}
_A_FEW_WORDS, _FOREIGN_PIECES = 3, 1.6
"""English words are one piece of the sentence model's vocabulary or a little more."""
_PLAN_TOPIC_FIRST, _OPEN_TOPIC_FIRST = 0.0, 0.3
"""By how much the share of a topic has to pass the likeness of guidance for the topic to win."""
_OPEN_TOPICS = frozenset(
    {
        Topic.OBSTACLE,
        Topic.SUBJECT,
        Topic.MISSED,
        Topic.REMEMBER,
        Topic.OFF_TOPIC,
        Topic.THANKS,
        Topic.TOO_MUCH,
        Topic.WHY_TASK,
        Topic.WORD,
        Topic.ALTERNATIVE,
    }
)
"""Topics without one answer of the plan, so that near guidance says more."""
_OFF_TOPIC_FROM, _RARE_FROM = 0.7, 0.5
_WITH_GUIDANCE = frozenset({Topic.MOTIVATION, Topic.DOUBT, Topic.IF_THEN})
"""Topics whose own answers give the nearest guidance too."""
_FOREIGN_LOOKS_LIKE = frozenset({Topic.OFF_TOPIC, Topic.THANKS, Topic.SUBJECT, Topic.DO_IT})
_TIME = re.compile(
    r"\b(?:min|mins|minutes?|quarter|half an hour|short\w*|quick|one thing)\b", re.IGNORECASE
)
_OWN_ACT = re.compile(
    r"^\W*(?:(?:can|could|should|shall|may|do|am|will) )?(?:i|my|the|it|we|is|are|what|who|which|"
    r"when|where|why)\b",
    re.IGNORECASE,
)
_HOW_OFTEN = re.compile(
    r"\bhow (?:often|many (?:times|days|sessions)) (?:(?:a|per|each|every|this|next|in a|in the) "
    r"week|(?:should|shall|must|do|will|am|have|are) (?:i|there)\b(?:.*\bweek\b| (?:do|have to do|"
    r"need to do|supposed to do|work on|train|practi[sc]e)\W*(?:it|this|that)?\W*$))",
    re.IGNORECASE,
)
_REST = re.compile(r"\b(?:rest|off|recover\w*)\b", re.IGNORECASE)
_RARE = frozenset({Topic.LITTLE_TIME, Topic.NEW_DATE, Topic.SKIP_WEEK, Topic.DO_IT, Topic.DOUBT})
"""Topics whose answer is wrong for nearly every other question, so they have to be surer."""
_OF_NUMBERS = frozenset(
    {Topic.FIGURE, Topic.WHY_TASK, Topic.TOO_MUCH, Topic.WORD, Topic.SUBJECT, Topic.WHEN_DONE}
)
"""Topics whose question is about its number if the plan or the target has it."""
_PHYSICAL = frozenset(
    {Topic.TODAY, Topic.HARDER, Topic.ALTERNATIVE, Topic.MISSED, Topic.ILL, Topic.NEXT_WEEK}
)
"""Topics whose answers heed what is remembered of the body."""


def understand(situation: Situation, parsed: ParsedGoal) -> Asked:
    """Return a question with what it is about and the passages that may answer it."""
    reason = parsed.facts.reason
    guides = all_guides(situation, parsed)
    background = all_passages(situation, parsed.playbook)
    known = (*background, *(guide.passage for guide in guides))
    return Asked(
        situation=situation,
        parsed=parsed,
        found=find_topic(situation.question),
        passages=find_passages(situation, known),
        background=background,
        guides=guides,
        near=nearest_guide(situation.question, guides),
        reason=reason.text.strip(" .,;") if reason is not None else "",
    )


def answer(asked: Asked) -> CoachReplyDraft:
    """Return the answer by rule, with the facts to remember; two questions get two answers."""
    if _is_foreign(asked):
        return _other_language(asked)
    facts = stated_facts(asked.question)
    parts = [_about(asked, part) for part in ask_parts(asked.question)]
    drafts = [choose_answer(part)(part) for part in parts] or [choose_answer(asked)(asked)]
    draft = joined(drafts)
    return draft.model_copy(update={"answer": draft.answer + _heeded(asked), "remember": facts})


def _about(asked: Asked, part: str) -> Asked:
    """Return one question of a message as if it had been asked alone."""
    return replace(
        asked,
        situation=replace(asked.situation, question=part),
        found=find_topic(part),
        near=nearest_guide(part, asked.guides),
    )


def choose_answer(asked: Asked) -> Callable[[Asked], CoachReplyDraft]:
    """Return how a question is answered: by guidance near in meaning, by topic, or not at all.

    A topic that cannot be answered here leaves its place to the next one.
    """
    found, near = asked.found, asked.near
    likeness = near.likeness if near is not None else 0.0
    stated = _by_what_it_states(asked)
    if stated is not None:
        return stated
    if found.plain:
        return ANSWERS[found.topic]
    before = _OPEN_TOPIC_FIRST if found.topic in _OPEN_TOPICS else _PLAN_TOPIC_FIRST
    if found.topic in _WITH_GUIDANCE and found.share >= _RARE_FROM:
        return ANSWERS[found.topic]
    if likeness >= max(meaning.NEAR, found.share - before):
        return meaning.guided
    for topic, share in found.ranked:
        if share >= SURE_FROM and _can_answer(topic, asked, share):
            return ANSWERS[topic]
    return meaning.unsure


def _by_what_it_states(asked: Asked) -> Callable[[Asked], CoachReplyDraft] | None:
    """Return the answer to a lasting fact or to a number of the plan, if one is stated."""
    if _lasting_only(asked):
        return small_talk.remember
    if _HOW_OFTEN.search(asked.question) and not _REST.search(asked.question):
        return figures.how_often
    if asked.found.topic in _OF_NUMBERS and named_numbers.known_numbers(asked):
        return named_numbers.about_numbers
    return None


def _can_answer(topic: Topic, asked: Asked, share: float) -> bool:
    """Return whether a topic has something to say to this question."""
    if topic is Topic.REMEMBER:
        return bool(stated_facts(asked.question))
    if topic is Topic.OFF_TOPIC:
        return share >= _OFF_TOPIC_FROM
    if topic is Topic.LITTLE_TIME and not _TIME.search(asked.question):
        return False
    if topic is Topic.DO_IT and _OWN_ACT.search(asked.question):
        return False
    return topic not in _RARE or share >= _RARE_FROM


def _lasting_only(asked: Asked) -> bool:
    """Return whether a message only states something to remember."""
    return bool(stated_facts(asked.question)) and not is_asking(asked.question)


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
    text += f" Your next task is {named(step)}, {on_day(step.day, now.today)}."
    return CoachReplyDraft(answer=text, citations=[*cites_tasks(step), cites_week(step.week)])
