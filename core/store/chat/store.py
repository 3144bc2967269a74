"""Store the conversation about a goal."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from core.chat.memory import MAX_MEMORIES, Memory
from core.chat.message import ChatMessage, ChatRole
from core.chat.proposed_edit import ProposedEdit
from core.chat.rating import ANSWER_QUESTIONS, AnswerRating
from core.ids import new_id
from core.store.chat.rows import EDITS, to_memory, to_message, to_row
from core.store.chat.tables import chat_memories, chat_messages, chat_ratings
from core.store.chat.values import NewReply
from core.store.database.rows import fetch_all, fetch_one
from core.store.database.upsert import replace_rows
from core.store.outcomes.store import OutcomeStore


class ChatStore:
    """Writes messages, memories and ratings; the caller checks whose goal it is."""

    def __init__(self, connection: Connection, outcomes: OutcomeStore) -> None:
        self._connection = connection
        self._outcomes = outcomes

    def add(self, message: ChatMessage) -> None:
        """Add a message."""
        self._outcomes.touch(message.goal_id)
        self._connection.execute(chat_messages.insert().values(to_row(message)))

    def add_reply(self, new: NewReply) -> str:
        """Add a reply of the coach with the facts to remember, and return the message's id."""
        message = ChatMessage(
            id=new_id(),
            goal_id=new.goal_id,
            user_id=new.user_id,
            role=ChatRole.COACH,
            text=new.reply.text,
            created_at=new.created_at,
            run_id=new.run_id,
            trace_id=new.trace_id,
            citations=new.reply.citations,
            edits=new.reply.edits,
            scores=new.reply.scores,
            author=new.author,
            note=" ".join(part for part in (new.reply.note, _because(new)) if part),
        )
        self.add(message)
        known = {memory.text.casefold() for memory in self.list_memories(new.goal_id)}
        fresh = [text for text in new.reply.remember if text.casefold() not in known]
        for text in fresh[: max(0, MAX_MEMORIES - len(known))]:
            memory = Memory(
                id=new_id(), text=text, created_at=new.created_at, from_message=message.id
            )
            self.add_memory(new.goal_id, memory, user_id=new.user_id)
        return message.id

    def find_message(self, message_id: str) -> ChatMessage | None:
        """Return a message, or None."""
        query = select(chat_messages).where(chat_messages.c.id == message_id)
        row = fetch_one(self._connection, query)
        return None if row is None else to_message(row)

    def find_question(self, run_id: str) -> ChatMessage | None:
        """Return the question that a run answers, or None."""
        query = select(chat_messages).where(
            chat_messages.c.run_id == run_id, chat_messages.c.role == ChatRole.PERSON
        )
        row = fetch_one(self._connection, query)
        return None if row is None else to_message(row)

    def find_last(self, goal_id: str) -> ChatMessage | None:
        """Return the last message about a goal, or None."""
        return next(iter(self._newest(goal_id, limit=1)), None)

    def list_before(self, message: ChatMessage, *, limit: int) -> tuple[ChatMessage, ...]:
        """Return the last messages before one, oldest first."""
        found = self._newest(message.goal_id, limit=limit, before=message.id)
        return tuple(reversed(found))

    def _newest(
        self, goal_id: str, *, limit: int, before: str | None = None
    ) -> tuple[ChatMessage, ...]:
        query = select(chat_messages).where(chat_messages.c.goal_id == goal_id)
        if before is not None:
            query = query.where(chat_messages.c.id < before)
        query = query.order_by(chat_messages.c.id.desc()).limit(limit)
        return tuple(to_message(row) for row in fetch_all(self._connection, query))

    def save_edits(self, message_id: str, edits: tuple[ProposedEdit, ...]) -> None:
        """Replace the edits of a message, after the person has decided on one."""
        change = update(chat_messages).where(chat_messages.c.id == message_id)
        self._connection.execute(change.values(edits=EDITS.dump(edits)))

    def clear(self, goal_id: str) -> int:
        """Delete all messages about a goal with their ratings; return how many there were."""
        self._outcomes.touch(goal_id)
        gone = delete(chat_messages).where(chat_messages.c.goal_id == goal_id)
        return self._connection.execute(gone).rowcount

    def list_memories(self, goal_id: str) -> tuple[Memory, ...]:
        """Return what is remembered within a goal, oldest first."""
        query = select(chat_memories).where(chat_memories.c.goal_id == goal_id)
        rows = fetch_all(self._connection, query.order_by(chat_memories.c.id))
        return tuple(to_memory(row) for row in rows)

    def count_memories(self, goal_id: str) -> int:
        """Return how many lines are remembered within a goal."""
        query = select(func.count()).where(chat_memories.c.goal_id == goal_id)
        return int(self._connection.execute(query).scalar_one())

    def add_memory(self, goal_id: str, memory: Memory, *, user_id: str) -> None:
        """Add a line to remember."""
        row = {
            "id": memory.id,
            "goal_id": goal_id,
            "user_id": user_id,
            "text": memory.text,
            "from_message": memory.from_message,
            "created_at": memory.created_at,
        }
        self._connection.execute(chat_memories.insert().values(row))

    def change_memory(self, goal_id: str, memory_id: str, text: str) -> bool:
        """Change a line; False if the goal has no such line."""
        change = update(chat_memories).where(
            chat_memories.c.id == memory_id, chat_memories.c.goal_id == goal_id
        )
        return self._connection.execute(change.values(text=text)).rowcount == 1

    def delete_memories(self, goal_id: str, memory_ids: Iterable[str]) -> int:
        """Delete lines; return how many there were."""
        gone = delete(chat_memories).where(
            chat_memories.c.goal_id == goal_id, chat_memories.c.id.in_(list(memory_ids))
        )
        return self._connection.execute(gone).rowcount

    def rate(self, message_id: str, rating: AnswerRating, *, user_id: str, now: datetime) -> None:
        """Save the rating of an answer; a later one replaces it, and an empty one removes it."""
        of_goal = select(chat_messages.c.goal_id).where(chat_messages.c.id == message_id)
        self._outcomes.touch(self._connection.execute(of_goal).scalar_one())
        if rating.empty:
            gone = delete(chat_ratings).where(chat_ratings.c.message_id == message_id)
            self._connection.execute(gone)
            return
        answers = {name: getattr(rating, name) for name in ANSWER_QUESTIONS}
        row = {"message_id": message_id, "user_id": user_id, "rated_at": now} | answers
        replace_rows(self._connection, chat_ratings, [row])


def _because(new: NewReply) -> str:
    return f"{new.author} answered because {new.because}." if new.because else ""
