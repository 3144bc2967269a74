"""Makes traffic to anything but this machine impossible, and remembers who tried."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

ATTEMPTS: list[str] = []
"""Places outside that were tried since the list was emptied; a library may swallow the error, this does not."""

_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex
_getaddrinfo = socket.getaddrinfo


class OutsideTraffic(RuntimeError):
    """A test tried to reach another machine."""


def is_here(host: str | bytes | None) -> bool:
    """Tell whether a host name or address can only mean this machine."""
    name = host.decode() if isinstance(host, bytes) else host
    if not name or name == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return name == socket.gethostname()
    return address.is_loopback or address.is_unspecified


def _refuse(place: object) -> None:
    ATTEMPTS.append(str(place))
    raise OutsideTraffic(
        f"Tests reach only this machine; this one tried {place}. Use a stub server on 127.0.0.1."
    )


def _checked(original: Callable[..., Any]) -> Callable[..., Any]:
    def connect(self: socket.socket, address: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not is_here(address[0]):
            _refuse(address)
        return original(self, address)

    return connect


def _lookup(host: str | bytes | None, *args: Any, **kwargs: Any) -> Any:
    if not is_here(host):
        _refuse(host)
    return _getaddrinfo(host, *args, **kwargs)


def install() -> None:
    """Put the guard before every connection and every name look-up of this process."""
    socket.socket.connect = _checked(_connect)  # type: ignore[method-assign]
    socket.socket.connect_ex = _checked(_connect_ex)  # type: ignore[method-assign]
    socket.getaddrinfo = _lookup
