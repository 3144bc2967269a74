"""What a provider says of itself (OpenID Connect Discovery 1.0)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from core.setting_groups.mail import is_loopback

DISCOVERY_PATH = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The addresses of a provider, and what it supports."""

    authorization: str
    token: str
    keys: str
    userinfo: str | None
    end_session: str | None
    algorithms: tuple[str, ...]
    takes_basic: bool
    """Whether the secret is sent in the header and not in the form."""
    names_itself: bool
    """Whether its answers name the issuer (RFC 9207)."""


def parse_metadata(document: Mapping[str, Any], *, issuer: str) -> Metadata:
    """Return the metadata of a provider. Raises ValueError if a part is missing or unsafe."""
    if document.get("issuer") != issuer:
        raise ValueError("it names another issuer")
    methods = document.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    return Metadata(
        authorization=_address(document, "authorization_endpoint"),
        token=_address(document, "token_endpoint"),
        keys=_address(document, "jwks_uri"),
        userinfo=_optional(document, "userinfo_endpoint"),
        end_session=_optional(document, "end_session_endpoint"),
        algorithms=tuple(
            map(str, document.get("id_token_signing_alg_values_supported", ["RS256"]))
        ),
        takes_basic="client_secret_basic" in methods or "client_secret_post" not in methods,
        names_itself=document.get("authorization_response_iss_parameter_supported") is True,
    )


def _optional(document: Mapping[str, Any], name: str) -> str | None:
    return _address(document, name) if document.get(name) else None


def _address(document: Mapping[str, Any], name: str) -> str:
    """Return an address whose requests cannot be read or changed on the way."""
    address = document.get(name)
    parts = urlsplit(address if isinstance(address, str) else "")
    local = parts.scheme == "http" and is_loopback(parts.hostname or "")
    if not isinstance(address, str) or not parts.hostname or not (parts.scheme == "https" or local):
        raise ValueError(f"{name} is missing or not https")
    return address
