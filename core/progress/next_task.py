"""What is next in one goal, read from its whole plan: the same as Today has for it."""

from datetime import date, tzinfo

from core.clock import local_day
from core.plans.plan import Plan
from core.progress.task_state import TaskStates
from core.progress.today import ActiveGoal, TaskToday, Today, plan_today


def day_of_plan(
    plan: Plan, states: TaskStates, *, today: date, time_zone: tzinfo | None, title: str = ""
) -> Today:
    """Return the day as if the plan's goal were the only one."""
    done = [state.done_at for state in states.values() if state.done_at is not None]
    goal = ActiveGoal(
        goal_id="",
        title=title,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        total_weeks=plan.total_weeks,
        weeks=plan.weeks,
        states=states,
        last_done_on=local_day(max(done), time_zone) if done else None,
    )
    return plan_today((goal,), today=today)


def next_task(
    plan: Plan, states: TaskStates, *, today: date, time_zone: tzinfo | None
) -> TaskToday | None:
    """Return the open task of a plan that Today has next, or None."""
    return day_of_plan(plan, states, today=today, time_zone=time_zone).next_of("")
