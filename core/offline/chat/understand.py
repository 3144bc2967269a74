"""Understand a question: how it reads, what it is about, and the passages that may answer it."""

from collections.abc import Sequence
from dataclasses import replace

from core.chat.situation import Situation
from core.offline.chat.asked import Asked
from core.offline.chat.guides import Guide, all_guides, nearest_guide
from core.offline.chat.passages import all_passages, find_passages
from core.offline.chat.question.dates import without_weekday_of_date
from core.offline.chat.question.follow_up import with_reference
from core.offline.chat.question.spelling import spell_out, words_of
from core.offline.chat.topics import find_topic
from core.offline.parsed_goal import ParsedGoal


def understand(situation: Situation, parsed: ParsedGoal) -> Asked:
    """Return a question with what it is about and the passages that may answer it."""
    reason = parsed.facts.reason
    guides = all_guides(situation, parsed)
    background = all_passages(situation, parsed.playbook)
    known = (*background, *(guide.passage for guide in guides))
    read = _read(situation, guides)
    return Asked(
        situation=situation,
        parsed=parsed,
        found=find_topic(read),
        passages=find_passages(situation, known),
        background=background,
        guides=guides,
        near=nearest_guide(read, guides),
        read=read,
        reason=reason.text.strip(" .,;") if reason is not None else "",
    )


def _read(situation: Situation, guides: Sequence[Guide]) -> str:
    """Return a question with its slips mended and what it refers to put in."""
    plan, asks = situation.plan, (text for guide in guides for text in guide.asks)
    titles = (task.title for week in plan.weeks for task in week.tasks)
    phases = (f"{week.phase} {week.focus}" for week in plan.weeks)
    known = words_of((situation.request.text, *titles, *phases, *asks))
    question = without_weekday_of_date(spell_out(situation.question, known))
    return with_reference(situation, question)


def as_read(asked: Asked) -> Asked:
    """Return a question as the rules read it; safety and memory go by what was written."""
    if not asked.read:
        return asked
    return replace(asked, situation=replace(asked.situation, question=asked.read))
