"""The address that the browser reaches Rein at."""

import ipaddress
from urllib.parse import urlsplit

import streamlit as st

from app import services


def site() -> str:
    """Return the address that the browser reaches Rein at, without a slash at its end.

    Our pages are one level deep, so it is everything before the last part of a page's address.
    """
    settings = services.rein().settings
    here = st.context.url or f"http://{settings.host}:{settings.port}{settings.base_path}/"
    return here.rpartition("/")[0]


def is_local(address: str) -> bool:
    """Return whether an address reaches this computer only."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
