"""What is shown of a reply while it arrives: never text of a call that was made again."""

from core.llm.reply.display_sink import RestartableSink, restart, show_complete, with_restart
from tests.factories.calls import make_call, make_text_call
from tests.fakes import ListSink


def test_what_was_shown_is_taken_back_once() -> None:
    sink = ListSink()
    call = with_restart(make_text_call(stream_to=sink))
    assert call.stream_to is not None

    call.stream_to.add("Run")
    restart(call)
    restart(call)

    assert sink.events == ["Run", None]


def test_a_page_that_shows_nothing_is_left_alone() -> None:
    sink = ListSink()

    restart(with_restart(make_text_call(stream_to=sink)))

    assert sink.events == []


def test_all_that_ask_again_share_one_memory_of_what_is_shown() -> None:
    call = with_restart(make_text_call(stream_to=ListSink()))

    assert isinstance(call.stream_to, RestartableSink)
    assert with_restart(call) is call


def test_a_call_without_a_sink_is_unchanged() -> None:
    call = make_call()

    restart(call)
    show_complete(call, "Run")

    assert with_restart(call) is call


def test_a_reply_that_did_not_come_in_pieces_is_shown_whole() -> None:
    kept, streamed = ListSink(), ListSink()
    of_kept, of_streamed = (
        with_restart(make_text_call(stream_to=sink)) for sink in (kept, streamed)
    )
    assert of_streamed.stream_to is not None
    of_streamed.stream_to.add("Run.")

    show_complete(of_kept, "Run.")
    show_complete(of_streamed, "Run.")

    assert kept.events == streamed.events == ["Run."]
