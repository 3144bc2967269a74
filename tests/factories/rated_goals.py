"""Goals with a reply, scores and a rating, written into the stores, and the item each one makes."""

from dataclasses import dataclass
from datetime import datetime

from core.accounts.user import User
from core.datasets.item import DatasetItem, ItemInput, ItemRating, ItemReply, scores_of
from core.goals.clarification import Answer
from core.store.accounts.values import Account
from core.store.plans.values import PlanRecord
from core.store.resolutions.values import ResolutionRecord
from core.store.unit_of_work import UnitOfWork
from tests.factories.stored import (
    add_evaluation,
    add_rating,
    add_run,
    close_trace,
    make_account,
    make_evaluation,
    make_goal,
    make_plan,
    make_question,
    make_resolution,
)
from tests.fakes import NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedGoal:
    """A goal in the database, and the item that saving its trace makes."""

    goal_id: str
    trace_id: str
    user_id: str
    item: DatasetItem

    def rate(self, work: UnitOfWork, *, stars: float, now: datetime) -> None:
        add_rating(work, self.trace_id, self.user_id, now=now, stars=stars)


def add_rated_goal(
    work: UnitOfWork,
    *,
    text: str,
    user: User | None = None,
    sample: bool = False,
    trace_name: str = "goal_generation_pipeline",
    stars: float | None = 4.5,
    yes: int = 2,
) -> RatedGoal:
    """Write a goal that was asked back once, answered, scored and rated."""
    account = make_account(sample=sample)
    if user is not None:
        account = Account(user=user, created_at=NOW)
    work.accounts.ensure(account)
    goal = make_goal(account.user.id, text=text, sample=sample, written_on=NOW.date())
    work.goals.add(goal)
    run = add_run(work, goal)
    if trace_name != "goal_generation_pipeline":
        work.connection.exec_driver_sql(
            f"UPDATE traces SET name = '{trace_name}' WHERE id = '{run.trace_id}'"  # noqa: S608
        )
    question = make_question()
    work.clarifications.add(run.id, (question,), now=NOW)
    work.clarifications.answer(run.id, question.id, "1 km", now=NOW)
    ids = {"goal_id": goal.id, "run_id": run.id, "trace_id": run.trace_id, "created_at": NOW}
    work.goals.save_resolution(ResolutionRecord(resolution=make_resolution(), **ids))  # type: ignore[arg-type]
    work.goals.save_plan(PlanRecord(plan=make_plan(), **ids))  # type: ignore[arg-type]
    evaluation = make_evaluation(yes=yes)
    add_evaluation(work, run.trace_id, goal, evaluation=evaluation)
    close_trace(work, run.trace_id)
    if stars is not None:
        add_rating(work, run.trace_id, goal.user_id, stars=stars)
    item = DatasetItem(
        input=ItemInput(
            text=text,
            circumstances=goal.circumstances,
            today=NOW.date(),
            answers=(Answer(question=question, text="1 km"),),
        ),
        reply=ItemReply(resolution=make_resolution(), plan=make_plan()),
        scores=scores_of(evaluation, judge="gemini-4-argon"),
        rating=None
        if stars is None
        else ItemRating(stars=stars, usefulness=True, clarity=False, comment="Good"),
        prompt_version="generate@v1",
        model="gemini-3.8-flash",
        trace_id=run.trace_id,
    )
    return RatedGoal(goal_id=goal.id, trace_id=run.trace_id, user_id=goal.user_id, item=item)
