"""Removes the text of a failed call from the page before the call is made again.

Several layers call again (a retry, a larger token limit, the next model), so they share one sink
that knows whether any text is shown.
"""

from dataclasses import replace

from core.ports import ModelCall, TextSink


class RestartableSink:
    """A sink that restarts only if it shows any text."""

    def __init__(self, sink: TextSink) -> None:
        self._sink = sink
        self.has_text = False

    def add(self, text: str) -> None:
        self.has_text = True
        self._sink.add(text)

    def restart(self) -> None:
        if self.has_text:
            self.has_text = False
            self._sink.restart()


def with_restart(call: ModelCall) -> ModelCall:
    """Return the call with a restartable sink; unchanged if it has one or streams nowhere."""
    if call.stream_to is None or isinstance(call.stream_to, RestartableSink):
        return call
    return replace(call, stream_to=RestartableSink(call.stream_to))


def restart(call: ModelCall) -> None:
    """Remove the text that a failed call has shown, before the call is made again."""
    if call.stream_to is not None:
        call.stream_to.restart()


def show_complete(call: ModelCall, text: str) -> None:
    """Show a reply that was not streamed, because it came from the cache or the offline coach."""
    if isinstance(call.stream_to, RestartableSink) and not call.stream_to.has_text:
        call.stream_to.add(text)
