"""The connection to the server: encryption, login, and answers that repeat no password."""

import base64
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pydantic import SecretStr

from core.mail.closing import write_test
from core.mail.delivery_result import MailFailure, MailUnavailable
from core.mail.message import Envelope
from core.mail.places import Places
from core.mail.server import MailServer
from core.mail.smtp import open_session
from core.setting_groups.mail import MailSecurity
from core.usecases.mail.send_mail import SendResult, send_one
from tests.stubs.smtp import PASSWORD, USER, SmtpStub

SITE = "https://rein.example.org"


def server(port: int, **changes: object) -> MailServer:
    values: dict[str, object] = {
        "host": "127.0.0.1",
        "port": port,
        "security": MailSecurity.NONE,
        "sender": "coach@example.org",
        "site": SITE,
        "timeout_s": 2.0,
    }
    return MailServer(**(values | changes))  # type: ignore[arg-type]


def send(to: MailServer) -> SendResult:
    envelope = Envelope(to="ada@example.org", message_id="test", sent_at=datetime.now(UTC))
    return send_one(to, write_test(Places(site=SITE)), envelope)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """A throw-away certificate of 127.0.0.1, and the context of a server that shows it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "rein test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return file, context


@pytest.fixture
def encrypted(certificate: tuple[Path, ssl.SSLContext]) -> Iterator[SmtpStub]:
    with SmtpStub(tls=certificate[1]) as stub:
        yield stub


def test_starttls_with_a_trusted_certificate_signs_in_and_sends(
    encrypted: SmtpStub,
    certificate: tuple[Path, ssl.SSLContext],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    known = {"security": MailSecurity.STARTTLS, "user": USER, "password": SecretStr(PASSWORD)}

    assert send(server(encrypted.port, **known)).failure is None
    assert len(encrypted.mails) == 1


def test_a_certificate_that_is_not_trusted_ends_the_connection(encrypted: SmtpStub) -> None:
    with pytest.raises(MailUnavailable, match="certificate is not valid"):
        send(server(encrypted.port, security=MailSecurity.STARTTLS))

    assert encrypted.sent == []


def test_a_server_without_starttls_gets_nothing_in_the_clear() -> None:
    with SmtpStub() as stub, pytest.raises(MailUnavailable, match=r"(?i)starttls"):
        send(server(stub.port, security=MailSecurity.STARTTLS, user=USER, password=SecretStr("p")))

    assert stub.sent == []


def test_a_server_without_tls_on_its_port_is_named_as_such() -> None:
    with SmtpStub() as stub, pytest.raises(MailUnavailable, match="does not speak TLS"):
        send(server(stub.port, security=MailSecurity.TLS))


def test_a_refused_login_says_so_without_the_password() -> None:
    wrong = SecretStr("hunter2-hunter2")
    with SmtpStub() as stub, pytest.raises(MailUnavailable) as refused:
        send(server(stub.port, user=USER, password=wrong))

    assert refused.value.lasting
    assert "refuses the user name or the password (535" in str(refused.value)
    assert "REIN_SMTP_PASSWORD" in str(refused.value)
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    "echoed",
    [
        PASSWORD,
        base64.b64encode(PASSWORD.encode()).decode(),
        base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode(),
    ],
)
def test_an_answer_that_repeats_the_password_is_cut(echoed: str) -> None:
    with SmtpStub(to_recipients=[f"550 you sent {echoed}"]) as stub:
        result = send(server(stub.port, user=USER, password=SecretStr(PASSWORD)))

    assert result.failure is MailFailure.REFUSED
    assert result.answer == "550 you sent ***"


def test_a_server_that_is_away_is_named_with_what_to_check() -> None:
    with pytest.raises(MailUnavailable, match=r"127\.0\.0\.1:1 cannot be used: .*REIN_SMTP_HOST"):
        send(server(1))


def test_one_connection_carries_several_mails_also_after_a_refusal() -> None:
    from core.mail.message import build_message  # noqa: PLC0415

    with SmtpStub(to_recipients=["250 OK", "550 no", "250 OK"]) as stub:
        to = server(stub.port)
        with open_session(to) as session:
            results = [
                session.send(
                    build_message(
                        write_test(Places(site=SITE)),
                        Envelope(to="a@example.org", message_id=f"{n}", sent_at=datetime.now(UTC)),
                        to,
                    ),
                    to="a@example.org",
                ).failure
                for n in range(3)
            ]

    assert results == [None, MailFailure.REFUSED, None]
    assert len(stub.mails) == 2
