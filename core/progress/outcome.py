"""What a person did with a plan in its first two weeks, counted from single acts.

What is taken back does not count: a tick that was removed, a conversation that was deleted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.plans.revision.placing import root_of
from core.progress.first_weeks import FirstWeeks
from core.progress.task_state import SkipReason


class ActKind(StrEnum):
    """What a person can do with a plan."""

    TICK = "tick"
    SKIP = "skip"
    MOVE = "move"
    EDIT = "edit"
    """The person made a new version: changed a task, moved the end, planned a week again."""
    CHECK_IN = "check_in"
    QUESTION = "question"
    """A question to the coach in the conversation."""
    ANSWER_RATED = "answer_rated"
    FINISH = "finish"
    """The goal was ended with a final check-in."""


EDITS = frozenset({ActKind.EDIT, ActKind.MOVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that a person did, as it stands now."""

    kind: ActKind
    at: datetime
    name: str = ""
    """The task of a tick, the reason of a skip."""
    effort: int | None = None
    energy: int | None = None
    answers: int = 0
    """Questions about an answer that were answered in its rating."""
    yes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LivedPlan:
    """A plan as it was made by a run, and for how long it was the goal's."""

    weeks: FirstWeeks
    tasks: tuple[str, ...]
    """The tasks of its first week; later changes of the plan do not change them."""
    reaches_week_2: bool
    replaced_at: datetime | None = None
    """When a later run made another plan for the goal."""

    @property
    def until(self) -> datetime:
        """Return the end of the time whose acts belong to this plan."""
        return min(self.weeks.return_until, self.replaced_at or self.weeks.return_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a plan in its first two weeks."""

    week_1_counts: bool
    """False if week 1 has no task, or the plan was replaced before the week was over."""
    week_1_planned: int
    week_1_done: int
    return_counts: bool
    """False if there was nothing to come back to: a plan of one week, ended or replaced before."""
    returned: bool
    edited: bool
    """Whether the person changed the plan within a day."""
    done: int
    skips: Mapping[SkipReason, int] = field(default_factory=dict)
    edits: int
    questions: int
    check_ins: int
    efforts: int
    """Check-ins that name an effort; the next is the sum of their numbers."""
    effort_total: int
    energies: int
    energy_total: int
    answers: int
    """Yes-no questions about the coach's answers that were answered, and how many with yes."""
    answers_yes: int


def count_outcome(plan: LivedPlan, acts: Iterable[Act]) -> Outcome:
    """Return what became of a plan; `acts` may hold others of its goal."""
    weeks, every = plan.weeks, tuple(acts)
    theirs = tuple(act for act in every if weeks.made_at <= act.at < plan.until)
    planned, done = _week_1(plan, every)
    finished = min((act.at for act in every if act.kind is ActKind.FINISH), default=None)
    replaced = plan.replaced_at
    check_ins = [act for act in theirs if act.kind is ActKind.CHECK_IN]
    efforts = [act.effort for act in check_ins if act.effort is not None]
    energies = [act.energy for act in check_ins if act.energy is not None]
    edit_times = [act.at for act in theirs if act.kind in EDITS]
    if replaced is not None:
        edit_times.append(replaced)
    return Outcome(
        week_1_counts=planned > 0 and (replaced is None or replaced >= weeks.week_1_until),
        week_1_planned=planned,
        week_1_done=done,
        return_counts=plan.reaches_week_2
        and (replaced is None or replaced >= weeks.return_from)
        and (finished is None or finished >= weeks.return_from),
        returned=any(act.at >= weeks.return_from for act in theirs)
        or (replaced is not None and weeks.return_from <= replaced < weeks.return_until),
        edited=any(at < weeks.edit_until for at in edit_times),
        done=_count(theirs, ActKind.TICK),
        skips=_skips(theirs),
        edits=sum(act.kind in EDITS for act in theirs),
        questions=_count(theirs, ActKind.QUESTION),
        check_ins=len(check_ins),
        efforts=len(efforts),
        effort_total=sum(efforts),
        energies=len(energies),
        energy_total=sum(energies),
        answers=sum(act.answers for act in theirs),
        answers_yes=sum(act.yes for act in theirs),
    )


def _week_1(plan: LivedPlan, acts: tuple[Act, ...]) -> tuple[int, int]:
    """Return the planned and the done tasks of week 1.

    A task that was done before this plan was made belongs to the plan before. One that was planned
    again under another id is done when that is.
    """
    ticked: dict[str, datetime] = {}
    for act in acts:
        if act.kind is ActKind.TICK:
            root = root_of(act.name)
            ticked[root] = min(act.at, ticked.get(root, act.at))
    times = [ticked.get(root_of(task)) for task in plan.tasks]
    own = [at for at in times if at is None or at >= plan.weeks.made_at]
    done = [at for at in own if at is not None and at < plan.weeks.week_1_until]
    return len(own), len(done)


def _skips(acts: tuple[Act, ...]) -> dict[SkipReason, int]:
    return {
        reason: sum(act.kind is ActKind.SKIP and act.name == reason for act in acts)
        for reason in SkipReason
    }


def _count(acts: tuple[Act, ...], kind: ActKind) -> int:
    return sum(act.kind is kind for act in acts)
