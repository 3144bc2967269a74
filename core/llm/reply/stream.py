"""A reply while it arrives, in terms that all providers share: whole, or in chunks."""

from dataclasses import dataclass, field

from core.errors import ModelFault
from core.ports import Usage

COMPLETE = "stop"
"""The finish reason of a complete reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamChunk:
    """One chunk of a reply, or the whole of it."""

    text: str = ""
    thought: str = ""
    """Visible thinking. It is never shown, and counted only if the provider reports no tokens."""
    finish: str | None = None
    """The finish reason, in the provider's word or COMPLETE; None if more is to come."""
    fault: ModelFault | None = None
    """The fault that this finish reason means; None if the reply can be used."""
    usage: Usage | None = None
    """The tokens billed up to here, if the provider reports them."""


@dataclass(slots=True)
class ReplyAccumulator:
    """Everything received of one reply so far."""

    received: bool = False
    finish: str | None = None
    fault: ModelFault | None = None
    usage: Usage | None = None
    ended: bool = False
    """Whether a finish reason came after the last text, so that only usage can still be missing.

    A finish reason beside text does not count: some Gemini models have sent one with every chunk.
    """
    _texts: list[str] = field(default_factory=list)
    _thoughts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self._texts)

    @property
    def thought(self) -> str:
        return "".join(self._thoughts)

    @property
    def billable(self) -> bool:
        """Whether anything was received that a provider charges for."""
        return self.usage is not None or any(self._texts) or any(self._thoughts)

    def add(self, chunk: StreamChunk) -> None:
        """Add the next chunk. Later faults do not replace the first."""
        self.received = True
        self._texts.append(chunk.text)
        self._thoughts.append(chunk.thought)
        self.usage = chunk.usage or self.usage
        if chunk.finish is not None and self.fault is None:
            self.finish, self.fault = chunk.finish, chunk.fault
        self.ended = (self.ended or chunk.finish is not None) and not chunk.text
