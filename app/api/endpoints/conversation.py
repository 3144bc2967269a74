"""What is decided in the conversation over HTTP: changes, ratings, memory, and its deletion."""

from datetime import datetime
from enum import StrEnum
from functools import partial
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field

from app import services
from app.api.api_route import ApiRoute
from app.api.authentication import GoalsReader, GoalsWriter, Rater
from app.api.endpoints.chat import ProposedEditJson
from app.api.endpoints.goal_schema import Part
from app.api.json_body import JsonBody
from app.api.parameters import NO_PARAMETERS, UUID_FORMAT, WITH_WORD, Parameters
from app.api.problem import BODY_PROBLEMS, problem_responses
from core.chat.memory import MAX_MEMORY_CHARACTERS
from core.chat.proposed_edit import MAX_EDITS
from core.chat.rating import AnswerRating
from core.usecases.chat import change_memory as memories
from core.usecases.chat.chat_json import edit_to_json, memory_to_json
from core.usecases.chat.clear_conversation import clear_conversation
from core.usecases.chat.decide_edit import decide_edit
from core.usecases.chat.list_messages import get_conversation
from core.usecases.chat.rate_answer import rate_answer
from core.usecases.chat.undo_edit import undo_edit

MessageId = Annotated[str, Path(json_schema_extra=UUID_FORMAT)]
MemoryId = Annotated[str, Path(json_schema_extra=UUID_FORMAT)]
Position = Annotated[int, Path(ge=1, le=MAX_EDITS, description="1 is the first of the answer")]


class Decision(StrEnum):
    """What is done with a proposed change."""

    ACCEPT = "accept"
    DECLINE = "decline"
    UNDO = "undo"


class NewDecision(JsonBody):
    """A decision on a proposed change; one that was accepted can be undone."""

    decision: Annotated[Decision, Field(strict=False)]


class AnswerRatingJson(JsonBody):
    """A rating of an answer; null where a question was not answered, and all null takes it back."""

    helpfulness: bool | None = None
    relevance: bool | None = None
    motivation: bool | None = None
    actionability: bool | None = None


class NewMemory(JsonBody):
    """A line that the coach remembers."""

    text: Annotated[str, Field(max_length=MAX_MEMORY_CHARACTERS), WITH_WORD]


class MemoryJson(Part):
    """A line that the coach remembers within the goal."""

    id: str
    text: str
    created_at: datetime
    from_message: str | None


class MemoryList(Part):
    """All that is remembered."""

    memories: list[MemoryJson]


class Clearing(Parameters):
    """The confirmation, because a deleted conversation cannot be restored."""

    confirmed: Annotated[bool, Field(json_schema_extra={"const": True})]


class Cleared(Part):
    """How many messages were deleted."""

    deleted: int


router = APIRouter(prefix="/api/v1", tags=["chat"], route_class=ApiRoute)
_CHANGED = problem_responses(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, *BODY_PROBLEMS)


@router.post(
    "/goals/{id}/chat/{message_id}/edits/{position}",
    operation_id="decideEdit",
    summary="Accept, decline or undo a change that the coach proposed",
    responses=_CHANGED,
    dependencies=[NO_PARAMETERS],
)
def decide(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    message_id: MessageId,
    position: Position,
    new: NewDecision,
    viewer: GoalsWriter,
) -> ProposedEditJson:
    """Answer with the change as it is now; only accepting and undoing change the plan."""
    if new.decision is Decision.UNDO:
        choose = undo_edit
    else:
        choose = partial(decide_edit, accept=new.decision is Decision.ACCEPT)
    edit = choose(
        services.rein(),
        viewer=viewer,
        goal_id=goal_id,
        message_id=message_id,
        position=position - 1,
    )
    return ProposedEditJson(**edit_to_json(edit))


@router.post(
    "/goals/{id}/chat/{message_id}/rating",
    operation_id="rateAnswer",
    summary="Rate an answer of the coach, or take the rating back",
    responses=_CHANGED,
    dependencies=[NO_PARAMETERS],
)
def rate(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    message_id: MessageId,
    new: AnswerRatingJson,
    viewer: Rater,
) -> AnswerRatingJson:
    """Store the rating in place of an earlier one."""
    rating = AnswerRating(**new.model_dump())
    rate_answer(
        services.rein(), viewer=viewer, goal_id=goal_id, message_id=message_id, rating=rating
    )
    return new


@router.delete(
    "/goals/{id}/chat",
    operation_id="clearConversation",
    summary="Delete the conversation about a goal of yours for good; what is remembered stays",
    responses=problem_responses(HTTPStatus.NOT_FOUND),
)
def clear(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    viewer: GoalsWriter,
    clearing: Annotated[Clearing, Query()],
) -> Cleared:
    """Nothing is deleted without `confirmed=true`; an open question is cancelled."""
    deleted = clear_conversation(
        services.rein(), viewer=viewer, goal_id=goal_id, confirmed=clearing.confirmed
    )
    return Cleared(deleted=deleted)


@router.get(
    "/goals/{id}/memories",
    operation_id="listMemories",
    summary="Read what the coach remembers of you within a goal",
    responses=problem_responses(HTTPStatus.NOT_FOUND),
    dependencies=[NO_PARAMETERS],
)
def list_memories(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)], viewer: GoalsReader
) -> MemoryList:
    """Each line says from which message it was taken, or null if you wrote it yourself."""
    found = get_conversation(services.rein(), viewer=viewer, goal_id=goal_id, limit=1)
    return MemoryList(memories=[MemoryJson(**memory_to_json(each)) for each in found.memories])


@router.post(
    "/goals/{id}/memories",
    operation_id="addMemory",
    summary="Let the coach remember a line within a goal",
    status_code=HTTPStatus.CREATED,
    responses=_CHANGED,
    dependencies=[NO_PARAMETERS],
)
def add_memory(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    new: NewMemory,
    viewer: GoalsWriter,
) -> MemoryJson:
    """Raise a conflict if it remembers as many as it can."""
    memory = memories.add_memory(services.rein(), viewer=viewer, goal_id=goal_id, text=new.text)
    return MemoryJson(**memory_to_json(memory))


@router.post(
    "/goals/{id}/memories/{memory_id}",
    operation_id="editMemory",
    summary="Change a line that the coach remembers",
    status_code=HTTPStatus.NO_CONTENT,
    responses=_CHANGED,
    dependencies=[NO_PARAMETERS],
)
def edit_memory(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    memory_id: MemoryId,
    new: NewMemory,
    viewer: GoalsWriter,
) -> Response:
    """Answer with 404 if it is not remembered any more."""
    memories.edit_memory(
        services.rein(), viewer=viewer, goal_id=goal_id, memory_id=memory_id, text=new.text
    )
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.delete(
    "/goals/{id}/memories/{memory_id}",
    operation_id="deleteMemory",
    summary="Let the coach forget a line",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problem_responses(HTTPStatus.NOT_FOUND),
    dependencies=[NO_PARAMETERS],
)
def delete_memory(
    goal_id: Annotated[str, Path(alias="id", json_schema_extra=UUID_FORMAT)],
    memory_id: MemoryId,
    viewer: GoalsWriter,
) -> Response:
    """Raise no error for a line that is gone already."""
    memories.delete_memory(services.rein(), viewer=viewer, goal_id=goal_id, memory_id=memory_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)
