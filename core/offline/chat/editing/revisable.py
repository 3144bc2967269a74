"""Whether a change that an answer proposes can be made: what the preview refuses is not offered."""

from dataclasses import replace

from core.chat.check import check_edit
from core.chat.edit_rule import refusal_of, rule_of
from core.chat.reply import CoachReply, EditDraft
from core.goals.kind import GoalKind
from core.offline.chat.asked import Asked
from core.offline.kinds.goal_context import goal_context_of
from core.plans.plan import Plan
from core.plans.revision.standing import Standing
from core.plans.revision.subject import Subject

_NO_PLACE = "The day or the task is past, ruled out or too far ahead."
_PAUSED = "Your goal is paused, so its plan is not changed before it goes on."


def is_possible(asked: Asked, draft: EditDraft) -> bool:
    """Return whether accepting a drafted edit would change the plan."""
    return not why_not(asked, draft)


def why_not(asked: Asked, draft: EditDraft) -> str:
    """Return why a drafted edit cannot be made, as a sentence; "" if it can."""
    edit = check_edit(draft, asked.situation)
    if edit is None:
        return _NO_PLACE
    if not edit.revises:
        return ""
    return _PAUSED if asked.situation.paused else refusal_of(edit, _subject(asked))


def outcome(asked: Asked, draft: EditDraft) -> Plan | None:
    """Return the plan that accepting a drafted edit would make, or None if it makes none."""
    edit = check_edit(draft, asked.situation)
    rule = rule_of(edit) if edit is not None and edit.revises else None
    made = rule(_subject(asked)) if rule is not None else None
    return made if isinstance(made, Plan) else None


def with_possible_edits(reply: CoachReply, asked: Asked) -> CoachReply:
    """Return the reply without the edits that cannot be made; its note says why."""
    revising = [edit for edit in reply.edits if edit.revises]
    if not revising:
        return reply
    if asked.situation.paused:
        refused = dict.fromkeys(range(len(revising)), _PAUSED)
    else:
        subject = _subject(asked)
        found = {at: refusal_of(edit, subject) for at, edit in enumerate(revising)}
        refused = {at: why for at, why in found.items() if why}
    if not refused:
        return reply
    out = [revising[at] for at in refused]
    why = f"A change was left out, for it cannot be made now. {next(iter(refused.values()))}"
    note = f"{reply.note} {why}".strip()
    return replace(reply, edits=tuple(e for e in reply.edits if e not in out), note=note)


def _subject(asked: Asked) -> Subject:
    now, parsed = asked.situation, asked.parsed
    standing = Standing(
        plan=now.plan,
        today=now.today,
        done=frozenset(i for i, state in now.states.items() if state.done_at is not None),
        skipped=frozenset(i for i, state in now.states.items() if state.skipped is not None),
        moved={i: state.day for i, state in now.states.items() if state.day is not None},
    )
    stated = goal_context_of(parsed, now.goal)
    leads_to_a_day = stated.kind == GoalKind.EXAM or parsed.facts.event is not None
    return Subject(
        standing=standing,
        goal=now.goal,
        stated=stated,
        ends_on_event=now.goal.deadline_stated and leads_to_a_day,
    )
