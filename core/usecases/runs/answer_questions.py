"""Answer or skip the questions of a run; it continues when none is open."""

from collections.abc import Mapping

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import InvalidInput
from core.goals.goal import MAX_CONSTRAINT_CHARACTERS, clean_text
from core.offline.clarifying.answers import check_answer
from core.usecases.goals.ownership import require_own_run


def answer_questions(
    rein: Rein, *, viewer: Viewer, goal_id: str, answers: Mapping[str, str | None]
) -> None:
    """Save answers by question id; None or an empty text skips a question.

    Raises Conflict, InvalidInput and NotFound.
    """
    now = rein.clock.now()
    accepted = {question_id: _accept(question_id, text) for question_id, text in answers.items()}
    with rein.database.begin() as work:
        run = require_own_run(work, goal_id, viewer=viewer)
        for question_id, text in accepted.items():
            work.clarifications.answer(run.id, question_id, text, now=now)
        if not work.clarifications.list_open(run.id):
            work.runs.resume_answered(run.id, now=now)
    rein.jobs.wake(run.id, priority=run.priority)


def _accept(question_id: str, text: str | None) -> str | None:
    if text is None:
        return None
    if len(text) > MAX_CONSTRAINT_CHARACTERS:
        raise InvalidInput(
            f"This answer has {len(text):,} characters.",
            field=question_id,
            advice=f"Say it in at most {MAX_CONSTRAINT_CHARACTERS}.",
        )
    cleaned = clean_text(text)
    check_answer(question_id, cleaned)
    return cleaned or None
