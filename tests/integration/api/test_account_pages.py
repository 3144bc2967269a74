"""The forms of signing in, over HTTP: cookies, redirects, throttling, and what strangers get."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from app import auth, services
from app.api import health, routes
from app.api.account_pages.forms import MAX_FORM_BYTES, accept_next
from app.signed_in import SessionRequired
from app.trusted_requests import TrustedRequests
from core.accounts.throttle import LIMITS, ThrottleKind
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.usecases.people.add_person import add_person
from core.usecases.sign_in.passwords import choose_password
from core.usecases.sign_in.sessions import find_session_user
from core.usecases.sign_in.sign_in import Visitor

ADA = "ada@example.org"
PASSWORD = "vivid-Turnip-42-orbit"
NEW = "mellow-Kayak-77-plum"
SIGN_IN = "/account/sign-in"
PAGE = {"accept": "text/html"}


@pytest.fixture
def rein(rein: Rein, monkeypatch: pytest.MonkeyPatch) -> Rein:
    """Rein where people sign in."""
    monkeypatch.setattr(auth, "needs_account", lambda settings: settings is rein.settings)
    return rein


@pytest.fixture
def client(rein: Rein, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A browser that follows no redirect, before the routes as the server has them."""
    monkeypatch.setattr(services, "rein", lambda: rein)
    application = Starlette(
        routes=[*health.ROUTES, *routes.ROUTES],
        middleware=[Middleware(TrustedRequests, hosts=["testserver"]), Middleware(SessionRequired)],
    )
    with TestClient(application, follow_redirects=False) as connected:
        yield connected


def join(rein: Rein) -> None:
    code = add_person(rein, viewer=LOCAL_VIEWER, login=ADA, name="Ada").code
    choose_password(rein, code=code, password=PASSWORD, name=None, visitor=Visitor(address="x"))


def enter(client: TestClient, password: str = PASSWORD, login: str = ADA) -> int:
    form = {"login": login, "password": password}
    return client.post(SIGN_IN, data=form).status_code


def test_a_stranger_is_sent_to_the_form_and_back_to_the_page(
    client: TestClient, rein: Rein
) -> None:
    join(rein)
    refused = client.get("/goal?id=7&week=2", headers=PAGE)
    assert refused.status_code == 303
    form = refused.headers["location"]
    assert form == f"{SIGN_IN}?next=%2Fgoal%3Fid%3D7%26week%3D2"

    page = client.get(form)
    assert 'name="password" type="password" autocomplete="current-password"' in page.text
    entered = client.post(form, data={"login": ADA, "password": PASSWORD})

    assert entered.status_code == 303
    assert entered.headers["location"] == "/goal?id=7&week=2"
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert find_session_user(rein, client.cookies[auth.COOKIE]) is not None
    assert client.get("/goal", headers=PAGE).status_code == 404  # let through to what is inside


