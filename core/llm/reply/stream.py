"""A reply while it comes in, in terms that all makers share: the whole of it at once, or one piece after another."""

from dataclasses import dataclass, field

from core.errors import ModelFault
from core.ports import Usage

COMPLETE = "stop"
"""How a reply ends that is complete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamChunk:
    """What came at once."""

    text: str = ""
    thought: str = ""
    """Thinking that the provider lets us see. It is never shown, and counted only where nobody tells its tokens."""
    finish: str | None = None
    """How the reply ended, in the provider's word or COMPLETE; None where more is to come."""
    fault: ModelFault | None = None
    """What such an end means; None where the reply can be used."""
    usage: Usage | None = None
    """What is billed up to here, where the provider tells it."""


@dataclass(slots=True)
class ReplyAccumulator:
    """All that came of one reply so far."""

    received: bool = False
    finish: str | None = None
    fault: ModelFault | None = None
    usage: Usage | None = None
    ended: bool = False
    """Whether an end came after the last words, so that only usage can still be missing.

    An end beside words does not count: some models of Gemini have sent one with every piece.
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
        """Whether anything came that a provider charges for."""
        return self.usage is not None or any(self._texts) or any(self._thoughts)

    def add(self, part: StreamChunk) -> None:
        """Take in the next part; a fault that was told once stays, whatever the stream says later."""
        self.received = True
        self._texts.append(part.text)
        self._thoughts.append(part.thought)
        self.usage = part.usage or self.usage
        if part.finish is not None and self.fault is None:
            self.finish, self.fault = part.finish, part.fault
        self.ended = (self.ended or part.finish is not None) and not part.text
