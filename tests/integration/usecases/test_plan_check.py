"""The check of stored plans: valid plans pass, a broken one is counted by its rule."""

from dataclasses import replace

from core.bootstrap import Rein
from core.ids import new_id
from core.plans.compiler import compile_plan
from core.plans.draft import PlanDraft
from core.plans.plan import Plan
from core.store.plans.values import PlanRecord
from core.usecases.checks.check import CheckContext, CheckStatus
from core.usecases.checks.plans import PLANS
from core.usecases.checks.run_check import run_check
from tests.factories.stored import add_goal, make_clarified
from tests.fakes import NOW
from tests.unit.plans.test_compiler import make_week


def add_plan(rein: Rein, change: dict[str, object]) -> None:
    goal = make_clarified()
    plan: Plan = replace(compile_plan(PlanDraft(weeks=[make_week()] * 12), goal), **change)  # type: ignore[arg-type]
    with rein.database.begin() as work:
        record = add_goal(work)
        work.goals.save_clarified(record.id, goal, trace_id=new_id())
        work.plans.add(
            PlanRecord(goal_id=record.id, run_id=None, trace_id=new_id(), plan=plan, created_at=NOW)
        )


def check(rein: Rein) -> tuple[CheckStatus, str]:
    found = run_check(
        PLANS, CheckContext(settings=rein.settings, database=rein.database, clock=rein.clock)
    )
    return found.state, found.line


def test_no_plans_and_valid_plans_pass(rein: Rein) -> None:
    assert check(rein) == (CheckStatus.OK, "The newest plans (0) are valid.")

    add_plan(rein, {})

    assert check(rein) == (CheckStatus.OK, "The newest plans (1) are valid.")


def test_plans_that_break_a_rule_are_counted_by_rule(rein: Rein) -> None:
    add_plan(rein, {})
    add_plan(rein, {"check_in_weeks": (), "contingencies": ()})
    add_plan(rein, {"contingencies": ()})

    assert check(rein) == (
        CheckStatus.WARNING,
        "2 of the newest 3 plans break a rule: contingencies (2), check_ins (1).",
    )
