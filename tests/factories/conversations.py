"""Conversations about a goal, on a whole application."""

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.goals.goal import Circumstances
from core.ids import new_id
from core.store.chat.values import RatedMessage
from core.usecases.chat.ask_coach import ask_coach
from core.usecases.chat.list_messages import get_conversation
from core.usecases.goals.submit import submit_goal
from core.usecases.runs.execute import execute_run


def plan_goal(rein: Rein, text: str = "I want to run a 5K by the end of March") -> str:
    """Submit a goal, work its run, and return its id."""
    submitted = submit_goal(
        rein, viewer=LOCAL_VIEWER, text=text, circumstances=Circumstances(), key=new_id()
    )
    assert execute_run(rein, submitted.run_id)
    return submitted.goal_id


def ask(rein: Rein, goal_id: str, text: str) -> RatedMessage:
    """Ask, work the run, and return the answer."""
    asked = ask_coach(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, text=text, key=new_id())
    assert execute_run(rein, asked.run_id)
    return get_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id).messages[-1]
