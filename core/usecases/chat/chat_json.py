"""A message of the conversation as JSON values, for HTTP and the command line."""

from typing import Any

from core.chat.message import ChatMessage


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
        "edits": [
            {
                "kind": each.kind.value,
                "note": each.note,
                "task_id": each.task_id,
                "week": each.week,
                "day": each.day.isoformat() if each.day is not None else None,
                "minutes": each.minutes,
                "status": each.status.value,
            }
            for each in message.edits
        ],
        "scores": {each.dimension: each.score for each in message.scores},
    }
