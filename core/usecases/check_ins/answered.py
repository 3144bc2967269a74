"""Load what a check-in is answered from, and run the coach on it; nothing is written yet."""

from dataclasses import dataclass
from datetime import date, tzinfo

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict
from core.goals.goal import ClarifiedGoal, GoalRequest
from core.ids import new_id
from core.offline.check_ins.subject import CheckInSubject
from core.plans.plan import Plan
from core.progress.check_in import CheckIn, CoachAnswer, Report, Retrospective
from core.progress.next_task import next_task
from core.progress.task_state import TaskStates
from core.progress.work_since import DatedTask, WorkSince, work_since
from core.runs.check_in_run import CHECK_IN, CheckInState
from core.runs.kind import RunIdentity
from core.runs.offline_models import offline_models
from core.runs.stage import StageContext
from core.store.goals.values import GoalRecord
from core.store.plans.read import find_task_states
from core.store.unit_of_work import UnitOfWork
from core.tracing.tracer import new_span_id
from core.usecases.access.allow import Access, allow
from core.usecases.runs.recorded_work import RecordedWork
from core.usecases.runs.run_inline import FinishedRun, run_inline


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedGoal:
    """A goal with its plan, and what was reported before."""

    record: GoalRecord
    goal: ClarifiedGoal
    plan: Plan
    states: TaskStates
    earlier: tuple[CheckIn, ...]
    """The last two check-ins, newest first."""

    @property
    def unit(self) -> str:
        """Return the unit of the number that is reported."""
        return self.goal.target.unit if self.goal.target is not None else ""

    @property
    def request(self) -> GoalRequest:
        """Return the goal as it was submitted."""
        return self.record.request()

    def new_identity(self) -> RunIdentity:
        """Return the ids of a new trace."""
        return RunIdentity(
            trace_id=new_id(),
            root_span_id=new_span_id(),
            user_id=self.record.user_id,
            goal_id=self.record.id,
            sample=self.record.sample,
        )

    def work(self, *, today: date, whole: bool = False) -> WorkSince:
        """Return the work since the last check-in, or of the whole plan."""
        last = self.earlier[0] if self.earlier and not whole else None
        return work_since(
            self.plan,
            self.states,
            last_at=last.created_at if last is not None else None,
            last_day=last.day if last is not None else None,
            today=today,
        )

    def following(self, *, today: date, time_zone: tzinfo | None) -> DatedTask | None:
        """Return the task that Today has next for this goal, or None."""
        one = next_task(self.plan, self.states, today=today, time_zone=time_zone)
        return DatedTask(task=one.task, due_on=one.due_on) if one is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The answer to a check-in, with its trace that is not written yet."""

    answer: CoachAnswer
    run: FinishedRun[CheckInState]

    @property
    def trace_id(self) -> str:
        """Return the id of the trace."""
        return self.run.recorded.identity.trace_id


def load_planned(work: UnitOfWork, record: GoalRecord, *, before: str | None = None) -> PlannedGoal:
    """Return a goal with its plan. Raises Conflict if there is no plan yet.

    `before` is the id of a check-in that is changed: only those before it are compared.
    """
    plan = work.plans.find_current(record.id)
    if plan is None or record.clarified is None:
        raise Conflict(
            "This goal has no plan yet, so there is nothing to check in on.",
            advice="“Try again” on its page writes one.",
        )
    return PlannedGoal(
        record=record,
        goal=record.clarified,
        plan=plan,
        states=find_task_states(work.connection, record.id),
        earlier=work.check_ins.list_last(record.id, before=before),
    )


@allow(Access.PART)
def answer(
    rein: Rein,
    planned: PlannedGoal,
    report: Report,
    *,
    viewer: Viewer,
    week: int,
    day: date | None = None,
    retrospective: Retrospective | None = None,
) -> Answered:
    """Run the coach on a check-in of today, or of a day, in a trace of its own."""
    today = day or rein.clock.today(viewer.time_zone)
    state = CheckInState(
        request=planned.request,
        goal=planned.goal,
        subject=CheckInSubject(
            report=report,
            work=planned.work(today=today, whole=retrospective is not None),
            plan=planned.plan,
            earlier=planned.earlier,
            today=today,
            week=week,
            following=planned.following(today=today, time_zone=viewer.time_zone),
        ),
        retrospective=retrospective,
    )
    recorded = RecordedWork(
        planned.new_identity(),
        trace_name=CHECK_IN.trace_name,
        text=CHECK_IN.trace_text(state),
        started_at=rein.clock.now(),
    )
    finished = run_inline(CHECK_IN, state, context=_context(rein, recorded), recorded=recorded)
    if finished.state.answer is None:
        raise TypeError("The coach gave no answer.")
    return Answered(answer=finished.state.answer, run=finished)


def _context(rein: Rein, recorded: RecordedWork) -> StageContext:
    return StageContext(
        models=offline_models(rein.coach),
        prompts=rein.prompts,
        coach=rein.coach,
        run_id=recorded.identity.trace_id,
        call_deadline_s=rein.settings.call_deadline_s,
    )
