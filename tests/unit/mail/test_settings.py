"""The settings of mail: all of a server or none, and nothing in the clear to another machine."""

import pytest

from core.errors import ConfigurationError
from core.mail.server import mail_server_of
from core.setting_groups.mail import MailSecurity
from core.settings import load_settings

WHOLE: dict[str, object] = {
    "REIN_SMTP_HOST": "mail.example.org",
    "REIN_MAIL_FROM": "Rein <coach@example.org>",
    "REIN_PUBLIC_URL": "https://example.org/rein/",
}


def test_without_a_host_there_is_no_server() -> None:
    assert mail_server_of(load_settings()) is None


def test_a_host_a_sender_and_an_address_are_enough() -> None:
    server = mail_server_of(load_settings(**WHOLE))

    assert server is not None
    assert (server.port, server.security) == (587, MailSecurity.STARTTLS)
    assert server.sender_address == "coach@example.org"
    assert server.site == "https://example.org/rein"
    assert server.client_name == "example.org"


@pytest.mark.parametrize(("security", "port"), [("tls", 465), ("starttls", 587)])
def test_the_port_follows_the_encryption_unless_it_is_set(security: str, port: int) -> None:
    chosen = load_settings(**WHOLE, REIN_SMTP_SECURITY=security)

    assert chosen.mail_port == port
    assert load_settings(**WHOLE, REIN_SMTP_PORT=2525).mail_port == 2525


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"REIN_MAIL_FROM": None}, "REIN_MAIL_FROM"),
        ({"REIN_PUBLIC_URL": None}, "REIN_PUBLIC_URL"),
        ({"REIN_MAIL_FROM": "coach"}, "REIN_MAIL_FROM"),
        ({"REIN_MAIL_FROM": "a@example.org, b@example.org"}, "REIN_MAIL_FROM"),
        ({"REIN_MAIL_FROM": "a@example.org\r\nBcc: b@example.org"}, "REIN_MAIL_FROM"),
        ({"REIN_PUBLIC_URL": "ftp://example.org"}, "REIN_PUBLIC_URL"),
        ({"REIN_PUBLIC_URL": "https://user:secret@example.org"}, "REIN_PUBLIC_URL"),
        ({"REIN_SMTP_USER": "rein"}, "REIN_SMTP_PASSWORD"),
        ({"REIN_SMTP_PASSWORD": "hunter2"}, "REIN_SMTP_USER"),
        ({"REIN_SMTP_SECURITY": "none"}, "REIN_SMTP_SECURITY"),
    ],
)
def test_half_a_server_is_refused_with_the_variable_and_without_its_value(
    changes: dict[str, object], named: str
) -> None:
    with pytest.raises(ConfigurationError, match=named) as refused:
        load_settings(**(WHOLE | changes))

    assert "hunter2" not in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_a_server_on_this_machine_needs_no_encryption(host: str) -> None:
    chosen = load_settings(**(WHOLE | {"REIN_SMTP_HOST": host}), REIN_SMTP_SECURITY="none")

    assert chosen.mail_port == 25
