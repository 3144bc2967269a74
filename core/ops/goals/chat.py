"""`rein chat`: decides on proposed changes, rates answers, and keeps what the coach remembers."""

import json

import click

from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.chat.message import ChatMessage, ChatRole
from core.chat.rating import ANSWER_QUESTIONS, AnswerRating
from core.errors import NotFound
from core.ops.session import open_rein
from core.usecases.chat import change_memory as memories
from core.usecases.chat.chat_json import message_to_json
from core.usecases.chat.clear_conversation import clear_conversation
from core.usecases.chat.decide_edit import decide_edit
from core.usecases.chat.list_messages import get_conversation
from core.usecases.chat.rate_answer import rate_answer
from core.usecases.chat.undo_edit import undo_edit

_MESSAGE = click.option("--message", help="Id of the answer; the last one by default.")


@click.group()
def chat() -> None:
    """Read and decide in the conversation about a goal; `rein ask` asks the questions."""


@chat.command()
@click.argument("goal_id")
def show(goal_id: str) -> None:
    """Print the last messages about GOAL_ID as JSON, oldest first."""
    with open_rein() as rein:
        found = get_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)
    rows = [message_to_json(each.message) for each in found.messages]
    click.echo(json.dumps(rows, ensure_ascii=False, indent=2))


@chat.command()
@click.argument("goal_id")
@click.argument("number", type=click.IntRange(1))
@_MESSAGE
def accept(goal_id: str, number: int, *, message: str | None) -> None:
    """Accept the proposed change NUMBER (1 is the first) of an answer about GOAL_ID."""
    _decide(goal_id, number, message, accept=True)


@chat.command()
@click.argument("goal_id")
@click.argument("number", type=click.IntRange(1))
@_MESSAGE
def decline(goal_id: str, number: int, *, message: str | None) -> None:
    """Decline the proposed change NUMBER (1 is the first) of an answer about GOAL_ID."""
    _decide(goal_id, number, message, accept=False)


@chat.command()
@click.argument("goal_id")
@click.argument("number", type=click.IntRange(1))
@_MESSAGE
def undo(goal_id: str, number: int, *, message: str | None) -> None:
    """Undo the accepted change NUMBER (1 is the first) of an answer about GOAL_ID."""
    with open_rein() as rein:
        edit = undo_edit(
            rein,
            viewer=LOCAL_VIEWER,
            goal_id=goal_id,
            message_id=message or _last_answer(rein, goal_id).id,
            position=number - 1,
        )
    click.echo(f"{edit.status}: {edit.note}")


@chat.command()
@click.argument("goal_id")
@click.option("--yes", "agreed", multiple=True, type=click.Choice(list(ANSWER_QUESTIONS)))
@click.option("--no", "denied", multiple=True, type=click.Choice(list(ANSWER_QUESTIONS)))
@_MESSAGE
def rate(
    goal_id: str, *, agreed: tuple[str, ...], denied: tuple[str, ...], message: str | None
) -> None:
    """Rate an answer about GOAL_ID by four questions; without --yes and --no, take it back."""
    if both := sorted({*agreed} & {*denied}):
        raise click.UsageError(f"Answer {both[0]} with --yes or --no, not both.")
    rating = AnswerRating(**dict.fromkeys(agreed, True), **dict.fromkeys(denied, False))
    with open_rein() as rein:
        message_id = message or _last_answer(rein, goal_id).id
        rate_answer(
            rein, viewer=LOCAL_VIEWER, goal_id=goal_id, message_id=message_id, rating=rating
        )
    click.echo("The rating is taken back." if rating.empty else "The rating is stored.")


@chat.command()
@click.argument("goal_id")
@click.option("--yes", "confirmed", is_flag=True, help="Confirm; it cannot be restored.")
def clear(goal_id: str, *, confirmed: bool) -> None:
    """Delete the conversation about GOAL_ID for good; what is remembered stays."""
    with open_rein() as rein:
        count = clear_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, confirmed=confirmed)
    click.echo(f"Deleted messages: {count}.")


@chat.command("memory")
@click.argument("goal_id")
@click.option("--add", help="Remember this line.")
@click.option("--edit", nargs=2, metavar="ID TEXT", help="Change a line.")
@click.option("--delete", metavar="ID", help="Forget a line.")
def memory(
    goal_id: str, *, add: str | None, edit: tuple[str, str] | None, delete: str | None
) -> None:
    """Change what the coach remembers within GOAL_ID, and print it."""
    with open_rein() as rein:
        if add is not None:
            memories.add_memory(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, text=add)
        if edit is not None:
            memories.edit_memory(
                rein, viewer=LOCAL_VIEWER, goal_id=goal_id, memory_id=edit[0], text=edit[1]
            )
        if delete is not None:
            memories.delete_memory(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, memory_id=delete)
        found = get_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id, limit=1)
    for each in found.memories:
        click.echo(f"{each.id}  {each.text}")


def _decide(goal_id: str, number: int, message: str | None, *, accept: bool) -> None:
    with open_rein() as rein:
        edit = decide_edit(
            rein,
            viewer=LOCAL_VIEWER,
            goal_id=goal_id,
            message_id=message or _last_answer(rein, goal_id).id,
            position=number - 1,
            accept=accept,
        )
    click.echo(f"{edit.status}: {edit.note}")


def _last_answer(rein: Rein, goal_id: str) -> ChatMessage:
    found = get_conversation(rein, viewer=LOCAL_VIEWER, goal_id=goal_id).messages
    answers = [each.message for each in found if each.message.role is ChatRole.COACH]
    if not answers:
        raise NotFound("There is no answer about this goal yet.", advice="`rein ask` asks.")
    return answers[-1]
