"""The e-mail address that a person signs in with."""

from core.errors import InvalidInput
from core.mail.address import accept_address

MAX_LOGIN_CHARACTERS = 254


def accept_login(written: str) -> str:
    """Return an address in the form it is stored in. Raises InvalidInput."""
    return accept_address(written).lower()


def fold_login(written: str) -> str:
    """Return what an entered address is looked up by; an impossible one finds nothing."""
    try:
        return accept_login(written[: MAX_LOGIN_CHARACTERS + 1])
    except InvalidInput:
        return written[:MAX_LOGIN_CHARACTERS].strip().lower()
