"""The links in mails, followed without signing in: confirm an address, and end all mail."""

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app import services
from app.api import health, routes
from app.base_path import also_below
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.errors import Conflict, InvalidInput, ReinError
from core.usecases.mail.subscribe import (
    AddressState,
    MailView,
    find_mail,
    remove_address,
    request_confirmation,
)
from tests.conftest import make_settings
from tests.fakes import FrozenClock
from tests.stubs.smtp import SmtpStub

ADDRESS = "ada@example.org"
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def smtp() -> Iterator[SmtpStub]:
    with SmtpStub() as stub:
        yield stub


@pytest.fixture
def rein(tmp_path: Path, database_url: str, clock: FrozenClock, smtp: SmtpStub) -> Iterator[Rein]:
    settings = make_settings(
        tmp_path,
        REIN_DATABASE_URL=database_url,
        REIN_SMTP_HOST="127.0.0.1",
        REIN_SMTP_PORT=smtp.port,
        REIN_SMTP_SECURITY="none",
        REIN_MAIL_FROM="coach@example.org",
        REIN_PUBLIC_URL="https://rein.example.org",
    )
    built = build(settings, clock=clock)
    yield built
    built.database.close()


def view(rein: Rein) -> MailView:
    found = find_mail(rein, viewer=LOCAL_VIEWER)
    assert found is not None
    return found


def link(smtp: SmtpStub) -> str:
    """Return the path of the link in the newest mail."""
    body = smtp.last().get_body(("plain",))
    assert body is not None
    found = re.search(r"https://rein\.example\.org(/mail/\S+)", body.get_content())
    assert found is not None
    return found.group(1)


def ask(rein: Rein, smtp: SmtpStub, address: str = ADDRESS) -> str:
    request_confirmation(rein, viewer=LOCAL_VIEWER, address=address)
    return link(smtp)


@pytest.fixture
def unsubscribe(rein: Rein, smtp: SmtpStub, client: TestClient) -> str:
    """The path that ends the mail of a confirmed person."""
    from core.mail.secrets import unsubscribe_secret  # noqa: PLC0415
    from core.store.mail.read import find_subscription  # noqa: PLC0415

    client.post(ask(rein, smtp))
    stored = find_subscription(rein.database, LOCAL_VIEWER.id)
    assert stored is not None
    return f"/mail/unsubscribe/{unsubscribe_secret(stored.key)}"


def test_an_address_is_confirmed_by_the_button_of_the_link_and_not_by_opening_it(
    rein: Rein, smtp: SmtpStub, client: TestClient
) -> None:
    path = ask(rein, smtp)
    opened = client.get(path)
    before = view(rein).state
    pressed = client.post(path)

    assert smtp.last()["To"] == ADDRESS
    assert smtp.last()["List-Unsubscribe"] is None
    assert (opened.status_code, pressed.status_code) == (200, 200)
    assert ADDRESS in opened.text
    assert opened.text.count("<button") == 1
    assert "confirmed" in pressed.text
    assert (before, view(rein).state) == (AddressState.UNCONFIRMED, AddressState.CONFIRMED)


@ON_SQLITE
def test_a_used_an_expired_a_replaced_and_a_wrong_link_are_the_same_404(
    rein: Rein, smtp: SmtpStub, client: TestClient, clock: FrozenClock
) -> None:
    replaced = ask(rein, smtp)
    used = ask(rein, smtp)
    client.post(used)
    other = ask(rein, smtp, "other@example.org")
    clock.advance(timedelta(hours=48))
    wrong = f"/mail/confirm/{'A' * 43}"

    pages = {
        (answer.status_code, answer.text)
        for path in (replaced, used, other, wrong)
        for answer in (client.get(path), client.post(path))
    }

    assert [status for status, _ in pages] == [404]
    assert view(rein).state is AddressState.UNCONFIRMED


@ON_SQLITE
def test_a_link_is_valid_for_48_hours_and_stored_as_a_hash(
    rein: Rein, smtp: SmtpStub, client: TestClient, clock: FrozenClock
) -> None:
    path = ask(rein, smtp)
    secret = path.rpartition("/")[2]
    with rein.database.read() as connection:
        stored = connection.exec_driver_sql("SELECT * FROM mail_subscriptions").one()
    clock.advance(timedelta(hours=47, minutes=59))

    assert len(secret) == 43
    assert secret not in map(str, stored)
    assert client.post(path).status_code == 200


def test_mail_ends_with_one_button_and_stays_ended(
    rein: Rein, unsubscribe: str, client: TestClient
) -> None:
    opened = client.get(unsubscribe)
    before = view(rein).state
    pressed, again = client.post(unsubscribe), client.post(unsubscribe)

    assert "<button" in opened.text
    assert before is AddressState.CONFIRMED
    assert pressed.status_code == again.status_code == 200
    assert view(rein).state is AddressState.UNSUBSCRIBED
    assert "<button" not in client.get(unsubscribe).text


