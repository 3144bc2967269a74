"""Change the tier of an account, which decides the models of its later runs."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.ports import Tier
from core.store.accounts.values import account_of
from core.usecases.access.allow import Access, AuditAction, allow


@allow(Access.ADMIN, changes=AuditAction.TIER_CHANGED, whose="account_id")
def set_tier(rein: Rein, *, viewer: Viewer, account_id: str, tier: Tier) -> Tier:
    """Change the tier of an account; return the earlier one, so that it can be undone.

    A run that has started keeps the earlier tier. Raises NotAllowed below admin, and NotFound if
    there is no such account.
    """
    with rein.database.begin() as work:
        if account_id == viewer.id:  # a person without goals has no account yet
            work.accounts.ensure(
                account_of(viewer, tier=rein.settings.tier, created_at=rein.clock.now())
            )
        account = work.accounts.find(account_id)
        if account is None or account.sample:
            raise NotFound(
                "There is no such account.", advice="Load the page again to see who is there."
            )
        work.accounts.save_tier(account_id, tier)
        work.audit.describe({"from": account.tier.value, "to": tier.value})
    return account.tier
