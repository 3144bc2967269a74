"""A reply while it arrives: its text, its finish reason, and its usage so far."""

from core.errors import ModelFault
from core.llm.reply.stream import ReplyAccumulator, StreamChunk
from core.ports import Usage


def heard(*parts: StreamChunk) -> ReplyAccumulator:
    whole = ReplyAccumulator()
    for part in parts:
        whole.add(part)
    return whole


def test_pieces_are_one_text_and_thinking_is_no_part_of_it() -> None:
    whole = heard(
        StreamChunk(thought="Hm. "),
        StreamChunk(text="Run "),
        StreamChunk(thought="So."),
        StreamChunk(text="today."),
    )

    assert (whole.text, whole.thought) == ("Run today.", "Hm. So.")


def test_the_first_fault_stays() -> None:
    refused = heard(
        StreamChunk(finish="refusal", fault=ModelFault.BLOCKED), StreamChunk(finish="stop")
    )

    assert (refused.finish, refused.fault) == ("refusal", ModelFault.BLOCKED)


def test_the_last_usage_counts_and_silence_does_not_undo_it() -> None:
    first, last = Usage(input_tokens=5), Usage(input_tokens=5, output_tokens=9)

    assert (
        heard(
            StreamChunk(usage=first),
            StreamChunk(text="Run"),
            StreamChunk(usage=last),
            StreamChunk(),
        ).usage
        == last
    )


def test_a_reply_has_begun_with_words_thinking_or_usage_and_not_with_a_mere_sign_of_life() -> None:
    begun = [
        StreamChunk(text="Run"),
        StreamChunk(thought="Hm"),
        StreamChunk(usage=Usage(input_tokens=1)),
    ]

    assert not heard(StreamChunk()).billable
    assert all(heard(part).billable for part in begun)


def test_an_end_beside_words_is_no_end_because_more_words_may_come() -> None:
    assert not heard(StreamChunk(text="Run", finish="stop")).ended
    assert not heard(StreamChunk(finish="stop"), StreamChunk(text="Run")).ended
    assert heard(StreamChunk(text="Run"), StreamChunk(finish="stop")).ended
    assert heard(
        StreamChunk(text="Run"), StreamChunk(finish="stop"), StreamChunk(usage=Usage())
    ).ended
