"""`rein mail test` and what `rein doctor` says of the mail server."""

from collections.abc import Iterator

import pytest

from tests.integration.ops.conftest import Run
from tests.stubs.smtp import PASSWORD, USER, SmtpStub


@pytest.fixture
def smtp() -> Iterator[SmtpStub]:
    with SmtpStub() as stub:
        yield stub


@pytest.fixture
def configured(smtp: SmtpStub, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in {
        "REIN_SMTP_HOST": "127.0.0.1",
        "REIN_SMTP_PORT": str(smtp.port),
        "REIN_SMTP_SECURITY": "none",
        "REIN_SMTP_USER": USER,
        "REIN_SMTP_PASSWORD": PASSWORD,
        "REIN_MAIL_FROM": "Rein <coach@example.org>",
        "REIN_PUBLIC_URL": "https://rein.example.org",
    }.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_a_test_mail_is_sent_and_the_answer_printed(
    run: Run, smtp: SmtpStub, configured: pytest.MonkeyPatch
) -> None:
    result = run("mail", "test", "ada@example.org")

    assert result.exit_code == 0, result.output
    assert "The server accepted it: 250 OK" in result.output
    assert smtp.last()["To"] == "ada@example.org"


def test_a_refused_test_mail_is_an_error_with_the_answer(
    run: Run, smtp: SmtpStub, configured: pytest.MonkeyPatch
) -> None:
    smtp.to_recipients.append("550 5.1.1 no such user")

    result = run("mail", "test", "ada@example.org")

    assert result.exit_code == 1
    assert "550 5.1.1 no such user" in str(result.exception or result.output)


def test_without_a_server_a_test_mail_says_what_to_set(run: Run) -> None:
    result = run("mail", "test", "ada@example.org")

    assert result.exit_code == 1
    assert "REIN_SMTP_HOST" in str(result.exception or result.output)


def test_the_doctor_tries_the_login_and_shows_no_password(
    run: Run, smtp: SmtpStub, configured: pytest.MonkeyPatch
) -> None:
    well = run("doctor").stdout
    configured.setenv("REIN_SMTP_PASSWORD", "hunter2-hunter2")
    ill = run("doctor")

    assert f"127.0.0.1:{smtp.port} accepts connections and the login." in well
    assert f"127.0.0.1:{smtp.port} (reminders with goals and tasks, by e-mail)" in well
    assert ill.exit_code == 1
    assert "refuses the user name or the password (535" in ill.output
    assert "hunter2" not in ill.output
    assert smtp.sent == []
