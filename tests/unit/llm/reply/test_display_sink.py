"""What a reader sees of a reply that is still coming in: never words of a call that was made again."""

from core.llm.reply.display_sink import Shown, show_whole, take_back, watched
from tests.factories.calls import make_call, make_text_call
from tests.fakes import ListSink


def test_what_was_shown_is_taken_back_once() -> None:
    sink = ListSink()
    call = watched(make_text_call(stream_to=sink))
    assert call.stream_to is not None

    call.stream_to.add("Run")
    take_back(call)
    take_back(call)

    assert sink.events == ["Run", None]


def test_a_page_that_shows_nothing_is_left_alone() -> None:
    sink = ListSink()

    take_back(watched(make_text_call(stream_to=sink)))

    assert sink.events == []


def test_all_that_ask_again_share_one_memory_of_what_is_shown() -> None:
    call = watched(make_text_call(stream_to=ListSink()))

    assert isinstance(call.stream_to, Shown)
    assert watched(call) is call


def test_a_call_nobody_watches_stays_as_it_is() -> None:
    call = make_call()

    take_back(call)
    show_whole(call, "Run")

    assert watched(call) is call


def test_a_reply_that_did_not_come_in_pieces_is_shown_whole() -> None:
    kept, streamed = ListSink(), ListSink()
    of_kept, of_streamed = (watched(make_text_call(stream_to=sink)) for sink in (kept, streamed))
    assert of_streamed.stream_to is not None
    of_streamed.stream_to.add("Run.")

    show_whole(of_kept, "Run.")
    show_whole(of_streamed, "Run.")

    assert kept.events == streamed.events == ["Run."]
