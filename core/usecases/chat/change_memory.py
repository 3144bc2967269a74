"""Add, edit and delete what the coach remembers within a goal."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.chat.memory import MAX_MEMORIES, Memory, accept_memory
from core.errors import Conflict, NotFound
from core.ids import is_id, new_id
from core.usecases.access.allow import Access, allow
from core.usecases.goals.ownership import require_own_goal


@allow(Access.OWNER)
def add_memory(rein: Rein, *, viewer: Viewer, goal_id: str, text: str) -> Memory:
    """Remember a line. Raises InvalidInput, NotFound, or Conflict if there are too many."""
    line = accept_memory(text)
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        if work.chat.count_memories(goal_id) >= MAX_MEMORIES:
            raise Conflict(
                f"The coach remembers at most {MAX_MEMORIES} lines for a goal.",
                advice="Delete one that no longer matters.",
            )
        memory = Memory(id=new_id(), text=line, created_at=rein.clock.now())
        work.chat.add_memory(goal_id, memory, user_id=viewer.id)
    return memory


@allow(Access.OWNER)
def edit_memory(rein: Rein, *, viewer: Viewer, goal_id: str, memory_id: str, text: str) -> None:
    """Change a line. Raises InvalidInput or NotFound."""
    line = accept_memory(text)
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        if not is_id(memory_id) or not work.chat.change_memory(goal_id, memory_id, line):
            raise NotFound("This line is not remembered any more.", advice="Add it again.")


@allow(Access.OWNER)
def delete_memory(rein: Rein, *, viewer: Viewer, goal_id: str, memory_id: str) -> None:
    """Forget a line; one that is gone already is no error. Raises NotFound for another's goal."""
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        if is_id(memory_id):
            work.chat.delete_memories(goal_id, [memory_id])
