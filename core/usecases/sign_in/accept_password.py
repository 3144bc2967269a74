"""Accept a new password, or say why not."""

import logging

from core.accounts.password_rules import check_password, refuse_breached
from core.bootstrap import Rein
from core.usecases.access.allow import Access, without_viewer

_log = logging.getLogger(__name__)


@without_viewer(Access.PART, "checks a password that a use-case is about to store")
def accept_password(rein: Rein, password: str, *, known: tuple[str, ...]) -> None:
    """Raise InvalidInput for a password that is short, easy to guess or breached.

    If the list of breached passwords does not answer within a second, the rest of the check counts.
    """
    check_password(password, known=known)
    address = rein.settings.breached_passwords_url
    if address is None:
        return
    # Imported here: it needs an HTTP client, which the start does not.
    from core.accounts.breached_passwords import ListUnavailable, count_breaches  # noqa: PLC0415

    try:
        count = count_breaches(address, password, monotonic=rein.clock.monotonic)
    except ListUnavailable as error:
        _log.warning("breached_passwords_not_asked", extra={"fields": {"because": str(error)}})
        return
    if count:
        refuse_breached()
