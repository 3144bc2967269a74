"""Goals of the database whose plan is some weeks old."""

from dataclasses import dataclass
from datetime import timedelta

from core.accounts.user import LOCAL_USER
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.goals.goal import Circumstances
from core.ids import new_id
from core.plans.plan import Plan
from core.plans.revision.option import RevisionKind
from core.store.goals.read import GoalView, find_goal
from core.usecases.goals.submit import submit_goal
from core.usecases.plans.complete_task import complete_task
from core.usecases.revisions.accept_revision import accept_revision
from core.usecases.revisions.propose_revisions import Proposed, propose_revisions
from core.usecases.runs.execute import execute_run
from tests.fakes import FrozenClock

DAY_S = 86_400


@dataclass(frozen=True, kw_only=True)
class Lived:
    """A goal whose plan is two weeks old, with the second week missed."""

    rein: Rein
    goal_id: str

    @property
    def view(self) -> GoalView:
        view = find_goal(self.rein.database, self.goal_id, user_id=LOCAL_USER.id)
        assert view is not None
        return view

    @property
    def plan(self) -> Plan:
        plan = self.view.plan
        assert plan is not None
        return plan

    def propose(self) -> Proposed:
        return propose_revisions(self.rein, viewer=LOCAL_VIEWER, goal_id=self.goal_id)

    def accept(self, option: RevisionKind, plan_id: str | None = None) -> str:
        revised = accept_revision(
            self.rein,
            viewer=LOCAL_VIEWER,
            goal_id=self.goal_id,
            option=option,
            plan_id=plan_id,
        )
        return revised.plan_id

    def tick(self, *task_ids: str) -> None:
        for task_id in task_ids:
            complete_task(
                self.rein, viewer=LOCAL_VIEWER, goal_id=self.goal_id, task_id=task_id, done=True
            )


def lived(rein: Rein, text: str = "I want to run a 5K by the end of March") -> Lived:
    submitted = submit_goal(
        rein, viewer=LOCAL_VIEWER, text=text, circumstances=Circumstances(), key=new_id()
    )
    execute_run(rein, submitted.run_id)
    goal = Lived(rein=rein, goal_id=submitted.goal_id)
    assert isinstance(rein.clock, FrozenClock)
    goal.tick(*(task.id for task in goal.plan.weeks[0].tasks))
    wait = goal.plan.starts_on + timedelta(days=14) - rein.clock.today(None)
    rein.clock.advance(wait.days * DAY_S)
    return goal
