"""Signing in by a provider, over HTTP and on both databases: who gets in, as whom, and what is refused."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from app import auth, services
from app.api import health, routes
from app.signed_in import SessionRequired
from app.trusted_requests import TrustedRequests
from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein, build
from core.errors import Conflict
from core.usecases.audit.list_audit import AuditAction, list_audit
from core.usecases.people.add_person import add_person
from core.usecases.people.people import (
    find_person,
    list_people,
    reset_sign_in,
    set_disabled,
    set_role,
)
from core.usecases.sign_in.passwords import choose_password
from core.usecases.sign_in.sessions import find_session_user
from core.usecases.sign_in.sign_in import Visitor
from tests.conftest import make_settings
from tests.fakes import FrozenClock
from tests.stubs.oidc import CLIENT_ID, CLIENT_SECRET, OidcStub

ADA = {"sub": "1001", "email": "Ada@Example.org", "email_verified": True, "name": "Ada <b>L</b>"}
PASSWORD = "vivid-Turnip-42-orbit"
START = "/account/oidc/start?next=%2Fgoal%3Fid%3D7"


@pytest.fixture
def stub(clock: FrozenClock) -> Iterator[OidcStub]:
    with OidcStub(now=clock.now) as running:
        yield running


@pytest.fixture
def changes() -> dict[str, object]:
    """Settings beside those of the provider."""
    return {"REIN_SIGN_UP": "open"}


@pytest.fixture
def rein(
    tmp_path: Path,
    database_url: str,
    clock: FrozenClock,
    stub: OidcStub,
    changes: dict[str, object],
) -> Iterator[Rein]:
    settings = make_settings(
        tmp_path,
        REIN_DATABASE_URL=database_url,
        REIN_AUTH="oidc",
        REIN_OIDC_ISSUER=stub.issuer,
        REIN_OIDC_CLIENT_ID=CLIENT_ID,
        **{"REIN_OIDC_CLIENT_SECRET": CLIENT_SECRET} | changes,
        REIN_OIDC_NAME="Example",
    )
    built = build(settings, clock=clock)
    yield built
    built.scheduler.stop()
    built.jobs.stop(wait=True)
    built.database.close()


@pytest.fixture
def client(rein: Rein, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(services, "rein", lambda: rein)
    application = Starlette(
        routes=[*health.ROUTES, *routes.ROUTES],
        middleware=[Middleware(TrustedRequests, hosts=["testserver"]), Middleware(SessionRequired)],
    )
    with TestClient(application, follow_redirects=False) as connected:
        yield connected


def leave(client: TestClient) -> str:
    answer = client.get(START)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def enter(client: TestClient, stub: OidcStub, claims: dict[str, Any] = ADA) -> Any:
    return client.get(stub.approve(leave(client), claims))


def user_of(rein: Rein, client: TestClient) -> User:
    user = find_session_user(rein, client.cookies.get(auth.COOKIE))
    assert user is not None
    return user


def test_a_person_is_sent_to_the_provider_and_comes_back_signed_in(
    client: TestClient, stub: OidcStub, rein: Rein
) -> None:
    form = client.get("/goal?id=7", headers={"accept": "text/html"}).headers["location"]
    page = client.get(form)
    assert "Sign in with Example" in page.text
    assert 'href="/account/oidc/start?next=%2Fgoal%3Fid%3D7"' in page.text
    assert 'name="password"' not in page.text

    entered = enter(client, stub)

    assert entered.headers["location"] == "/goal?id=7"
    assert "HttpOnly" in entered.headers["set-cookie"]
    assert user_of(rein, client).name == "Ada <b>L</b>"
    [person] = list_people(rein, viewer=LOCAL_VIEWER)
    assert (person.login, person.has_joined, person.user.role) == (
        "ada@example.org",
        True,
        Role.USER,
    )
    assert [name for name in client.cookies if name.startswith("rein_oidc")] == []


def test_the_same_subject_is_the_same_person_whatever_their_address(
    client: TestClient, stub: OidcStub, rein: Rein
) -> None:
    enter(client, stub)
    first = user_of(rein, client)

    enter(client, stub, ADA | {"email": "new@example.org"})
    assert user_of(rein, client) == first

    answer = enter(client, stub, ADA | {"sub": "2002"})  # another subject with her address
    assert answer.status_code == 403
    assert "belongs to another way to sign in" in answer.text


def test_signing_out_ends_the_session_and_offers_the_provider_s_own(
    client: TestClient, stub: OidcStub, rein: Rein
) -> None:
    enter(client, stub)
    stolen = client.cookies[auth.COOKIE]

    out = client.post("/account/sign-out")

    assert out.headers["location"] == "/account/signed-out"
    assert find_session_user(rein, stolen) is None
    page = client.get("/account/signed-out").text
    assert f'href="{stub.issuer}/end?client_id=rein&amp;post_logout_redirect_uri=' in page


@pytest.mark.parametrize(
    "path", ["sign-in", "password", "change-password", "forgot", "sign-up", "join"]
)
def test_no_form_of_passwords_answers(client: TestClient, path: str) -> None:
    assert client.post(f"/account/{path}", data={"login": "x", "password": "y"}).status_code == 404


@pytest.mark.parametrize("changes", [{"REIN_SIGN_UP": "invitation"}])
def test_by_invitation_only_an_address_that_an_admin_added_gets_in(
    client: TestClient, stub: OidcStub, rein: Rein
) -> None:
    refused = enter(client, stub)
    assert refused.status_code == 403
    assert "There is no account for ada@example.org." in refused.text
    invited = add_person(rein, viewer=LOCAL_VIEWER, login=ADA["email"], role=Role.REVIEWER)

    for unconfirmed in (False, None, "yes"):
        answer = enter(client, stub, ADA | {"email_verified": unconfirmed})
        assert "has not confirmed an e-mail address" in answer.text
    enter(client, stub)

    assert user_of(rein, client).id == invited.user.id
    assert user_of(rein, client).role is Role.REVIEWER


@pytest.mark.parametrize(
    "changes", [{"REIN_SIGN_UP": "open", "REIN_SIGN_UP_DOMAINS": "example.com, @Example.net"}]
)
def test_only_people_of_the_domains_get_an_account(client: TestClient, stub: OidcStub) -> None:
    for address, status in [
        ("a@example.org", 403),
        ("a@sub.example.com", 403),
        ("a@example.com.evil.example", 403),
        ("a@EXAMPLE.com", 303),
        ("b@example.net", 303),
    ]:
        assert enter(client, stub, ADA | {"sub": address, "email": address}).status_code == status


def test_an_account_with_a_password_is_taken_over_only_after_an_admin_reset_it(
    client: TestClient, stub: OidcStub, rein: Rein
) -> None:
    code = add_person(rein, viewer=LOCAL_VIEWER, login="ada@example.org").code
    old = choose_password(
        rein, code=code, password=PASSWORD, name=None, visitor=Visitor(address="x")
    )
    assert enter(client, stub).status_code == 403

    reset_sign_in(rein, viewer=LOCAL_VIEWER, user_id=old.user.id)

    assert find_session_user(rein, old.secret) is None
    enter(client, stub)
    assert user_of(rein, client).id == old.user.id


def test_a_disabled_account_stays_out(client: TestClient, stub: OidcStub, rein: Rein) -> None:
    enter(client, stub)
    user_id = find_person(rein, viewer=LOCAL_VIEWER, login="ada@example.org")
    set_disabled(rein, viewer=LOCAL_VIEWER, user_id=user_id, disabled=True)

    assert "This account is disabled." in enter(client, stub).text


ROLES = {
    "REIN_SIGN_UP": "open",
    "REIN_OIDC_ROLE_CLAIM": "realm_access.roles",
    "REIN_OIDC_ADMINS": "owners, rein-admins",
    "REIN_OIDC_REVIEWERS": "rein-reviewers",
}


@pytest.mark.parametrize("changes", [ROLES])
def test_the_claim_decides_about_the_role_at_each_sign_in(
    client: TestClient, stub: OidcStub, rein: Rein
) -> None:
    for groups, role in [
        (["staff", "rein-admins"], Role.ADMIN),
        (["rein-reviewers"], Role.REVIEWER),
        ("owners", Role.ADMIN),
        (["own"], Role.USER),
        (None, Role.USER),
    ]:
        enter(client, stub, ADA | {"realm_access": {"roles": groups}})
        assert user_of(rein, client).role is role, groups
    [latest, *_] = list_audit(rein, viewer=LOCAL_VIEWER, action=AuditAction.ROLE_CHANGED)
    assert latest.entry.details == {"from": "admin", "to": "user", "by": "provider"}
    with pytest.raises(Conflict, match="provider"):
        set_role(rein, viewer=LOCAL_VIEWER, user_id=user_of(rein, client).id, role=Role.ADMIN)


def test_claims_that_only_the_second_address_has_are_of_the_same_person(
    client: TestClient, stub: OidcStub, rein: Rein
) -> None:
    stub.userinfo = ADA | {"sub": "another"}
    assert enter(client, stub, {"sub": "1001"}).status_code == 403

    stub.userinfo = ADA
    enter(client, stub, {"sub": "1001"})

    assert user_of(rein, client).name.startswith("Ada")


def test_a_token_that_is_not_for_this_sign_in_begins_no_session(
    client: TestClient, stub: OidcStub, caplog: pytest.LogCaptureFixture
) -> None:
    stub.change = lambda claims: claims | {"nonce": "replayed"}

    answer = enter(client, stub)

    assert answer.status_code == 403
    assert "cannot trust" in answer.text
    assert auth.COOKIE not in client.cookies
    assert caplog.records[-1].__dict__["fields"]["reason"] == "it is for another sign-in"


def test_new_keys_of_the_provider_are_found_without_a_restart(
    client: TestClient, stub: OidcStub
) -> None:
    assert enter(client, stub).status_code == 303
    asked = len(stub.asked)
    stub.rotate_key()

    assert enter(client, stub).status_code == 303

    assert stub.asked[asked:] == ["/token", "/.well-known/openid-configuration", "/keys"]
    assert enter(client, stub).status_code == 303
    assert stub.asked[-1] == "/token"


def test_an_answer_works_once_and_only_in_the_browser_that_asked(
    client: TestClient, stub: OidcStub
) -> None:
    back = stub.approve(leave(client), ADA)
    cookies = dict(client.cookies)
    client.cookies.clear()
    stranger = client.get(back)
    assert stranger.status_code == 403
    assert "too old, or was used already" in stranger.text
    assert "/token" not in stub.asked  # the code was not even shown to the provider

    client.cookies.update(cookies)
    assert client.get(back).status_code == 303
    client.cookies.update(cookies)
    again = client.get(back)
    assert again.status_code == 403
    assert "too old, or was used already" in again.text


def test_a_code_of_somebody_else_s_sign_in_is_worth_nothing(
    client: TestClient, stub: OidcStub
) -> None:
    """RFC 9700 section 4.5: a code that was stolen is put into the thief's own sign-in."""
    stolen = stub.approve(leave(client), ADA).partition("code=")[2].partition("&")[0]
    own = stub.approve(leave(client), ADA | {"sub": "thief"})
    code = own.partition("code=")[2].partition("&")[0]

    answer = client.get(own.replace(code, stolen))

    assert answer.status_code == 403
    assert auth.COOKIE not in client.cookies


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("error=access_denied", "did not sign you in"),
        ("error=%3Cscript%3Ealert(1)%3C/script%3E", "did not sign you in"),
        ("", "too old"),
        ("code=x&iss=https://evil.example", "too old"),
        ("code=x", "too old"),
        (f"code={'x' * 5_000}", "too old"),
    ],
)
def test_an_answer_without_a_code_of_this_provider_is_explained(
    client: TestClient, query: str, words: str
) -> None:
    state = leave(client).partition("state=")[2].partition("&")[0]

    answer = client.get(f"/account/oidc/callback?state={state}&{query}")

    assert answer.status_code == 403
    assert words in answer.text
    assert "<script>" not in answer.text


