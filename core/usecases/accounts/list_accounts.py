"""Accounts and their tiers."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.ports import Tier
from core.store.accounts import read
from core.store.accounts.read import AccountRow
from core.usecases.access.allow import Access, allow

__all__ = ["AccountRow", "get_tier", "list_accounts"]


@allow(Access.ADMIN)
def list_accounts(rein: Rein, *, viewer: Viewer) -> tuple[AccountRow, ...]:
    """Return all accounts, the viewer's first. Raises NotAllowed below admin."""
    own = AccountRow(user_id=viewer.id, name=viewer.user.name, tier=get_tier(rein, viewer=viewer))
    others = (row for row in read.list_accounts(rein.database) if row.user_id != viewer.id)
    return (own, *others)


@allow(Access.PERSON)
def get_tier(rein: Rein, *, viewer: Viewer) -> Tier:
    """Return the viewer's tier; without a stored account it is the one of the settings."""
    return read.find_tier(rein.database, viewer.id) or rein.settings.tier
