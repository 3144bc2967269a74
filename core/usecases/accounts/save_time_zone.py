"""Store a person's time zone with their account."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.store.accounts.read import find_time_zone_name
from core.usecases.access.allow import Access, allow


@allow(Access.PERSON)
def save_time_zone(rein: Rein, *, viewer: Viewer) -> bool:
    """Store the viewer's time zone if it differs from the stored one; return whether it did.

    API tokens of the account then count days in this zone. Without an account nothing is stored:
    one that is created later starts with the zone of its viewer.
    """
    zone = viewer.zone_name
    if zone is None or find_time_zone_name(rein.database, viewer.id) == zone:
        return False
    with rein.database.begin() as work:
        return work.accounts.save_time_zone(viewer.id, zone)
