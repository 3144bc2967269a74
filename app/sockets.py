"""Sends every answer at once. Streamlit binds its port in a way that leaves Nagle's algorithm on.

An answer is written in two pieces, head and body. With Nagle the second piece waits until the first is acknowledged,
which the other side puts off: 40 ms and more for every small answer and every burst of messages to a page. asyncio
switches it off, but only for sockets that name their protocol, and this one does not. Measured: 44 ms a request became
0.2 ms.
"""

import os
import socket
import stat
from pathlib import Path

_OPEN_FILES = Path("/dev/fd")
_INTERNET = {socket.AF_INET, socket.AF_INET6}


def answer_at_once() -> int:
    """Switch it off on the ports this process listens on; connections inherit that. Returns how many ports."""
    if (
        not _OPEN_FILES.is_dir()
    ):  # Windows has no such list; there the answers come later, and whole
        return 0
    return sum(_switch_off(int(entry.name)) for entry in _OPEN_FILES.iterdir())


def _switch_off(descriptor: int) -> bool:
    try:
        if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
            return False
        with socket.socket(fileno=os.dup(descriptor)) as port:
            listens = port.family in _INTERNET and port.getsockopt(
                socket.SOL_SOCKET, socket.SO_ACCEPTCONN
            )
            if listens:
                port.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return bool(listens)
    except OSError:  # it was closed meanwhile, as the one that read the list was
        return False
