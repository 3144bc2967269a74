"""Check an ID token as OpenID Connect Core 1.0 section 3.1.3.7 asks for."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, KeySet

ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384"})
"""Signatures with a public key. `none`, and those with the shared secret, are not accepted."""
LEEWAY = timedelta(seconds=60)
"""By how much the clocks of provider and server may differ."""
MAX_CHARACTERS = 32_768
MAX_SUBJECT_CHARACTERS = 255
"""Core 1.0 section 2."""


class TokenRefused(ValueError):
    """The token is not one for this sign-in; the message says why and holds nothing of it."""


class KeyMissing(TokenRefused):
    """The token is signed with a key that is not among the known ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a token has to say."""

    issuer: str
    client_id: str
    nonce: str
    now: datetime
    algorithms: Sequence[str]


def load_keys(document: Mapping[str, Any]) -> KeySet:
    """Return the keys of a key set that signatures are checked with; others are left out."""
    keys = []
    for one in document.get("keys", ()):
        if not isinstance(one, dict) or one.get("use", "sig") != "sig" or one.get("kty") == "oct":
            continue
        try:
            keys.append(JWKRegistry.import_key(one))
        except (JoseError, ValueError):  # a key of a kind that is not used here
            continue
    return KeySet(keys)


def check_id_token(text: str, keys: KeySet, expected: Expected) -> Mapping[str, Any]:
    """Return the claims of a token. Raises TokenRefused, and KeyMissing if newer keys may help."""
    claims = _decode(text, keys, expected)
    if claims.get("iss") != expected.issuer:
        raise TokenRefused("it names another issuer")
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if expected.client_id not in audiences:
        raise TokenRefused("it is for another client")
    if claims.get("azp", expected.client_id) != expected.client_id:
        raise TokenRefused("it was issued to another client")
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), expected.nonce.encode()):
        raise TokenRefused("it is for another sign-in")
    _check_times(claims, expected.now)
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= MAX_SUBJECT_CHARACTERS:
        raise TokenRefused("it names no subject")
    if not subject.isprintable():
        raise TokenRefused("its subject cannot be stored")
    return claims


def _decode(text: str, keys: KeySet, expected: Expected) -> Mapping[str, Any]:
    allowed = [name for name in expected.algorithms if name in ALGORITHMS]
    if not allowed or len(text) > MAX_CHARACTERS:
        raise TokenRefused("it is too long, or signed in a way that is not accepted")
    if not keys:
        raise KeyMissing("there is no key to check it with")
    try:
        return jwt.decode(text, keys, algorithms=allowed).claims
    except JoseError as error:
        kind = KeyMissing if error.error in {"invalid_key_id", "bad_signature"} else TokenRefused
        raise kind(f"it cannot be verified: {error.error}") from error
    except ValueError as error:
        raise TokenRefused("it is no token") from error


def _check_times(claims: Mapping[str, Any], now: datetime) -> None:
    seconds, leeway = now.timestamp(), LEEWAY.total_seconds()
    expires, issued = claims.get("exp"), claims.get("iat")
    if not isinstance(expires, int | float) or not isinstance(issued, int | float):
        raise TokenRefused("it has no times")
    if seconds >= expires + leeway:
        raise TokenRefused("it has expired; are both clocks right?")
    if issued > seconds + leeway:
        raise TokenRefused("it is from the future; are both clocks right?")
