"""Two answers in one reply: nothing is said twice, and no step is advised and skipped."""

from core.chat.reply import CitationDraft, CoachReplyDraft, EditDraft
from core.offline.chat.answer import joined
from core.offline.chat.beside import SKIP_BELOW

STEP = CitationDraft(kind="task", ref="w2t1")


def skip(task_id: str) -> EditDraft:
    return EditDraft(kind="skip", task_id=task_id, reason="other", note="Skip it")


def draft(answer: str, *edits: EditDraft) -> CoachReplyDraft:
    return CoachReplyDraft(answer=answer, citations=[STEP], edits=list(edits))


def test_a_sentence_is_said_once() -> None:
    both = joined([draft("Swim on Friday. It leads to 75 m."), draft("Swim on Friday. It ends.")])

    assert both.answer == "Swim on Friday. It leads to 75 m. To your other question: It ends."


def test_a_second_answer_that_says_nothing_new_is_left_out() -> None:
    both = joined([draft("Swim on Friday. It leads to 75 m."), draft("It leads to 75 m.")])

    assert both.answer == "Swim on Friday. It leads to 75 m."


def test_a_step_that_is_advised_is_not_offered_to_be_skipped() -> None:
    advised = draft("The best next step is “Swim”.")
    other = CoachReplyDraft(
        answer=f"A miss changes little. {SKIP_BELOW}", citations=[], edits=[skip("w2t1")]
    )

    for both in (joined([advised, other]), joined([other, advised])):
        assert both.edits == []
        assert SKIP_BELOW not in both.answer


def test_other_skips_stay_with_their_sentence() -> None:
    other = CoachReplyDraft(
        answer=f"A miss changes little. {SKIP_BELOW}",
        citations=[],
        edits=[skip("w2t1"), skip("w1t3")],
    )

    both = joined([draft("The best next step is “Swim”."), other])

    assert both.edits == [skip("w1t3")]
    assert SKIP_BELOW in both.answer


def test_a_task_that_the_person_asked_to_skip_is_still_offered() -> None:
    asked = draft("“Swim” is the one I would leave out.", skip("w2t1"))

    assert joined([draft("“Swim” is on Friday."), asked]).edits == [skip("w2t1")]
