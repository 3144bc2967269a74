"""What a person does on the coach's pages: one use-case each, as the person who is signed in."""

import hashlib
from collections.abc import Mapping

from app.auth import current_viewer
from app.services import rein
from core.goals.goal import Circumstances
from core.quality.rating import Rating
from core.usecases.goals import archive as keep_goals
from core.usecases.goals.submit import submit_goal
from core.usecases.plans.complete_task import complete_task
from core.usecases.ratings import rate as ratings
from core.usecases.resolutions.improve import apply_suggestion, undo_improvement
from core.usecases.runs.answer_questions import answer_questions
from core.usecases.runs.cancel import cancel_run
from core.usecases.runs.retry import retry_run


def submission_key(draft: str, *, text: str, circumstances: Circumstances) -> str:
    """Return the key under which this draft is submitted.

    The same words of one draft always give the same key, so a double click or a repeated message starts nothing
    twice; changed words give another, so they are never mistaken for the first ones.
    """
    said = f"{text}\n{circumstances!r}".encode(errors="surrogatepass")
    return f"{draft}:{hashlib.sha256(said).hexdigest()[:24]}"


def submit(
    *,
    draft: str,
    text: str,
    circumstances: Circumstances,
    insist: bool = False,
    asks: bool = True,
    rewrite: bool = False,
) -> str:
    """Submit a goal and return its id. Raises InvalidInput naming the field, GoalDeclined where it is not planned."""
    key = submission_key(draft, text=text, circumstances=circumstances)
    submitted = submit_goal(
        rein(),
        viewer=current_viewer(),
        text=text,
        circumstances=circumstances,
        key=key,
        interactive=asks,
        insist=insist,
        rewrite=rewrite,
    )
    return submitted.goal_id


def answer(goal_id: str, answers: Mapping[str, str | None]) -> None:
    """Answer the open questions of a run; None skips one. Raises Conflict where they were answered meanwhile."""
    answer_questions(rein(), viewer=current_viewer(), goal_id=goal_id, answers=answers)


def improve(goal_id: str, item_id: str, sentence: str) -> bool:
    """Add a sentence to the resolution and score it anew. Returns whether the item it was for is met now."""
    improved = apply_suggestion(
        rein(), viewer=current_viewer(), goal_id=goal_id, item_id=item_id, sentence=sentence
    )
    return improved.met


def take_back_improvement(goal_id: str) -> None:
    undo_improvement(rein(), viewer=current_viewer(), goal_id=goal_id)


def cancel(goal_id: str) -> None:
    cancel_run(rein(), viewer=current_viewer(), goal_id=goal_id)


def retry(goal_id: str) -> None:
    retry_run(rein(), viewer=current_viewer(), goal_id=goal_id)


def tick(goal_id: str, task_id: str, *, done: bool) -> None:
    complete_task(rein(), viewer=current_viewer(), goal_id=goal_id, task_id=task_id, done=done)


def rate(trace_id: str, rating: Rating) -> None:
    """Store a rating, or change the one that is there. Raises InvalidInput for a comment that is too long."""
    ratings.rate(rein(), viewer=current_viewer(), trace_id=trace_id, rating=rating)


def withdraw_rating(trace_id: str) -> None:
    ratings.withdraw_rating(rein(), viewer=current_viewer(), trace_id=trace_id)


def archive(goal_id: str) -> None:
    keep_goals.archive_goal(rein(), viewer=current_viewer(), goal_id=goal_id)


def restore(goal_id: str) -> None:
    keep_goals.restore_goal(rein(), viewer=current_viewer(), goal_id=goal_id)


def delete(goal_id: str) -> None:
    keep_goals.delete_goal(rein(), viewer=current_viewer(), goal_id=goal_id)
