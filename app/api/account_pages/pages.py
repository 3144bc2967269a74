"""What the pages of signing in say."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from app import services
from app.api.account_pages.document import AccountPage, Field
from core.accounts.password_rules import MIN_CHARACTERS
from core.errors import NotFound, ReinError
from core.usecases.sign_in.new_password import can_send_links
from core.usecases.sign_in.passwords import MAX_NAME_CHARACTERS, FoundLink, LinkPurpose
from core.usecases.sign_in.provider import provider_name
from core.usecases.sign_in.sign_up import can_sign_up

_NEW_PASSWORD = Field(
    name="password",
    label="New password",
    type="password",
    autocomplete="new-password",
    hint=f"At least {MIN_CHARACTERS} characters. Four random words are long and easy to remember.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysIn:
    """How people get in here, as the settings have it."""

    by_mail: bool
    """Whether links are sent by mail."""
    by_sign_up: bool
    provider: str | None
    """What the provider is called that people sign in by."""


def ways_in() -> WaysIn:
    """Return how people get in."""
    rein = services.rein()
    return WaysIn(
        by_mail=can_send_links(rein),
        by_sign_up=can_sign_up(rein),
        provider=provider_name(rein),
    )


def sign_in(base_path: str, ways: WaysIn, *, target: str, login: str = "") -> AccountPage:
    """Return the form with address and password, or the way to the provider."""
    query = urlencode({"next": target})
    if ways.provider is not None:
        return AccountPage(
            title="Sign in",
            button=(
                f"Sign in with {ways.provider}",
                f"{base_path}/account/oidc/start?{query}",
            ),
        )
    links = {"Forgot your password?": f"{base_path}/account/forgot"} if ways.by_mail else {}
    if ways.by_sign_up:
        links["Sign up"] = f"{base_path}/account/sign-up"
    return AccountPage(
        title="Sign in",
        fields=(
            replace(_address(login), focused=not login),
            Field(
                name="password",
                label="Password",
                type="password",
                autocomplete="current-password",
                focused=bool(login),
            ),
        ),
        action=f"{base_path}/account/sign-in?{query}",
        submit="Sign in",
        links=links,
        lead="" if ways.by_mail else "If you forgot your password, ask an admin for a new link.",
    )


def signed_out(base_path: str, *, name: str | None, address: str | None) -> AccountPage:
    """Return the page after the end of a session that a provider had begun."""
    links = {"Sign in": f"{base_path}/account/sign-in"}
    if name is None or address is None:
        return AccountPage(title="You are signed out", links=links)
    return AccountPage(
        title="You are signed out",
        lead=f"{name} may still know you in this browser. On a shared computer, sign out there "
        "too.",
        links=links | {f"Sign out of {name}": address},
    )


def not_signed_in(base_path: str, error: ReinError) -> AccountPage:
    """Return why the provider did not lead to a session."""
    return AccountPage(
        title="You are not signed in",
        lead=str(error),
        button=("Try again", f"{base_path}/account/sign-in"),
    )


def sign_up(base_path: str, *, by_mail: bool, login: str = "", name: str = "") -> AccountPage:
    """Return the form of a new account; with a mail server the password comes after the mail."""
    own = replace(_address(login), focused=True)
    return AccountPage(
        title="Sign up",
        lead="We send you a link to confirm your address." if by_mail else "",
        fields=(own,) if by_mail else (own, _name(name), replace(_NEW_PASSWORD, label="Password")),
        action=f"{base_path}/account/sign-up",
        submit="Send the link" if by_mail else "Sign up",
        links={"Back to sign in": f"{base_path}/account/sign-in"},
    )


def signed_up(base_path: str) -> AccountPage:
    """Return the answer to everybody who signs up without a mail server."""
    return AccountPage(
        title="Now sign in",
        lead="If this address had no account, it has one now, with the password you chose.",
        button=("Sign in", f"{base_path}/account/sign-in"),
    )


def join(base_path: str, *, code: str, login: str, name: str = "") -> AccountPage:
    """Return the form of a confirmed address."""
    return AccountPage(
        title="Welcome to Rein",
        lead=f"You sign in as {login}.",
        fields=(_name(name), replace(_NEW_PASSWORD, label="Password")),
        action=f"{base_path}/account/join?{urlencode({'code': code})}",
        submit="Start",
    )


def choose_password(base_path: str, *, code: str, found: FoundLink) -> AccountPage:
    """Return the form for the first password, or for a new one."""
    invited = found.purpose is LinkPurpose.INVITATION
    login = found.credentials.login
    name = _name(found.credentials.user.name)
    return AccountPage(
        title="Welcome to Rein" if invited else "Choose a new password",
        lead=f"You sign in as {login}."
        + ("" if invited else " You will be signed out in every other browser."),
        fields=((name, replace(_NEW_PASSWORD, label="Password")) if invited else (_NEW_PASSWORD,)),
        action=f"{base_path}/account/password?{urlencode({'code': code})}",
        submit="Start" if invited else "Save password",
    )


def change_password(base_path: str) -> AccountPage:
    """Return the form of a person who is signed in."""
    return AccountPage(
        title="Change your password",
        lead="You will be signed out in every other browser.",
        fields=(
            Field(
                name="current",
                label="Present password",
                type="password",
                autocomplete="current-password",
                focused=True,
            ),
            _NEW_PASSWORD,
        ),
        action=f"{base_path}/account/change-password",
        submit="Save password",
        links={"Back": f"{base_path}/you"},
    )


def forgot(base_path: str, *, by_mail: bool) -> AccountPage:
    """Return the form that sends a link, or who to ask where no mail is sent."""
    back = {"Back to sign in": f"{base_path}/account/sign-in"}
    if not by_mail:
        lead = "This Rein sends no mail. An admin can make you a link for a new password."
        return AccountPage(title="Forgot your password?", lead=lead, links=back)
    return AccountPage(
        title="Forgot your password?",
        lead="We send you a link with which you choose a new one.",
        fields=(replace(_address(""), focused=True),),
        action=f"{base_path}/account/forgot",
        submit="Send the link",
        links=back,
    )


def sent(base_path: str, *, new: bool = False) -> AccountPage:
    """Return the answer to everybody who asks for a link; `new` is a sign-up."""
    if_known = "" if new else "If there is an account with this address, "
    return AccountPage(
        title="Check your mail",
        lead=f"{if_known}{'A' if new else 'a'} link is on its way. It works once, for 24 hours.",
        links={"Back to sign in": f"{base_path}/account/sign-in"},
    )


def no_link(base_path: str, error: NotFound) -> AccountPage:
    """Return the page of a link that is used, expired or unknown."""
    return AccountPage(
        title=error.message,
        lead=error.advice,
        links={"Sign in": f"{base_path}/account/sign-in"},
    )


def with_problem(page: AccountPage, problem: str) -> AccountPage:
    """Return a page that says what went wrong."""
    return replace(page, problem=problem)


def _name(value: str) -> Field:
    return Field(
        name="name",
        label="Your name",
        type="text",
        autocomplete="name",
        value=value,
        limit=MAX_NAME_CHARACTERS,
    )


def _address(login: str) -> Field:
    return Field(
        name="login",
        label="E-mail address",
        type="email",
        autocomplete="username",
        value=login,
        limit=254,
    )
