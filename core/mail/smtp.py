"""The door to the SMTP server: connect, send one mail after the other, close.

The commands of a mail are sent one by one, because what a lost connection means depends on where it
is lost: before the text is sent the mail was surely not accepted, after it nothing is sure.
"""

import asyncio
import base64
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from typing import TypeVar

import aiosmtplib

from core.mail.delivery_result import MailFailure, MailUnavailable, SendResult
from core.mail.server import MailServer
from core.setting_groups.mail import MailSecurity

T = TypeVar("T")

MAX_ANSWER_CHARACTERS = 300
COMMANDS_PER_MAIL = 3
"""The sender, the recipient and the text; a mail may take as many timeouts."""


@dataclass(slots=True)
class MailSession:
    """An open connection. After a failure that ended it, `is_open` is False."""

    server: MailServer
    greeting: str
    _client: aiosmtplib.SMTP
    _runner: asyncio.Runner

    @property
    def is_open(self) -> bool:
        return self._client.is_connected

    def send(self, message: EmailMessage, *, to: str) -> SendResult:
        """Send one mail to one address."""
        limit_s = self.server.timeout_s * COMMANDS_PER_MAIL
        sending = _Sending(self._client, self.server)
        try:
            return self._runner.run(asyncio.wait_for(sending.send(message, to), limit_s))
        except TimeoutError:
            self._client.close()
            return sending.lost("It did not answer in time.")


@contextmanager
def open_session(server: MailServer) -> Iterator[MailSession]:
    """Connect and sign in; close the connection at the end. Raises MailUnavailable."""
    with asyncio.Runner() as runner:
        client = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            local_hostname=server.client_name,
            timeout=server.timeout_s,
            use_tls=server.security is MailSecurity.TLS,
            start_tls=server.security is MailSecurity.STARTTLS,
            username=server.user,
            password=server.password.get_secret_value() if server.password else None,
        )
        greeting = _connect(client, server, runner)
        try:
            yield MailSession(server, greeting, client, runner)
        finally:
            _quit(client, runner)


def _connect(client: aiosmtplib.SMTP, server: MailServer, runner: asyncio.Runner) -> str:
    place = f"{server.host}:{server.port}"
    limit_s = server.timeout_s * COMMANDS_PER_MAIL

    async def connect() -> str:
        answer = await client.connect()
        await client.noop()
        return answer.message

    try:
        return _clean(runner.run(asyncio.wait_for(connect(), limit_s)), server)
    except aiosmtplib.SMTPAuthenticationError as error:
        raise MailUnavailable(
            f"{place} refuses the user name or the password ({_answer(error, server)}).",
            advice="Check REIN_SMTP_USER and REIN_SMTP_PASSWORD.",
            lasting=True,
        ) from None
    except TimeoutError:
        raise MailUnavailable(
            f"{place} does not answer within {server.timeout_s:g} s.",
            advice="Check REIN_SMTP_HOST, REIN_SMTP_PORT and REIN_SMTP_SECURITY.",
        ) from None
    except (aiosmtplib.SMTPException, OSError) as error:
        raise MailUnavailable(
            f"{place} cannot be used: {_reason(error, server)}.",
            advice="Check REIN_SMTP_HOST, REIN_SMTP_PORT and REIN_SMTP_SECURITY.",
        ) from None


def _quit(client: aiosmtplib.SMTP, runner: asyncio.Runner) -> None:
    """Say goodbye; what was accepted stays accepted whatever is answered."""
    if not client.is_connected:
        return
    try:
        runner.run(client.quit(timeout=1))
    except (aiosmtplib.SMTPException, OSError, TimeoutError):
        client.close()


class _Sending:
    """One mail on its way; it knows whether the text was sent already."""

    def __init__(self, client: aiosmtplib.SMTP, server: MailServer) -> None:
        self._client = client
        self._server = server
        self._text_sent = False

    async def send(self, message: EmailMessage, to: str) -> SendResult:
        try:
            await self._client.mail(self._server.sender_address)
        except aiosmtplib.SMTPResponseException as error:
            return await self._refused(error, MailFailure.SENDER)
        except (aiosmtplib.SMTPException, OSError) as error:
            return self.lost(_reason(error, self._server))
        try:
            await self._client.rcpt(to)
            self._text_sent = True
            answer = await self._client.data(message.as_bytes())
        except aiosmtplib.SMTPResponseException as error:
            return await self._refused(error, MailFailure.REFUSED)
        except (aiosmtplib.SMTPException, OSError) as error:
            return self.lost(_reason(error, self._server))
        return SendResult(
            code=answer.code, answer=_clean(f"{answer.code} {answer.message}", self._server)
        )

    async def _refused(
        self, error: aiosmtplib.SMTPResponseException, permanent: MailFailure
    ) -> SendResult:
        try:
            await self._client.rset()
        except (aiosmtplib.SMTPException, OSError):
            self._client.close()
        failure = permanent if error.code >= 500 else MailFailure.TEMPORARY
        return SendResult(code=error.code, answer=_answer(error, self._server), failure=failure)

    def lost(self, why: str) -> SendResult:
        """Return the result if the connection ended."""
        self._client.close()
        failure = MailFailure.IN_DOUBT if self._text_sent else MailFailure.TEMPORARY
        return SendResult(answer=why, failure=failure)


def _answer(error: aiosmtplib.SMTPResponseException, server: MailServer) -> str:
    return _clean(f"{error.code} {error.message}", server)


def _reason(error: Exception, server: MailServer) -> str:
    """Return why a connection failed; a certificate's reason is the useful one."""
    cause = error.__cause__ or error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({cause.verify_message})"
    if isinstance(cause, ssl.SSLError):
        return "it does not speak TLS on this port"
    if isinstance(cause, OSError) and cause.strerror:
        return _clean(cause.strerror, server)
    return _clean(str(error), server).rstrip(".")


def _clean(text: str, server: MailServer) -> str:
    """Return a text of the server in one line, without our password in any form it may repeat."""
    for secret in _secrets(server):
        text = text.replace(secret, "***")
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line[:MAX_ANSWER_CHARACTERS]


def _secrets(server: MailServer) -> Iterator[str]:
    if server.password is None or server.user is None:
        return
    password = server.password.get_secret_value()
    yield password
    for whole in (f"\0{server.user}\0{password}", password):
        yield base64.b64encode(whole.encode()).decode()
