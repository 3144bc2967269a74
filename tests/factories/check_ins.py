"""Check-ins, and the subjects that answers are written from."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import count

from core.goals.goal import ClarifiedGoal
from core.ids import new_id
from core.offline.check_ins.subject import CheckInSubject
from core.plans.plan import Plan
from core.progress.check_in import CheckIn, CoachAnswer, Report
from core.progress.task_state import TaskState
from core.progress.work_since import work_since
from tests.factories.coaching import COACH, coached, make_request
from tests.fakes import NOW

_MILLISECONDS = count(round(NOW.timestamp() * 1_000))


def make_check_in(goal_id: str, user_id: str, **changes: object) -> CheckIn:
    """A check-in; one that is made later has a later id."""
    check_in = CheckIn(
        id=new_id(at_ms=next(_MILLISECONDS)),
        goal_id=goal_id,
        user_id=user_id,
        key=new_id(),
        trace_id=new_id(),
        day=NOW.date(),
        week=2,
        done=3,
        planned=4,
        unit="km",
        report=Report(value=2.5, effort=3, energy=4, obstacle="rain", note="Went \N{RUNNER} well"),
        answer=CoachAnswer(lines=("You did 3 of the 4 tasks.",), next_step="Go on."),
        created_at=NOW,
    )
    return replace(check_in, **changes)  # type: ignore[arg-type]


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def make_subject(
    plan: Plan,
    goal: ClarifiedGoal,
    report: Report,
    *,
    week: int = 2,
    done: float = 1.0,
    before: Iterable[Report] = (),
) -> CheckInSubject:
    """A check-in on the last day of a week with so much done, after others at the ends of weeks.

    `before` are the reports of the weeks before, the newest last; all tasks of those were done.
    """
    earlier = [
        make_check_in(
            "g",
            "u",
            day=plan.last_day_of(plan.weeks[number - 1]),
            created_at=noon(plan.last_day_of(plan.weeks[number - 1])),
            week=number,
            unit=goal.target.unit if goal.target else "",
            report=given,
        )
        for number, given in enumerate(before, start=week - len(tuple(before)))
    ]
    first = earlier[-1].week + 1 if earlier else 1
    today = plan.last_day_of(plan.weeks[week - 1])
    now = [task for w in plan.weeks if first <= w.number <= week for task in w.tasks]
    old = [task for w in plan.weeks if w.number < first for task in w.tasks]
    states = {task.id: TaskState(done_at=noon(plan.starts_on)) for task in old if earlier}
    ticked = now[: round(len(now) * done)]
    states |= {task.id: TaskState(done_at=noon(today)) for task in ticked}
    last = earlier[-1] if earlier else None
    return CheckInSubject(
        report=report,
        work=work_since(
            plan,
            states,
            last_at=last.created_at if last else None,
            last_day=last.day if last else None,
            today=today,
        ),
        plan=plan,
        earlier=tuple(reversed(earlier))[:2],
        today=today,
        week=week,
    )


def answered(
    text: str, report: Report, *, week: int = 2, done: float = 1.0, before: tuple[Report, ...] = ()
) -> CoachAnswer:
    """The answer of the offline coach to a check-in on the goal of a text."""
    goal, _, plan = coached(text)
    subject = make_subject(plan, goal, report, week=week, done=done, before=before)
    return COACH.answer_check_in(make_request(text), goal, subject)
