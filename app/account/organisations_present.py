"""What the page says about organisations."""

from datetime import datetime

from app.ui.text import plain
from core import formats
from core.usecases.organisations.organisations import Member, Organisation

LEAD = (
    "Members see each other's names and nothing else. Share a goal with one of them from its page, "
    "under “Share this plan”."
)
NONE = (
    "You are in no organisation. In one, people find each other by name, and share goals without a "
    "link. Create one, or open the link that someone sent you."
)
INVITED = (
    "You are invited to an organisation. Its members will see your name, and nothing else of you "
    "unless you share a goal."
)
LINK = "Send this link to those who should be in it. It works for a week, for any number of people."
LEAVING = "What you share and coach through it ends at once. To come back you need a new link."
REMOVING = (
    "What they share and coach through it ends at once, and so does a link that you made: they "
    "could come back by it."
)
HANDING_OVER = "They will let others in, remove members and may close it. You stay a member."
CLOSING = (
    "It ends for all members, with everything that is shared through it, at once and for good."
)


def title(organisation: Organisation) -> str:
    """Return its name and how many are in it."""
    return f"{organisation.name} · {formats.pluralize(len(organisation.members), 'member')}"


def member_lines(organisation: Organisation, *, own_id: str, now: datetime) -> str:
    """Return a line for each member: who it is, since when, and whether they lead."""
    return "\n".join(
        member_line(organisation, one, own=one.user_id == own_id, now=now)
        for one in organisation.members
    )


def member_line(organisation: Organisation, member: Member, *, own: bool, now: datetime) -> str:
    """Return who it is, since when, and whether they lead."""
    name = f"{member.name} (you)" if own else member.name
    leads = ", leads it" if member.user_id == organisation.lead_id else ""
    return f"{name}{leads}, {_since(member, now=now)}"


def choice(member: Member, *, now: datetime) -> str:
    """Return who can be chosen; two members may have one name."""
    return f"{member.name}, {_since(member, now=now)}"


def closing_label(organisation: Organisation) -> str:
    """Return what has to be typed, as the label of the field; a name is no Markdown."""
    return plain(f"Type “{organisation.name}” to confirm")


def _since(member: Member, *, now: datetime) -> str:
    return f"since {formats.short_moment(member.joined_at, now=now)}"
