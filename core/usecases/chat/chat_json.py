"""Messages, proposed edits and memories as JSON values, for HTTP and the command line."""

from typing import Any

from core.chat.memory import Memory
from core.chat.message import ChatMessage
from core.chat.proposed_edit import ProposedEdit


def message_to_json(message: ChatMessage) -> dict[str, Any]:
    """Return a message with its citations, proposed edits and scores."""
    return {
        "id": message.id,
        "role": message.role.value,
        "text": message.text,
        "created_at": message.created_at.isoformat(),
        "trace_id": message.trace_id,
        "author": message.author,
        "note": message.note,
        "citations": [
            {"kind": each.kind.value, "ref": each.ref, "label": each.label, "url": each.url}
            for each in message.citations
        ],
        "edits": [edit_to_json(each) for each in message.edits],
        "scores": {each.dimension: each.score for each in message.scores},
    }


def edit_to_json(edit: ProposedEdit) -> dict[str, Any]:
    """Return a proposed edit, as it was decided on."""
    return {
        "kind": edit.kind.value,
        "note": edit.note,
        "task_id": edit.task_id,
        "week": edit.week,
        "day": edit.day.isoformat() if edit.day is not None else None,
        "minutes": edit.minutes,
        "status": edit.status.value,
    }


def memory_to_json(memory: Memory) -> dict[str, Any]:
    """Return a line that the coach remembers."""
    return {
        "id": memory.id,
        "text": memory.text,
        "created_at": memory.created_at.isoformat(),
        "from_message": memory.from_message,
    }