@ON_SQLITE
def test_a_mail_program_ends_mail_with_one_post(
    rein: Rein, unsubscribe: str, client: TestClient
) -> None:
    answer = client.post(unsubscribe, data={"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert answer.history == [], "RFC 8058: no redirect"
    assert view(rein).state is AddressState.UNSUBSCRIBED


@ON_SQLITE
def test_mail_that_was_ended_begins_only_with_a_new_confirmation(
    rein: Rein, smtp: SmtpStub, unsubscribe: str, client: TestClient
) -> None:
    client.post(unsubscribe)
    path = ask(rein, smtp)
    before = view(rein).state
    client.post(path)

    assert before is AddressState.UNCONFIRMED
    assert view(rein).state is AddressState.CONFIRMED
    assert client.get(unsubscribe).status_code == 200, "links of old mails go on working"


@ON_SQLITE
def test_a_link_of_another_address_or_of_a_removed_one_is_404(
    rein: Rein, smtp: SmtpStub, unsubscribe: str, client: TestClient
) -> None:
    client.post(ask(rein, smtp, "new@example.org"))
    after_change = client.post(unsubscribe).status_code
    still = view(rein).state
    remove_address(rein, viewer=LOCAL_VIEWER)

    assert (after_change, still) == (404, AddressState.CONFIRMED)
    assert client.get(unsubscribe).status_code == 404
    assert find_mail(rein, viewer=LOCAL_VIEWER) is None


@ON_SQLITE
def test_pages_of_links_are_seen_by_no_cache_no_search_engine_and_no_frame(
    unsubscribe: str, client: TestClient
) -> None:
    for answer in (client.get(unsubscribe), client.get("/mail/confirm/x")):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-robots-tag"] == "noindex"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["content-type"] == "text/html; charset=utf-8"


@ON_SQLITE
def test_links_work_below_a_base_path(
    rein: Rein, unsubscribe: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "rein", lambda: rein)
    served = Starlette(routes=also_below("/rein", [*health.ROUTES, *routes.ROUTES]))
    with TestClient(served) as below:
        opened = below.get(f"/rein{unsubscribe}")
        assert 'action="' not in opened.text, "the form posts to the address of its page"
        assert below.post(f"/rein{unsubscribe}").status_code == 200

    assert view(rein).state is AddressState.UNSUBSCRIBED


@ON_SQLITE
@pytest.mark.parametrize(
    "address",
    [
        "",
        "ada",
        "ada@",
        "@example.org",
        "ada@localhost",
        "ada@example.org, bob@example.org",
        "ada@example.org\r\nBcc: bob@example.org",
        "Ada <ada@example.org>",
        "a b@example.org",
        "ädä@example.org",
        f"{'a' * 65}@example.org",
        f"ada@{'a' * 250}.org",
        "ada@exa\u202emple.org",
        "ada@@example.org",
    ],
)
def test_what_is_no_address_is_refused_and_nothing_is_sent(
    rein: Rein, smtp: SmtpStub, address: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        request_confirmation(rein, viewer=LOCAL_VIEWER, address=address)

    assert refused.value.field == "address"
    assert smtp.sent == []


@ON_SQLITE
@pytest.mark.parametrize(
    ("written", "sent_to"),
    [
        (" Ada.Lovelace+rein@Example.org ", "Ada.Lovelace+rein@example.org"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
    ],
)
def test_an_address_is_sent_to_as_it_is_written(
    rein: Rein, smtp: SmtpStub, written: str, sent_to: str
) -> None:
    ask(rein, smtp, written)

    assert smtp.last()["To"] == sent_to


@ON_SQLITE
def test_no_one_is_flooded_with_confirmation_mails(
    rein: Rein, smtp: SmtpStub, clock: FrozenClock
) -> None:
    for number in range(5):
        ask(rein, smtp, f"victim{number}@example.org")
    with pytest.raises(Conflict, match="confirmation mails today"):
        ask(rein, smtp)
    clock.advance(timedelta(days=1))
    ask(rein, smtp)

    assert len(smtp.mails) == 6


@ON_SQLITE
def test_an_address_that_the_server_refuses_is_said_at_once(rein: Rein, smtp: SmtpStub) -> None:
    smtp.to_recipients.append("550 no such user")

    with pytest.raises(ReinError, match="550 no such user"):
        request_confirmation(rein, viewer=LOCAL_VIEWER, address=ADDRESS)


@ON_SQLITE
def test_the_log_has_no_secret_of_a_link(
    rein: Rein,
    smtp: SmtpStub,
    unsubscribe: str,
    client: TestClient,
    caplog: pytest.LogCaptureFixture,
) -> None:
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # the log of the server in the test
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="core")
    for name in ("httpx", "httpx2", "httpcore"):  # the logs of the caller
        logging.getLogger(name).setLevel(logging.CRITICAL)
    client.get(unsubscribe)
    client.post(unsubscribe)
    path = ask(rein, smtp)

    logged = " ".join(f"{one.getMessage()} {one.__dict__.get('fields')}" for one in caplog.records)
    assert unsubscribe.rpartition("/")[2] not in logged
    assert path.rpartition("/")[2] not in logged
    assert ADDRESS not in logged
