"""Answer a question about a goal by rule, from the plan and its playbook."""

from collections.abc import Callable, Mapping

from core.chat.memory import body_lines
from core.chat.reply import CoachReplyDraft
from core.chat.situation import Situation
from core.goals.language import is_english
from core.offline.chat import changes, meaning, schedule, small_talk, standing, trouble
from core.offline.chat.asked import Asked, cites_tasks, cites_week, named, on_day
from core.offline.chat.passages import all_passages, find_passages
from core.offline.chat.stated_facts import stated_facts
from core.offline.chat.topics import Topic, find_topic
from core.offline.parsed_goal import ParsedGoal
from core.offline.reading.roles.gate_model import pieces_per_word

ANSWERS: Mapping[Topic, Callable[[Asked], CoachReplyDraft]] = {
    Topic.TODAY: schedule.today,
    Topic.WEEK: schedule.week,
    Topic.NEXT_WEEK: schedule.next_week,
    Topic.WHY_TASK: meaning.why_task,
    Topic.TOO_MUCH: changes.too_much,
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
    Topic.EASIER: changes.easier,
    Topic.HARDER: changes.harder,
    Topic.MEDICAL: meaning.unsure,
    Topic.REMEMBER: small_talk.remember,
    Topic.THANKS: small_talk.thanks,
    Topic.SUBJECT: meaning.subject,
    Topic.OFF_TOPIC: small_talk.off_topic,
}
_A_FEW_WORDS, _FOREIGN_PIECES = 3, 1.6
"""English words are one piece of the sentence model's vocabulary or a little more."""
_PHYSICAL = frozenset(
    {Topic.TODAY, Topic.HARDER, Topic.ALTERNATIVE, Topic.MISSED, Topic.ILL, Topic.NEXT_WEEK}
)
"""Topics whose answers heed what is remembered of the body."""


def understand(situation: Situation, parsed: ParsedGoal) -> Asked:
    """Return a question with what it is about and the passages that may answer it."""
    reason = parsed.facts.reason
    return Asked(
        situation=situation,
        playbook=parsed.playbook,
        found=find_topic(situation.question),
        passages=find_passages(situation, parsed.playbook),
        background=all_passages(situation, parsed.playbook),
        reason=reason.text.strip(" .,;") if reason is not None else "",
    )


def answer(asked: Asked) -> CoachReplyDraft:
    """Return the answer by rule, with the facts to remember."""
    if _is_foreign(asked):
        return _other_language(asked)
    draft = _by_topic(asked)(asked)
    facts = stated_facts(asked.question)
    return draft.model_copy(update={"answer": draft.answer + _heeded(asked), "remember": facts})


def _by_topic(asked: Asked) -> Callable[[Asked], CoachReplyDraft]:
    if asked.found.sure:
        return ANSWERS[asked.found.topic]
    known = any(passage.id.startswith("answer-") for passage in asked.passages)
    return meaning.subject if known else meaning.unsure


def _is_foreign(asked: Asked) -> bool:
    """Return whether a question is in another language, as far as its words say."""
    if not is_english(asked.question):
        return True
    plain = asked.found.topic in {Topic.OFF_TOPIC, Topic.THANKS, Topic.SUBJECT}
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
