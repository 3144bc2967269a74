"""What the page of an account says."""

import re
from datetime import datetime

from app.ui.text import plain
from core import formats
from core.accounts.user import Role, User
from core.settings import Settings
from core.usecases.sign_in.sessions import OpenSession

_ROLES = {
    Role.USER: "You see your own goals.",
    Role.REVIEWER: "You see your own goals, and review what others get.",
    Role.ADMIN: "You can see everything, and you decide who else can.",
}
ALONE = "Nobody has to sign in on this computer. What you write here is yours."
ERASING = (
    "This deletes your goals with all that belongs to them, every record of what models were sent "
    "and answered, your ratings, settings, links and tokens, and asks Opik to delete its copies; "
    "other receivers cannot be asked, and what they have is listed before you confirm. "
    "It cannot be undone. What was spent stays as a sum without your name, and so do lines of the "
    "audit log, replies you wrote to others, and notes on the running of Rein."
)
_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""Signs of browsers; several name those below them too, so the first one counts."""
_SYSTEMS = ("iPhone", "iPad", "Android", "Windows", "Macintosh", "CrOS", "Linux")


def sentence(user: User) -> str:
    """Return who is signed in, and what their role allows."""
    return f"You are signed in as {user.name}. {_ROLES[user.role]}"


def typing_label(wanted: str) -> str:
    """Return what has to be typed, as the label of the field; an address is no Markdown."""
    return plain(f"Type “{wanted}” to confirm")


def stored_text(settings: Settings) -> str:
    """Return what is stored about a person, and for how long."""
    days = settings.trace_retention_days
    traces = (
        "Records of each step stay until you delete their goal."
        if days is None
        else f"Records of steps that no goal shows are removed after {days:g} days."
    )
    replies = settings.reply_retention_days
    return (
        "Your goals, plans, check-ins, conversations and ratings stay until you delete them. "
        f"{traces} What a model sent for a step that is no longer recorded is removed after "
        f"{replies:g} days. "
        "The file has all of it: one page to read, and JSON for programs."
    )


def session_line(session: OpenSession, *, now: datetime) -> str:
    """Return one browser with its last use."""
    used = (
        "this browser"
        if session.is_current
        else f"last used {formats.past_day(session.used_at, now=now)}"
    )
    since = formats.past_day(session.created_at, now=now)
    return f"{browser_name(session.agent)}, signed in {since}, {used}"


def browser_name(agent: str) -> str:
    """Return browser and system as people call them, from a User-Agent header."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), "A browser")
    system = next((name for name in _SYSTEMS if re.search(rf"\b{name}\b", agent)), "")
    named = {"Macintosh": "Mac", "CrOS": "ChromeOS"}.get(system, system)
    return f"{browser} on {named}" if named else browser
