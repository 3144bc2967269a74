"""Questions to the person in the middle of a run: the rules decide whether to ask, and when to stop."""

from core.goals.clarification import Question


class NeedsAnswers(Exception):
    """The run can go on better once these are answered or skipped."""

    def __init__(self, questions: tuple[Question, ...]) -> None:
        super().__init__(f"{len(questions)} questions are open.")
        self.questions = questions
