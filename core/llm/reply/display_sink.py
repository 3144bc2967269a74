"""Keeps what a reader sees true to what was answered: words of a call that failed do not stay on the page.

Whoever asks again takes back what the failed call has shown. Several layers ask again (a retry, a second try with more
room, the next model), so they share one sink that knows whether anything is shown at all.
"""

from dataclasses import replace

from core.ports import ModelCall, TextSink


class RestartableSink:
    """A sink that knows whether it shows anything."""

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
    """Return the call with a sink that knows what it shows; a call that is watched already stays as it is."""
    if call.stream_to is None or isinstance(call.stream_to, RestartableSink):
        return call
    return replace(call, stream_to=RestartableSink(call.stream_to))


def restart(call: ModelCall) -> None:
    """Take back what a failed call has shown, before it is made again."""
    if call.stream_to is not None:
        call.stream_to.restart()


def show_complete(call: ModelCall, text: str) -> None:
    """Show a reply that did not come in pieces: one that was kept, or was written by rule."""
    if isinstance(call.stream_to, RestartableSink) and not call.stream_to.has_text:
        call.stream_to.add(text)
