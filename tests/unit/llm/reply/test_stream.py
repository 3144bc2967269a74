"""A reply while it comes in: what it says, how it ended, and what it cost so far."""

from core.errors import ModelFault
from core.llm.reply.stream import Heard, Part
from core.ports import Usage


def heard(*parts: Part) -> Heard:
    whole = Heard()
    for part in parts:
        whole.add(part)
    return whole


def test_pieces_are_one_text_and_thinking_is_no_part_of_it() -> None:
    whole = heard(Part(thought="Hm. "), Part(text="Run "), Part(thought="So."), Part(text="today."))

    assert (whole.text, whole.thought) == ("Run today.", "Hm. So.")


def test_a_fault_that_was_told_once_stays() -> None:
    refused = heard(Part(finish="refusal", fault=ModelFault.BLOCKED), Part(finish="stop"))

    assert (refused.finish, refused.fault) == ("refusal", ModelFault.BLOCKED)


def test_the_last_usage_counts_and_silence_does_not_undo_it() -> None:
    first, last = Usage(input_tokens=5), Usage(input_tokens=5, output_tokens=9)

    assert heard(Part(usage=first), Part(text="Run"), Part(usage=last), Part()).usage == last


def test_a_reply_has_begun_with_words_thinking_or_usage_and_not_with_a_mere_sign_of_life() -> None:
    begun = [Part(text="Run"), Part(thought="Hm"), Part(usage=Usage(input_tokens=1))]

    assert not heard(Part()).begun
    assert all(heard(part).begun for part in begun)


def test_an_end_beside_words_is_no_end_because_more_words_may_come() -> None:
    assert not heard(Part(text="Run", finish="stop")).over
    assert not heard(Part(finish="stop"), Part(text="Run")).over
    assert heard(Part(text="Run"), Part(finish="stop")).over
    assert heard(Part(text="Run"), Part(finish="stop"), Part(usage=Usage())).over
