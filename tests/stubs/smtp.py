"""A real SMTP server on this machine, which answers as it is told: accepts, refuses, loses the connection."""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ssl import SSLContext
from types import TracebackType
from typing import Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

ACCEPT = "250 OK"
DROP = "drop"
"""The connection is lost after the text of the mail, before the answer."""
STALL = "stall"
"""The text is read and never answered."""

USER, PASSWORD = "rein", "correct horse battery"


@dataclass
class SmtpStub:
    """Keeps what it accepts. Answers are used up one by one; when there are none left, it accepts."""

    to_recipients: Iterable[str] = ()
    to_texts: Iterable[str] = ()
    to_senders: Iterable[str] = ()
    tls: SSLContext | None = None
    mails: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    """Answers to recipients that are always refused."""
    refusals: int = 0
    sent: list[bytes] = field(default_factory=list)
    """Texts that were sent, accepted or not."""
    port: int = 0
    on_text: Callable[[], None] = lambda: None
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _thread: threading.Thread | None = None

    def __post_init__(self) -> None:
        self.to_recipients = deque(self.to_recipients)
        self.to_texts = deque(self.to_texts)
        self.to_senders = deque(self.to_senders)

    def __enter__(self) -> Self:
        options = {
            "tls_context": self.tls,
            "require_starttls": self.tls is not None,
            "authenticator": self._check,
            "auth_require_tls": False,
        }
        make = lambda: SMTP(self, loop=self._loop, **options)  # noqa: E731
        server = self._loop.run_until_complete(self._loop.create_server(make, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = server
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        assert self._thread is not None
        self._thread.join(5)
        self._loop.close()

    async def _stop(self) -> None:
        self._server.close()
        rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    @property
    def texts(self) -> int:
        return len(self.sent)

    def newest_id(self) -> str:
        """Return the id of the text that was sent last."""
        return str(message_from_bytes(self.sent[-1], policy=default)["Message-ID"])

    def last(self) -> EmailMessage:
        return self.mails[-1]

    def _check(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, given: object
    ) -> AuthResult:
        assert isinstance(given, LoginPassword)
        known = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=known, handled=False)

    async def handle_MAIL(  # noqa: N802 - the name the server calls
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.to_senders and (answer := self.to_senders.popleft()) != ACCEPT:
            return answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return ACCEPT

    async def handle_RCPT(  # noqa: N802 - the name the server calls
        self,
        server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if address in self.refused:
            self.refusals += 1
            return self.refused[address]
        answer = self.to_recipients.popleft() if self.to_recipients else ACCEPT
        if answer == DROP:
            server.transport.abort()
        if answer != ACCEPT:
            return answer
        envelope.rcpt_tos.append(address)
        return ACCEPT

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.sent.append(envelope.content)
        self.on_text()
        answer = self.to_texts.popleft() if self.to_texts else ACCEPT
        if answer == DROP:
            server.transport.abort()
            return ACCEPT
        if answer == STALL:
            await asyncio.sleep(600)
        if answer == ACCEPT:
            self.raw.append(envelope.content)
            self.mails.append(message_from_bytes(envelope.content, policy=default))
        return answer
