"""Check an answer against the plan: citations and edits exist, dates and weeks are right."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import isfinite

from core.chat.contradictions import find_contradictions
from core.chat.memory import MAX_MEMORY_CHARACTERS
from core.chat.message import MAX_ANSWER_CHARACTERS, MAX_CITATIONS, Citation, CitationKind
from core.chat.passage import Passage
from core.chat.proposed_edit import MAX_EDITS, MAX_NOTE_CHARACTERS, EditKind, ProposedEdit
from core.chat.reply import CitationDraft, CoachReply, CoachReplyDraft, EditDraft
from core.chat.situation import PlannedTask, Situation
from core.formats import day as write_day
from core.goals.goal import clean_text
from core.goals.weeks import DAYS
from core.plans.banned_advice import safe_alternative
from core.progress.task_state import SkipReason

MAX_REMEMBERED = 2
_WORD = re.compile(r"[^\W_]{3,}")
MOST_AHEAD = timedelta(days=14)
"""How far ahead a task is moved; more is a change of the plan."""
_SHARED = 0.6
"""Share of a remembered line's words that the person must have written themselves."""


def require_consistent(draft: CoachReplyDraft, situation: Situation) -> None:
    """Raise ValueError with what a draft says against the plan or advises to the person's harm."""
    if wrong := find_contradictions(draft.answer, situation):
        raise ValueError("The answer contradicts the plan. " + " ".join(wrong))
    if (safe := safe_alternative(draft.answer)) is not None:
        raise ValueError(f"The answer gives unsafe advice. Advise this instead: {safe}.")


def check_reply(
    draft: CoachReplyDraft, situation: Situation, passages: Sequence[Passage]
) -> CoachReply:
    """Return the reply with only the citations, edits and lines that exist in the plan."""
    known = _by_id(situation)
    citations = [_citation(each, situation, known, passages) for each in draft.citations]
    edits = [check_edit(each, situation) for each in draft.edits]
    found = tuple(dict.fromkeys(each for each in citations if each is not None))
    dropped = sum(each is None for each in (*citations, *edits))
    return CoachReply(
        text=_shortened(clean_text(draft.answer)),
        citations=found[:MAX_CITATIONS],
        edits=tuple(each for each in edits if each is not None)[:MAX_EDITS],
        remember=_remembered(draft.remember, situation.question),
        note=_dropped_note(dropped),
    )


def _dropped_note(dropped: int) -> str:
    if not dropped:
        return ""
    place = "One place" if dropped == 1 else f"{dropped} places"
    return f"{place} that this answer named is not in your plan, so it was left out."


