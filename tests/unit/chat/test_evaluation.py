"""The scores of an answer by rule: what cannot be known is unscored, never zero."""

from core.chat.evaluation import score_answer
from core.chat.reply import CoachReply
from tests.factories.chats import answered, make_situation


def scores(question: str, reply: CoachReply | None = None) -> dict[str, float | None]:
    now = make_situation(question)
    return {each.dimension: each.score for each in score_answer(reply or answered(now), now)}


def test_an_answer_from_the_plan_scores_higher_than_an_empty_phrase() -> None:
    good = scores("What should I do today?")
    empty = scores("What should I do today?", CoachReply(text="Believe in yourself."))

    for name in ("relevance", "personalization", "actionability"):
        assert (good[name] or 0) > (empty[name] or 0)


def test_motivation_is_unscored_where_it_was_not_asked_for() -> None:
    assert scores("What should I do today?")["motivation"] is None
    assert scores("I want to give up, it is pointless")["motivation"] is not None


def test_a_memory_that_fits_the_question_should_be_used() -> None:
    now = make_situation("Can I train on stairs today?", memories=("My knee hurts on stairs",))
    unaware = CoachReply(text=f"Do “{now.tasks[0].task.title}” in week 3.")
    aware = CoachReply(text=f"{unaware.text} Your knee hurts, so leave the stairs out.")

    def personal(reply: CoachReply) -> float:
        found = {each.dimension: each.score for each in score_answer(reply, now)}
        return found["personalization"] or 0.0

    assert personal(aware) > personal(unaware)
