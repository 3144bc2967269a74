"""What the page says about organisations."""

from datetime import datetime

from core import formats
from core.usecases.organisations.organisations import Member, Organisation

LEAD = (
    "Members see each other's names and nothing else. Share a goal with one of them from its page, "
    "under “Share this plan”."
)
NONE = "In an organisation people find each other by name, and share goals without a link."
INVITED = (
    "You are invited to an organisation. Its members will see your name, and nothing else of you "
    "unless you share a goal."
)
ENDS = "What they share and coach through it ends, too."


def title(organisation: Organisation) -> str:
    """Return its name and how many are in it."""
    return f"{organisation.name} · {formats.pluralize(len(organisation.members), 'member')}"


def member_line(organisation: Organisation, member: Member, *, now: datetime) -> str:
    """Return who it is, since when, and whether they lead."""
    since = formats.short_moment(member.joined_at, now=now)
    leads = ", leads it" if member.user_id == organisation.lead_id else ""
    return f"{member.name}{leads}, since {since}"