def test_a_provider_that_is_down_gets_a_page_that_says_so(
    client: TestClient, stub: OidcStub
) -> None:
    stub.fails_with = 503
    answer = client.get(START)
    assert answer.status_code == 502
    assert "Example does not answer as it should at the moment." in answer.text
    stub.fails_with = None
    back = stub.approve(leave(client), ADA)
    stub.fails_with = 500

    assert client.get(back).status_code == 502


def test_a_description_of_another_issuer_is_not_followed(
    client: TestClient, stub: OidcStub
) -> None:
    stub.discovery = {"issuer": "https://evil.example"}

    assert client.get(START).status_code == 502


@pytest.mark.parametrize(
    "changes", [{"REIN_OIDC_CLIENT_SECRET": "an old one", "REIN_SIGN_UP": "open"}]
)
def test_a_secret_that_the_provider_refuses_is_for_an_admin(
    client: TestClient, stub: OidcStub, caplog: pytest.LogCaptureFixture
) -> None:
    answer = enter(client, stub)

    assert answer.status_code == 502
    assert "An admin has to look at its settings" in answer.text
    assert "invalid_client" in str(caplog.records[-1].__dict__["fields"]["reason"])


def test_codes_that_fail_are_limited_by_address(client: TestClient, stub: OidcStub) -> None:
    statuses = []
    for _ in range(30):
        state = leave(client).partition("state=")[2].partition("&")[0]
        query = f"state={state}&code=guess&iss={stub.issuer}"
        statuses.append(client.get(f"/account/oidc/callback?{query}").status_code)

    assert statuses[:25] == [403] * 25
    assert set(statuses[25:]) == {429}
