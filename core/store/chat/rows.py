"""Converting messages and memories to rows and back."""

from core.chat.memory import Memory
from core.chat.message import AnswerScore, ChatMessage, ChatRole, Citation
from core.chat.proposed_edit import ProposedEdit
from core.codec import Codec
from core.store.database.rows import Row

CITATIONS: Codec[tuple[Citation, ...]] = Codec(tuple[Citation, ...])
EDITS: Codec[tuple[ProposedEdit, ...]] = Codec(tuple[ProposedEdit, ...])
SCORES: Codec[tuple[AnswerScore, ...]] = Codec(tuple[AnswerScore, ...])


def to_row(message: ChatMessage) -> Row:
    """Return a message as a row."""
    same = ("id", "goal_id", "user_id", "role", "text", "author", "note", "run_id", "trace_id")
    return {name: getattr(message, name) for name in (*same, "created_at")} | {
        "citations": CITATIONS.dump(message.citations),
        "edits": EDITS.dump(message.edits),
        "scores": SCORES.dump(message.scores),
    }


def to_message(row: Row) -> ChatMessage:
    """Return a row as a message."""
    return ChatMessage(
        id=row["id"],
        goal_id=row["goal_id"],
        user_id=row["user_id"],
        role=ChatRole(row["role"]),
        text=row["text"],
        created_at=row["created_at"],
        run_id=row["run_id"],
        trace_id=row["trace_id"],
        citations=CITATIONS.load(row["citations"]),
        edits=EDITS.load(row["edits"]),
        scores=SCORES.load(row["scores"]),
        author=row["author"],
        note=row["note"],
    )


def to_memory(row: Row) -> Memory:
    """Return a row as a memory."""
    return Memory(
        id=row["id"],
        text=row["text"],
        created_at=row["created_at"],
        from_message=row["from_message"],
    )
