"""Signing up and a new password by mail, over HTTP and on both databases: equal answers, links that work once."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app import auth, services
from app.api import health, routes
from core.accounts import password_hash
from core.accounts.throttle import LIMITS, ThrottleKind
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.usecases.people.add_person import add_person
from core.usecases.people.people import find_person, list_people, set_disabled
from core.usecases.sign_in.passwords import choose_password
from core.usecases.sign_in.sessions import find_session_user
from core.usecases.sign_in.sign_in import Visitor
from tests.conftest import make_settings
from tests.fakes import FrozenClock
from tests.stubs.smtp import SmtpStub

ADA, BOB = "ada@example.org", "bob@example.org"
PASSWORD, OTHER = "vivid-Turnip-42-orbit", "mellow-Kayak-77-plum"
OPEN = {"REIN_SIGN_UP": "open"}


@pytest.fixture
def mail() -> Iterator[SmtpStub]:
    with SmtpStub() as running:
        yield running


@pytest.fixture
def changes(request: pytest.FixtureRequest) -> dict[str, object]:
    """Settings of the test, and those of the mail server if the test uses it."""
    own: dict[str, object] = getattr(request, "param", OPEN)
    if "mail" not in request.fixturenames:
        return own
    stub = request.getfixturevalue("mail")
    return own | {
        "REIN_SMTP_HOST": "127.0.0.1",
        "REIN_SMTP_PORT": stub.port,
        "REIN_SMTP_SECURITY": "none",
        "REIN_MAIL_FROM": "rein@example.org",
        "REIN_PUBLIC_URL": "http://testserver",
    }


@pytest.fixture
def rein(
    tmp_path: Path, database_url: str, clock: FrozenClock, changes: dict[str, object]
) -> Iterator[Rein]:
    own = {"REIN_DATABASE_URL": database_url, "REIN_AUTH": "password"}
    built = build(make_settings(tmp_path, **(own | changes)), clock=clock)
    yield built
    built.scheduler.stop()
    built.jobs.stop(wait=True)
    built.database.close()


@pytest.fixture
def client(rein: Rein, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(services, "rein", lambda: rein)
    application = Starlette(routes=[*health.ROUTES, *routes.ROUTES])
    with TestClient(application, follow_redirects=False) as connected:
        yield connected


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were hashed or compared, one entry for each computation."""
    done: list[str] = []
    real = password_hash._HASHER

    class Counted:
        def hash(self, password: str) -> str:
            done.append(password)
            return real.hash(password)

        def verify(self, stored: str, password: str) -> bool:
            done.append(password)
            return real.verify(stored, password)

        def check_needs_rehash(self, stored: str) -> bool:
            return real.check_needs_rehash(stored)

    monkeypatch.setattr(password_hash, "_HASHER", Counted())
    return done


def join(rein: Rein, login: str = ADA) -> str:
    code = add_person(rein, viewer=LOCAL_VIEWER, login=login, name="Ada").code
    visitor = Visitor(address="x")
    return choose_password(rein, code=code, password=PASSWORD, name=None, visitor=visitor).secret


def sign_up(client: TestClient, login: str, password: str = OTHER, name: str = "Bob") -> Any:
    form = {"login": login, "name": name, "password": password}
    return client.post("/account/sign-up", data=form)


def enter(client: TestClient, login: str, password: str) -> int:
    form = {"login": login, "password": password}
    return client.post("/account/sign-in", data=form).status_code