@pytest.mark.parametrize("path", ["/_stcore/upload_file/x", "/media/x.png", "/_stcore/host-config"])
def test_what_is_no_page_is_refused_without_a_session(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 401
    assert client.put(path).status_code == 401


@pytest.mark.parametrize(
    "path", ["/health/live", "/api/v1/openapi.json", "/static/js/a.js", SIGN_IN, "/shared/x"]
)
def test_what_authenticates_itself_or_is_the_same_for_all_passes(
    client: TestClient, path: str
) -> None:
    assert client.get(path).status_code in {200, 404}


def test_a_path_that_only_begins_alike_does_not_pass(client: TestClient) -> None:
    for path in ("/accounts", "/apix", "/sharedness", "/healthy", "/staticx"):
        assert client.get(path).status_code == 401, path


def test_a_wrong_password_is_answered_in_place_and_keeps_the_address(
    client: TestClient, rein: Rein
) -> None:
    join(rein)

    answer = client.post(SIGN_IN, data={"login": ADA, "password": "wrong-password-9"})

    assert answer.status_code == 401
    assert 'role="alert"' in answer.text
    assert f'value="{ADA}"' in answer.text
    assert "wrong-password-9" not in answer.text
    assert "set-cookie" not in answer.headers


def test_many_failures_are_answered_with_when_to_come_back(client: TestClient, rein: Rein) -> None:
    join(rein)
    for _ in range(LIMITS[ThrottleKind.PAIR]):
        assert enter(client, "wrong-password-9") == 401

    answer = client.post(SIGN_IN, data={"login": ADA, "password": PASSWORD})

    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def test_a_cookie_set_by_an_attacker_is_worth_nothing_after_sign_in(
    client: TestClient, rein: Rein
) -> None:
    join(rein)
    client.cookies.set(auth.COOKIE, "fixed-by-an-attacker")

    assert enter(client) == 303

    assert find_session_user(rein, "fixed-by-an-attacker") is None
    assert client.cookies.get(auth.COOKIE, domain="testserver.local") != "fixed-by-an-attacker"


def test_a_stolen_cookie_is_worth_nothing_after_sign_out(client: TestClient, rein: Rein) -> None:
    join(rein)
    enter(client)
    stolen = client.cookies[auth.COOKIE]

    assert client.post("/account/sign-out").status_code == 303

    assert find_session_user(rein, stolen) is None
    client.cookies.set(auth.COOKIE, stolen)
    assert client.get("/", headers=PAGE).status_code == 303


@pytest.mark.parametrize("path", [SIGN_IN, "/account/sign-out", "/account/change-password"])
def test_a_form_of_another_site_is_refused(client: TestClient, path: str) -> None:
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        answer = client.post(path, data={"login": ADA, "password": PASSWORD}, headers=headers)
        assert answer.status_code == 403


def test_an_invitation_asks_for_a_name_and_a_password_and_signs_in(
    client: TestClient, rein: Rein
) -> None:
    link = add_person(rein, viewer=LOCAL_VIEWER, login=ADA, name="<b>Ada</b>").path
    page = client.get(link)
    assert "Welcome to Rein" in page.text
    assert "&lt;b&gt;Ada&lt;/b&gt;" in page.text
    assert page.headers["referrer-policy"] == "no-referrer"  # the address is a secret

    weak = client.post(link, data={"name": "Ada", "password": "password123"})
    assert weak.status_code == 422
    assert "list of passwords that were stolen" in weak.text
    assert client.post(link, data={"name": "Ada", "password": NEW}).status_code == 303

    user = find_session_user(rein, client.cookies[auth.COOKIE])
    assert user is not None
    assert user.name == "Ada"
    assert client.get(link).status_code == 404


def test_a_changed_password_gives_a_new_cookie(client: TestClient, rein: Rein) -> None:
    join(rein)
    path = "/account/change-password"
    assert client.get(path).headers["location"] == SIGN_IN
    enter(client)
    before = client.cookies[auth.COOKIE]
    wrong = client.post(path, data={"current": "no", "password": NEW})
    assert wrong.status_code == 422

    assert client.post(path, data={"current": PASSWORD, "password": NEW}).status_code == 303

    assert client.cookies[auth.COOKIE] != before
    assert find_session_user(rein, before) is None


def test_without_mail_the_page_says_whom_to_ask(client: TestClient) -> None:
    assert "An admin can make you a link" in client.get("/account/forgot").text


@pytest.mark.parametrize(
    "body", [b"login=" + b"a" * MAX_FORM_BYTES, b"&".join([b"a=b"] * 30), b"\xff\xfe\x00", b""]
)
def test_a_body_of_anything_is_an_answer_below_500(client: TestClient, body: bytes) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = client.post(SIGN_IN, content=body, headers=headers)

    assert 400 <= answer.status_code < 500


def test_a_body_that_is_no_form_is_refused(client: TestClient) -> None:
    assert client.post(SIGN_IN, json={"login": ADA}).status_code == 415


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\tevil",
        "/\n/evil.example",
        "javascript:alert(1)",
        "",
        None,
        "/" + "x" * 3_000,
    ],
)
def test_no_address_leads_away_from_this_site(address: str | None) -> None:
    assert accept_next(address, base_path="") == "/"


def test_an_address_below_the_base_path_is_kept() -> None:
    assert accept_next("/rein/goal?id=1", base_path="/rein") == "/rein/goal?id=1"
    assert accept_next("/elsewhere", base_path="/rein") == "/rein/"
