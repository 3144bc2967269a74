"""`rein ask`: asks the coach a question about a goal and prints the answer."""

import json
from typing import Any

import click

from core.accounts.viewer import LOCAL_VIEWER
from core.chat.message import ChatMessage, ChatRole
from core.errors import ReinError
from core.ids import new_id
from core.ops.session import open_rein
from core.usecases.chat.ask_coach import ask_coach
from core.usecases.chat.chat_json import message_to_json
from core.usecases.chat.list_messages import get_conversation
from core.usecases.runs.run_and_wait import run_and_wait


class NotAnswered(ReinError):
    """Raised if the run ended without an answer."""


@click.command()
@click.argument("goal_id")
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def ask(goal_id: str, text: str, *, as_json: bool) -> None:
    """Ask the coach TEXT about the goal GOAL_ID; `rein chat` decides on proposed changes."""
    with open_rein() as rein:
        asked = ask_coach(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, text=text, key=new_id())
        run_and_wait(rein, asked.run_id)
        found = get_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
    answer = found.messages[-1].message if found.messages else None
    if answer is None or answer.role is not ChatRole.COACH:
        raise NotAnswered(found.error or "The question was not answered.", advice="Ask again.")
    if as_json:
        result: dict[str, Any] = message_to_json(answer)
        click.echo(json.dumps(result, ensure_ascii=False, indent=2))
    else:
        click.echo(_as_text(answer))


def _as_text(answer: ChatMessage) -> str:
    lines = [answer.text]
    lines += [f"  from: {citation.label}" for citation in answer.citations]
    lines += [f"  proposed: {edit.note}" for edit in answer.edits]
    return "\n".join(lines)
