"""The path that Rein is served below, if it shares a host with other programs."""

import re

_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")


def to_base_path(written: str) -> str:
    """Return a base path with a slash before and none after it; "" for the root of a host.

    Raises ValueError if it has characters that need escaping in an address.
    """
    parts = [part for part in written.strip().split("/") if part]
    path = "".join(f"/{part}" for part in parts)
    if not _PATH.fullmatch(path) or {".", ".."} & set(parts):
        raise ValueError("a path such as /rein, of letters, digits and . _ ~ -")
    return path
