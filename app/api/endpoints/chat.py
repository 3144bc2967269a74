"""The conversation about a goal over HTTP: ask a question, and read the messages."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse
from pydantic import Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import GoalsReader, GoalsWriter
from app.api.endpoints.goal_schema import Part
from app.api.json_body import JsonBody
from app.api.parameters import NO_PARAMETERS, UUID_FORMAT, IdempotencyKey, Parameters
from app.api.problem import BODY_PROBLEMS, problem_responses
from core.chat.message import MAX_QUESTION_CHARACTERS, ChatRole, CitationKind
from core.chat.proposed_edit import EditKind, EditStatus
from core.ids import new_id
from core.precision import Figure
from core.usecases.chat.ask_coach import ask_coach
from core.usecases.chat.chat_json import message_to_json
from core.usecases.chat.list_messages import list_messages

MAX_MESSAGES = 100


class NewQuestion(JsonBody):
    """A question to the coach, in the person's own words."""

    text: Annotated[
        str, Field(max_length=MAX_QUESTION_CHARACTERS, json_schema_extra={"pattern": r"[^\W_]"})
    ]


class Asked(Part):
    """The question that was asked; its answer is the next message."""

    message_id: str
    trace_id: str


class MessageWindow(Parameters):
    """A page of messages."""

    limit: Annotated[int, Field(ge=1, le=MAX_MESSAGES)] = 20
    cursor: Annotated[str | None, Field(description="`next_cursor` of the page before")] = None


class CitationJson(Part):
    """A place that an answer comes from."""

    kind: CitationKind
    ref: str
    label: str
    url: str


class ProposedEditJson(Part):
    """A change of the plan that is proposed; it is decided by its position in the answer."""

    kind: EditKind
    note: str
    task_id: str | None
    week: int | None
    day: date | None
    minutes: int | None
    status: EditStatus


class MessageJson(Part):
    """One message of the conversation."""

    id: str
    role: ChatRole
    text: str
    created_at: datetime
    trace_id: str | None
    author: str
    note: str
    citations: list[CitationJson]
    edits: list[ProposedEditJson]
    scores: dict[str, Figure | None] = Field(description="0-10 by rule; null if it is not known")


class MessageList(Part):
    """Messages, the newest first."""

    messages: list[MessageJson]
    next_cursor: str | None


router = APIRouter(prefix="/api/v1", tags=["chat"], route_class=ApiRoute)


@router.post(
    "/goals/{id}/chat",
    operation_id="askCoach",
    summary="Ask the coach a question about a goal of yours",
    status_code=HTTPStatus.ACCEPTED,
    responses=problem_responses(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, *BODY_PROBLEMS),
    dependencies=[NO_PARAMETERS],
)
def ask(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    new: NewQuestion,
    viewer: GoalsWriter,
    key: IdempotencyKey = None,
) -> Asked:
    """Queue the answer; the newest message of `GET` is the answer once it is written.

    A conflict if the goal has no plan yet, or the last question is still being answered.
    """
    asked = ask_coach(
        services.rein(),
        viewer=viewer,
        goal_id=goal_id,
        text=new.text,
        key=f"api:{key}" if key is not None else new_id(),
    )
    return Asked(message_id=asked.message_id, trace_id=asked.trace_id)


@router.get(
    "/goals/{id}/chat",
    operation_id="listMessages",
    summary="Read the conversation about a goal of yours",
    response_model=MessageList,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)
def list_chat(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    viewer: GoalsReader,
    window: Annotated[MessageWindow, Query()],
) -> JSONResponse:
    """Return messages, the newest first, with citations, proposed changes and scores."""
    page = list_messages(
        services.rein(), viewer=viewer, goal_id=goal_id, limit=window.limit, cursor=window.cursor
    )
    messages = [message_to_json(rated.message) for rated in page.rows]
    return JSONResponse({"messages": messages, "next_cursor": page.next_cursor})
