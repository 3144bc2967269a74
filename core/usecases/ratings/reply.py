"""Answer ratings with what was changed. The person reads the note at the goal."""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput
from core.goals.goal import clean_text
from core.ids import new_id
from core.quality.themes.comment import CommentKey
from core.store.accounts.values import account_of
from core.store.ratings.replies import list_goal_replies
from core.store.ratings.values import NewReply, Reply
from core.usecases.access.allow import Access, AuditAction, allow
from core.usecases.ratings.list_inbox import InboxFilter, find_theme

__all__ = [
    "MAX_NOTE_CHARACTERS",
    "Note",
    "Reply",
    "change_reply",
    "list_own_replies",
    "mark_replies_seen",
    "reply_to_rating",
    "reply_to_theme",
    "withdraw_reply",
]

MAX_NOTE_CHARACTERS = 1_000
_MAX_VERSION_CHARACTERS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a person is to read about their rating."""

    text: str
    version: str = ""
    """The prompt version since which it is changed; "" if none is named."""


@allow(Access.REVIEWER, changes=AuditAction.REPLY_WRITTEN, whose="user_id")
def reply_to_rating(rein: Rein, *, viewer: Viewer, trace_id: str, user_id: str, note: Note) -> None:
    """Answer one rating.

    Raises NotAllowed below reviewer, InvalidInput, and Conflict if it has an answer already or was
    taken back.
    """
    if not _save(rein, viewer, note, [(trace_id, user_id)]):
        raise Conflict(
            "This rating cannot be answered.",
            advice="It has an answer already, which you can change, or it was taken back.",
        )


@allow(Access.REVIEWER, changes=AuditAction.REPLY_WRITTEN)
def reply_to_theme(
    rein: Rein, *, viewer: Viewer, filters: InboxFilter, theme: str, note: Note
) -> int:
    """Answer the ratings of a theme that have no answer yet. Return how many they are.

    Raises NotAllowed below reviewer, InvalidInput, and Conflict if the theme is no longer found.
    """
    found = find_theme(rein, viewer=viewer, filters=filters, theme=theme)
    if found is None:
        raise Conflict("This theme is no longer found.", advice="Open it from Feedback again.")
    return _save(rein, viewer, note, found.members, theme=theme)


@allow(Access.REVIEWER, changes=AuditAction.REPLY_WRITTEN, whose="reply_id")
def change_reply(rein: Rein, *, viewer: Viewer, reply_id: str, note: Note) -> int:
    """Change a note everywhere it was given; it is shown as new. Return how many have it.

    Raises NotAllowed below reviewer, InvalidInput, and Conflict if it was withdrawn.
    """
    note = _accepted(note)
    with rein.database.begin() as work:
        changed = work.replies.change(
            reply_id, note=note.text, version=note.version, now=rein.clock.now()
        )
    return _require(changed)


@allow(Access.REVIEWER, changes=AuditAction.REPLY_WITHDRAWN, whose="reply_id")
def withdraw_reply(rein: Rein, *, viewer: Viewer, reply_id: str) -> int:
    """Withdraw a note everywhere it was given. Return how many had it.

    Raises NotAllowed below reviewer, and Conflict if it was withdrawn before.
    """
    with rein.database.begin() as work:
        withdrawn = work.replies.withdraw(reply_id, now=rein.clock.now())
    return _require(withdrawn)


@allow(Access.PERSON)
def list_own_replies(rein: Rein, *, viewer: Viewer, goal_id: str) -> tuple[Reply, ...]:
    """Return the answers to the viewer's own ratings of a goal, newest first."""
    return list_goal_replies(rein.database, goal_id=goal_id, user_id=viewer.id)


@allow(Access.PERSON)
def mark_replies_seen(rein: Rein, *, viewer: Viewer, goal_id: str) -> None:
    """Record that the viewer saw the answers to their ratings of a goal."""
    with rein.database.begin() as work:
        work.replies.mark_seen(goal_id, viewer.id, now=rein.clock.now())


def _save(
    rein: Rein,
    viewer: Viewer,
    note: Note,
    keys: list[CommentKey] | tuple[CommentKey, ...],
    theme: str = "",
) -> int:
    note, now = _accepted(note), rein.clock.now()
    reply = NewReply(
        id=new_id(), author_id=viewer.id, note=note.text, version=note.version, theme=theme
    )
    with rein.database.begin() as work:
        work.accounts.ensure(account_of(viewer, created_at=now))
        return work.replies.add(reply, keys, now=now)


def _accepted(note: Note) -> Note:
    """Return the note cleaned. Raises InvalidInput with the invalid field."""
    text, version = clean_text(note.text).strip(), note.version.strip()
    if not text:
        raise InvalidInput(
            "The note is empty.", field="note", advice="Write what was changed, in a sentence."
        )
    if len(text) > MAX_NOTE_CHARACTERS:
        raise InvalidInput(
            f"This note has {len(text):,} characters.",
            field="note",
            advice=f"Say it in at most {MAX_NOTE_CHARACTERS:,}.",
        )
    if len(version) > _MAX_VERSION_CHARACTERS:
        raise InvalidInput("This is no prompt version.", field="version", advice="Choose one.")
    return Note(text=text, version=version)


def _require(count: int) -> int:
    if not count:
        raise Conflict("This answer was withdrawn.", advice="Look at the rating again.")
    return count
