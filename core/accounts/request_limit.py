"""How many requests a minute may carry one token, or come from one address.

Each process lets through its share, so that all replicas together never exceed the limit.

The generic cell rate algorithm: each request takes its share of a minute, and a key that has used
up a whole minute waits. https://www.itu.int/rec/T-REC-I.371, annex A; RFC 6585 section 4 (429).
Counts are in memory, so that a request that is refused costs no write.
"""

import ipaddress
import threading
from collections.abc import Callable
from dataclasses import dataclass

WINDOW_S = 60.0
MAX_KEYS = 20_000
"""Callers that are remembered at once; those whose time is over are forgotten first."""
IPV6_PREFIX = 64
"""One subscriber has a whole network of this prefix. RFC 6177."""


class RequestLimit:
    """Lets `per_minute` requests of each key through; safe to use from many threads."""

    def __init__(self, per_minute: int, monotonic: Callable[[], float]) -> None:
        self._share_s = WINDOW_S / per_minute
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._free_at: dict[str, float] = {}
        """When all requests of a key are paid off."""

    def take(self, key: str) -> float:
        """Count a request. Returns 0, or the seconds to wait if it is one too many."""
        now = self._monotonic()
        with self._lock:
            free_at = max(self._free_at.get(key, now), now) + self._share_s
            if free_at - now > WINDOW_S:
                return free_at - now - WINDOW_S
            if len(self._free_at) >= MAX_KEYS and key not in self._free_at:
                self._forget(now)
            self._free_at[key] = free_at
        return 0.0

    def _forget(self, now: float) -> None:
        """Forget the keys that are paid off, and half of the others if there are too many."""
        open_ = {key: at for key, at in self._free_at.items() if at > now}
        busiest = sorted(open_, key=open_.__getitem__, reverse=True)[: MAX_KEYS // 2]
        self._free_at = {key: open_[key] for key in busiest}


@dataclass(frozen=True, slots=True)
class RequestLimits:
    """The limits of one process: its share of those of all replicas."""

    token: RequestLimit
    address: RequestLimit

    @classmethod
    def per_minute(
        cls, *, token: int, address: int, monotonic: Callable[[], float], replicas: int = 1
    ) -> "RequestLimits":
        """Return limits that have counted nothing yet; each replica lets at least one through."""
        shares = (max(1, limit // replicas) for limit in (token, address))
        return cls(*(RequestLimit(share, monotonic) for share in shares))


def network_of(address: str) -> str:
    """Return what an address is counted under: itself, or the network of an IPv6 address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    mapped = parsed.ipv4_mapped
    if mapped is not None:
        return str(mapped)
    return str(ipaddress.ip_network((parsed, IPV6_PREFIX), strict=False))
