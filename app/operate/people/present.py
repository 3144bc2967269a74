"""What the page of people says."""

from datetime import datetime
from urllib.parse import urlsplit

from core import formats
from core.accounts.user import Role
from core.setting_groups.sign_in import AuthMode
from core.settings import Settings
from core.usecases.people.password_link import PasswordLink
from core.usecases.people.people import Person

_LABELS = {Role.USER: "User", Role.REVIEWER: "Reviewer", Role.ADMIN: "Admin"}


def role_label(role: Role) -> str:
    """Return a role as people read it."""
    return _LABELS[role]


def sentence(found: tuple[Person, ...], *, search: str) -> str:
    """Return how many accounts there are."""
    if not found:
        return f"No account matches “{search}”." if search else "Nobody has an account yet."
    admins = sum(one.user.role is Role.ADMIN for one in found)
    counted = formats.pluralize(len(found), "account")
    return f"{counted}, {formats.pluralize(admins, 'admin')} among them."


def line(person: Person, *, now: datetime) -> str:
    """Return one account: name, address, and how it stands."""
    return f"{person.user.name} ({person.login}), {_state(person, now)}"


def _state(person: Person, now: datetime) -> str:
    if person.disabled_at is not None:
        return f"disabled since {formats.past_day(person.disabled_at, now=now)}"
    if not person.has_joined:
        return f"invited {formats.past_day(person.created_at, now=now)}, not here yet"
    if person.used_at is None:
        return "signed in nowhere"
    return f"last seen {formats.past_day(person.used_at, now=now)}"


def link_text(made: PasswordLink) -> str:
    """Return what the link below is for."""
    day = formats.day(made.expires_at.date(), year=True)
    return (
        f"Send this link to {made.login}. It works once, until {day}, and is not shown again: "
        "whoever opens it chooses the password of the account."
    )


def invite_label(settings: Settings) -> str:
    """Return what the button of an invitation does."""
    return "Add the account" if settings.auth is AuthMode.OIDC else "Make the link"


def invited_text(made: PasswordLink) -> str:
    """Return what happens next where people sign in by a provider."""
    return f"{made.login} can sign in now. The account is theirs from the first sign-in on."


def reset_text(person: Person) -> str:
    """Return that it was forgotten how a person signs in."""
    return f"{person.login} is signed out and has to sign in again."


def role_changed(person: Person, role: Role) -> str:
    """Return that a role was changed."""
    return (
        f"{person.login} is {'an' if role is Role.ADMIN else 'a'} {role_label(role).lower()} now."
    )


def disabled_text(person: Person, *, disabled: bool) -> str:
    """Return that an account may sign in, or not."""
    return f"{person.login} can{'not' if disabled else ''} sign in{'' if disabled else ' again'}."


def erasing_text(person: Person) -> str:
    """Return what erasing an account does."""
    return (
        f"This deletes everything that {person.user.name} wrote and was given, for good. To take "
        "their access alone, disable the account. What receivers other than Opik were sent stays "
        "there."
    )


def site_of(url: str | None) -> str:
    """Return the address of Rein, from the address of a page that is one level below it."""
    parts = urlsplit(url or "")
    path = parts.path.rstrip("/").rpartition("/")[0]
    return f"{parts.scheme}://{parts.netloc}{path}"
