"""Refuse requests of a token or an address that sends too many a minute."""

import hashlib
import math

from fastapi import Depends, Request

from app import services
from core.accounts.request_limit import RequestLimit, network_of
from core.errors import LimitReached


def check_address(request: Request) -> None:
    """Count a request for the address that it comes from. Raises LimitReached."""
    address = request.client.host if request.client is not None else ""
    _check(services.rein().request_limits.address, network_of(address), "address")


def check_token(token: str) -> None:
    """Count a request for the token that it carries. Raises LimitReached."""
    digest = hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
    _check(services.rein().request_limits.token, digest, "token")


def _check(limit: RequestLimit, key: str, noun: str) -> None:
    wait_s = math.ceil(limit.take(key))
    if wait_s:
        raise LimitReached(
            f"This {noun} has sent too many requests in a minute.",
            advice=f"Try again in {wait_s} s.",
            wait_s=wait_s,
        )


LIMITED_BY_ADDRESS = Depends(check_address)
"""For routes without a token."""
