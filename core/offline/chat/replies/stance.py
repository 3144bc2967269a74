"""Answers to a doubt about the plan: whether it works, who says so, and why not otherwise."""

import re

from core.chat.passage import Passage
from core.chat.reply import CitationDraft, CoachReplyDraft, EditDraft
from core.chat.situation import PlannedTask
from core.formats import pluralize
from core.offline.chat import changes
from core.offline.chat.asked import (
    Asked,
    cites_passage,
    cites_tasks,
    cites_week,
    named,
    one_line,
    sessions_first,
    when_due,
)
from core.offline.chat.find_task import find_in_plan, find_task
from core.offline.chat.replies.alternative import replacement
from core.progress.task_state import SkipReason

_ABOUT_IT = 0.4
"""Least likeness of guidance that is about what the person doubts."""
_SENTENCES = re.compile(r"^(?:[^.!?]*[.!?]){1,2}")


def evidence(asked: Asked) -> CoachReplyDraft:
    """Answer whether it works: the finding behind the plan, its source, what is counted."""
    now, parts = asked.situation, list[str]()
    citations: list[CitationDraft] = [cites_week(now.week)]
    near, why = asked.near, _why(asked)
    if near is not None and near.guide.answers and near.likeness >= _ABOUT_IT:
        parts.append(one_line(near.guide.passage.text))
        citations.append(cites_passage(near.guide.passage))
    if why is not None:
        parts.append(f"Your plan is built on this: {_beginning(why.text)}")
        citations.append(cites_passage(why))
    sources = [p for p in asked.background if p.id.startswith("resource") and p.url]
    if sources:
        parts.append(f"To read about it: {sources[0].text}.")
        citations.append(cites_passage(sources[0]))
    parts.append("That holds for most people; whether it works for you shows in what you count.")
    done = sum(planned.done for planned in now.tasks)
    due = sum(planned.day < now.today for planned in now.tasks)
    parts.append(f"So far {done} of {pluralize(len(now.tasks), 'task')} are done, {due} were due.")
    step = now.next_open
    if step is not None:
        parts.append(f"Next is {named(step)}, {when_due(step, now.today)}.")
        citations += cites_tasks(step)
    return CoachReplyDraft(answer=" ".join(parts), citations=citations)


def disagree(asked: Asked) -> CoachReplyDraft:
    """Answer a person who holds it for wrong: the reason, what the plan has, and another way."""
    now, near = asked.situation, asked.near
    meant, inside = find_task(now), find_in_plan(now)
    opening = "You may be right; you know yourself better than a plan does."
    parts, citations = [opening], [cites_week(now.week)]
    shown = meant or inside
    if shown is not None:
        parts.append(f"What the plan has is {named(shown)}, in week {shown.week.number}.")
        citations += cites_tasks(shown)
    if near is not None and near.likeness >= _ABOUT_IT and near.guide.answers:
        parts.append(f"The reason: {one_line(near.guide.passage.text)}")
        citations.append(cites_passage(near.guide.passage))
    elif (why := _why(asked)) is not None:
        parts.append(f"The reason behind it: {_beginning(why.text)}")
        citations.append(cites_passage(why))
    step = shown if shown is not None and shown.open else _session(asked)
    if step is None:
        return CoachReplyDraft(answer=" ".join(parts), citations=citations)
    if step.task.day is None:
        parts.append(
            "It is yours to decide: I can skip it, and you can write your own in its place."
        )
        edits = [changes.skip_task(step, SkipReason.NOT_USEFUL)]
        return CoachReplyDraft(answer=" ".join(parts), citations=citations, edits=edits)
    text, edits = _other_way(asked, step)
    parts.append(text)
    return CoachReplyDraft(
        answer=" ".join(parts), citations=[*citations, *cites_tasks(step)], edits=edits
    )


def _session(asked: Asked) -> PlannedTask | None:
    now = asked.situation
    still_open = [each for each in now.tasks_of(now.week) if each.open and each.day >= now.today]
    return next(iter(sessions_first(still_open)), None) or now.next_open


def _other_way(asked: Asked, step: PlannedTask) -> tuple[str, list[EditDraft]]:
    """Return what may be done in place of a task, as proposals."""
    edit = replacement(asked, step)
    day = when_due(step, asked.situation.today)
    if edit is None:
        return f"If you leave out {named(step)}, {day}, the plan goes on.", [
            changes.skip_task(step, SkipReason.NOT_USEFUL)
        ]
    what = f"“{edit.title}”" if edit.title else "a shorter one"
    text = (
        f"If you want it otherwise, I can put {what} in the place of {named(step)}, {day}. "
        f"Nothing changes before you accept it; what else does not fit is set under "
        f"{changes.CHANGE_SECTION}."
    )
    return text, [edit, changes.skip_task(step, SkipReason.NOT_USEFUL)]


def _why(asked: Asked) -> Passage | None:
    return next((passage for passage in asked.background if passage.id == "why"), None)


def _beginning(text: str) -> str:
    found = _SENTENCES.match(text)
    return one_line(found.group() if found else text)