def _shortened(text: str) -> str:
    if len(text) <= MAX_ANSWER_CHARACTERS:
        return text
    cut = text[: MAX_ANSWER_CHARACTERS - 1]
    return cut[: max(cut.rfind(" "), MAX_ANSWER_CHARACTERS // 2)] + "…"


def cite_week(situation: Situation, number: int) -> Citation | None:
    """Return a citation of a week, or None if there is no such week."""
    week = situation.week_number(number)
    if week is None:
        return None
    label = f"Week {number}, from {write_day(week.starts_on, today=situation.today)}"
    return Citation(kind=CitationKind.WEEK, ref=str(number), label=label, week=number)


def cite_task(planned: PlannedTask) -> Citation:
    """Return a citation of a task."""
    return Citation(
        kind=CitationKind.TASK,
        ref=planned.task.id,
        label=f"Week {planned.week.number}: {planned.task.title}",
        week=planned.week.number,
    )


def _citation(
    draft: CitationDraft,
    situation: Situation,
    known: dict[str, PlannedTask],
    passages: Sequence[Passage],
) -> Citation | None:
    if draft.kind == "week":
        digits = re.search(r"\d+", draft.ref)
        return cite_week(situation, int(digits.group())) if digits else None
    if draft.kind == "task":
        planned = known.get(draft.ref)
        return cite_task(planned) if planned is not None else None
    passage = next((each for each in passages if each.id == draft.ref), None)
    if passage is None:
        return None
    return Citation(
        kind=CitationKind.PASSAGE, ref=passage.id, label=passage.source, url=passage.url
    )


def _by_id(situation: Situation) -> dict[str, PlannedTask]:
    return {planned.task.id: planned for planned in situation.tasks}


def check_edit(draft: EditDraft, situation: Situation) -> ProposedEdit | None:
    """Return an edit whose task, week and day exist, or None."""
    kind, planned = EditKind(draft.kind), _by_id(situation).get(draft.task_id)
    edit = ProposedEdit(
        kind=kind,
        note=_line(draft.note, MAX_NOTE_CHARACTERS),
        minutes=draft.minutes if draft.minutes is not None and draft.minutes > 0 else None,
        title=_line(draft.title, MAX_NOTE_CHARACTERS),
        lasting=draft.lasting and kind in {EditKind.SWAP, EditKind.GROW},
    )
    if kind in _OF_THE_PLAN:
        return _of_the_plan(edit, draft, situation)
    if kind in _OF_A_WEEK:
        week = None if draft.week is None else situation.week_number(draft.week)
        if week is None or situation.plan.last_day_of(week) < situation.today:
            return None
        reason = _skip_reason(draft.reason) if kind is EditKind.SKIP_WEEK else ""
        if edit.lasting:
            days = tuple(day for day in DAYS if day in draft.days)[:1]
            hours = draft.hours if draft.hours is not None and draft.hours > 0 else None
            edit = replace(edit, days=days, hours=hours)
        return replace(edit, week=week.number, reason=reason)
    return None if planned is None else _of_task(edit, draft, planned, situation)


def _of_the_plan(edit: ProposedEdit, draft: EditDraft, situation: Situation) -> ProposedEdit | None:
    """Return an edit of the whole plan or of its measure that says enough, or None."""
    if edit.kind is EditKind.END_DATE:
        end = _date(draft.day)
        return replace(edit, day=end) if end is not None and end > situation.today else None
    if edit.kind is EditKind.DAYS:
        days = tuple(day for day in DAYS if day in draft.days)
        out = tuple(day for day in DAYS if day in draft.days_out)
        return replace(edit, days=days, days_out=out) if days and not situation.over else None
    if edit.kind is EditKind.HOURS:
        hours = draft.hours if draft.hours is not None and draft.hours > 0 else None
        return (
            replace(edit, hours=hours, later=draft.later)
            if hours is not None and not situation.over
            else None
        )
    day = _date(draft.day) or situation.today
    value = draft.value if draft.value is not None and isfinite(draft.value) else None
    if value is None or day > situation.today or not situation.plan.milestones:
        return None
    return replace(edit, value=value, day=day)


def _of_task(
    edit: ProposedEdit, draft: EditDraft, planned: PlannedTask, situation: Situation
) -> ProposedEdit | None:
    """Return an edit of an open task that can be carried out, or None."""
    if not planned.open:
        return None
    edit = replace(edit, task_id=planned.task.id, week=planned.week.number)
    if edit.kind is EditKind.TICK:
        return edit
    if edit.kind is EditKind.SKIP:
        return replace(edit, reason=_skip_reason(draft.reason))
    if edit.kind is not EditKind.MOVE:
        return edit
    day = _possible_day(draft.day, planned, situation)
    return None if day is None else replace(edit, day=day)


_OF_THE_PLAN = frozenset({EditKind.END_DATE, EditKind.DAYS, EditKind.HOURS, EditKind.READING})
_OF_A_WEEK = frozenset({EditKind.SHRINK, EditKind.GROW, EditKind.SKIP_WEEK})


def _line(text: str, most: int) -> str:
    return " ".join(clean_text(text).split())[:most]


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _skip_reason(text: str) -> str:
    return text if text in set(SkipReason) else SkipReason.OTHER.value


def _possible_day(text: str, planned: PlannedTask, situation: Situation) -> date | None:
    """Return the day of a move if it lies in the task's week or the next, from today on."""
    day = _date(text)
    if day is None:
        return None
    last = min(situation.plan.last_day_of(planned.week) + timedelta(days=7), situation.plan.ends_on)
    latest = max(min(last, situation.today + MOST_AHEAD), situation.today)
    near = situation.today <= day <= latest and day != planned.day
    return day if near and situation.is_free(day) else None


def _remembered(lines: Sequence[str], question: str) -> tuple[str, ...]:
    """Return the lines that the person has really written in the question."""
    own = {word.lower() for word in _WORD.findall(question)}
    found = list[str]()
    for line in lines:
        text = " ".join(clean_text(line).split())[:MAX_MEMORY_CHARACTERS]
        words = [word.lower() for word in _WORD.findall(text)]
        if words and sum(word in own for word in words) >= _SHARED * len(words):
            found.append(text)
    return tuple(dict.fromkeys(found))[:MAX_REMEMBERED]