def link_in(stub: SmtpStub, path: str) -> str:
    """Return the path of the link in the newest mail."""
    text = stub.mails[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    found = re.search(rf"http://testserver({path}\?code=\S+)", text)
    assert found is not None, text
    return found.group(1)


@pytest.mark.parametrize("changes", [{}], indirect=True)
def test_without_the_setting_nobody_signs_up(client: TestClient) -> None:
    assert client.get("/account/sign-up").status_code == 404
    assert sign_up(client, BOB).status_code == 404
    assert "/account/sign-up" not in client.get("/account/sign-in").text


def test_a_known_address_gets_the_answer_of_an_unknown_one_after_the_same_work(
    client: TestClient, rein: Rein, hashes: list[str]
) -> None:
    join(rein)
    assert 'href="/account/sign-up"' in client.get("/account/sign-in").text
    hashes.clear()

    new = sign_up(client, BOB)
    known = sign_up(client, "ADA@example.org")

    assert (new.status_code, new.text) == (known.status_code, known.text)
    assert hashes == [OTHER, OTHER]
    assert "set-cookie" not in {**new.headers, **known.headers}
    assert enter(client, BOB, OTHER) == 303
    assert enter(client, ADA, OTHER) == 401
    assert enter(client, ADA, PASSWORD) == 303


def test_a_password_that_is_weak_or_an_address_that_is_none_is_answered_in_place(
    client: TestClient, rein: Rein
) -> None:
    weak = sign_up(client, BOB, password="password123", name='"><b>')
    assert weak.status_code == 422
    assert f'value="{BOB}"' in weak.text
    assert "&#34;&gt;&lt;b&gt;" in weak.text
    assert sign_up(client, "no address").status_code == 422
    assert list_people(rein, viewer=LOCAL_VIEWER) == ()


@pytest.mark.parametrize("changes", [OPEN | {"REIN_SIGN_UP_DOMAINS": "example.org"}], indirect=True)
def test_only_addresses_of_the_domains_sign_up(client: TestClient) -> None:
    refused = sign_up(client, "eve@evil.example")

    assert refused.status_code == 401
    assert "Ask an admin for an invitation." in refused.text
    assert sign_up(client, BOB).status_code == 200


def test_sign_ups_are_counted(client: TestClient) -> None:
    for _ in range(LIMITS[ThrottleKind.PAIR]):
        assert sign_up(client, BOB).status_code == 200

    refused = sign_up(client, BOB)

    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0


def test_with_a_mail_server_an_address_is_confirmed_before_it_has_an_account(
    client: TestClient, rein: Rein, mail: SmtpStub
) -> None:
    asked = client.post("/account/sign-up", data={"login": BOB})
    assert "Check your mail" in asked.text
    assert list_people(rein, viewer=LOCAL_VIEWER) == ()
    link = link_in(mail, "/account/join")
    assert "You sign in as bob@example.org." in client.get(link).text
    weak = client.post(link, data={"name": "Bob", "password": "password123"})
    assert weak.status_code == 422

    joined = client.post(link, data={"name": "Bob", "password": PASSWORD})

    assert joined.status_code == 303
    user = find_session_user(rein, client.cookies[auth.COOKIE])
    assert user is not None
    assert user.name == "Bob"
    assert client.get(link).status_code == 404
    assert client.post(link, data={"name": "Eve", "password": OTHER}).status_code == 404


def test_a_known_address_gets_a_mail_without_a_link_to_join_and_the_same_page(
    client: TestClient, rein: Rein, mail: SmtpStub
) -> None:
    join(rein)
    new = client.post("/account/sign-up", data={"login": BOB})
    known = client.post("/account/sign-up", data={"login": ADA})

    assert (new.status_code, new.text) == (known.status_code, known.text)
    assert [one["To"] for one in mail.mails] == [BOB, ADA]
    assert "/account/join" not in str(mail.mails[-1])
    assert "You have one already" in str(mail.mails[-1])


def test_a_link_to_join_ends_with_its_day_and_with_the_next_one(
    client: TestClient, mail: SmtpStub, clock: FrozenClock
) -> None:
    client.post("/account/sign-up", data={"login": BOB})
    first = link_in(mail, "/account/join")
    client.post("/account/sign-up", data={"login": BOB})
    second = link_in(mail, "/account/join")

    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    clock.advance(24 * 3_600)
    assert client.get(second).status_code == 404


def test_a_new_password_by_mail_works_once_and_ends_every_session(
    client: TestClient, rein: Rein, mail: SmtpStub
) -> None:
    stolen = join(rein)
    known = client.post("/account/forgot", data={"login": ADA})
    unknown = client.post("/account/forgot", data={"login": "nobody@example.org"})
    assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
    assert [one["To"] for one in mail.mails] == [ADA]
    link = link_in(mail, "/account/password")

    assert client.post(link, data={"password": OTHER}).status_code == 303

    assert find_session_user(rein, stolen) is None
    assert find_session_user(rein, client.cookies[auth.COOKIE]) is not None
    assert client.post(link, data={"password": PASSWORD}).status_code == 404
    assert enter(client, ADA, PASSWORD) == 401
    assert enter(client, ADA, OTHER) == 303


def test_a_server_of_mail_that_is_away_changes_no_answer(
    client: TestClient, rein: Rein, mail: SmtpStub
) -> None:
    join(rein)
    good = client.post("/account/forgot", data={"login": ADA}).text
    mail.to_senders = iter(())
    mail.refused[ADA] = "550 No such mailbox"

    assert client.post("/account/forgot", data={"login": ADA}).text == good


def test_a_stranger_learns_nothing_from_the_work_of_a_sign_in(
    client: TestClient, rein: Rein, hashes: list[str]
) -> None:
    join(rein)
    add_person(rein, viewer=LOCAL_VIEWER, login="invited@example.org")
    join(rein, "gone@example.org")
    gone = find_person(rein, viewer=LOCAL_VIEWER, login="gone@example.org")
    set_disabled(rein, viewer=LOCAL_VIEWER, user_id=gone, disabled=True)

    for login in (ADA, "nobody@example.org", "invited@example.org", "gone@example.org", "", "\x00"):
        hashes.clear()
        assert enter(client, login, "wrong-password-9") == 401
        assert hashes == ["wrong-password-9"], login
