"""Tokens of a provider: only one that is signed by it, for this client, this sign-in and this minute."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, Key, OctKey, RSAKey

from core.oidc.id_token import (
    Expected,
    KeyMissing,
    TokenRefused,
    check_id_token,
    load_keys,
)
from core.oidc.metadata import parse_metadata

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ISSUER = "https://login.example.org"
EXPECTED = Expected(
    issuer=ISSUER,
    client_id="rein",
    nonce="n-0S6_WzA2Mj",
    now=NOW,
    algorithms=("RS256", "ES256", "HS256", "none"),
)
RSA = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)
EC = ECKey.generate_key("P-256", {"use": "sig"}, auto_kid=True)
KEYS = load_keys({"keys": [RSA.as_dict(private=False), EC.as_dict(private=False)]})


def claims(**changes: Any) -> dict[str, Any]:
    seconds = int(NOW.timestamp())
    good = {
        "iss": ISSUER,
        "aud": "rein",
        "sub": "1001",
        "nonce": EXPECTED.nonce,
        "iat": seconds,
        "exp": seconds + 300,
    }
    return good | changes


def sign(written: dict[str, Any], key: Key = RSA, algorithm: str = "RS256") -> str:
    header = {"alg": algorithm} | ({"kid": key.kid} if key.kid else {})
    return jwt.encode(header, written, key, algorithms=[algorithm])


@pytest.mark.parametrize(("key", "algorithm"), [(RSA, "RS256"), (EC, "ES256")])
def test_a_good_token_is_read(key: Key, algorithm: str) -> None:
    assert check_id_token(sign(claims(), key, algorithm), KEYS, EXPECTED)["sub"] == "1001"


WRONG = {
    "another audience": {"aud": "another"},
    "no audience": {"aud": None},
    "issued to another client": {"aud": ["rein", "b"], "azp": "b"},
    "another issuer": {"iss": "https://evil.example"},
    "another sign-in": {"nonce": "replayed"},
    "no nonce": {"nonce": None},
    "no subject": {"sub": None},
    "an empty subject": {"sub": ""},
    "a subject of a number": {"sub": 1001},
    "a subject that is too long": {"sub": "x" * 256},
    "a subject that cannot be stored": {"sub": "a\x00b"},
    "no time": {"exp": None},
    "a time in words": {"iat": "today"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_token_that_is_not_for_this_sign_in_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(TokenRefused):
        check_id_token(sign(claims(**wrong)), KEYS, EXPECTED)


@pytest.mark.parametrize("moved", [timedelta(minutes=-7), timedelta(minutes=2)], ids=str)
def test_clocks_may_differ_by_a_minute_and_no_more(moved: timedelta) -> None:
    def at(shift: timedelta) -> str:
        seconds = int((NOW + shift).timestamp())
        return sign(claims(iat=seconds, exp=seconds + 300))

    with pytest.raises(TokenRefused, match="are both clocks right"):
        check_id_token(at(moved), KEYS, EXPECTED)
    assert check_id_token(at(timedelta(seconds=50)), KEYS, EXPECTED)
    assert check_id_token(at(timedelta(seconds=-350)), KEYS, EXPECTED)


def test_no_signature_but_one_of_a_published_key_counts() -> None:
    unsigned = b".".join(
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=")
        for part in ({"alg": "none"}, claims())
    )
    shared = OctKey.import_key("the secret of the client, which both sides know")
    for text in (
        unsigned.decode() + ".",
        sign(claims(), shared, "HS256"),
        sign(claims(), RSAKey.generate_key(2048)),
        sign(claims())[:-8] + "AAAAAAAA",
        "",
        "a.b.c",
        "é" * 50,
        "x" * 100_000,
    ):
        with pytest.raises(TokenRefused):
            check_id_token(text, KEYS, EXPECTED)


def test_an_unknown_key_says_that_newer_keys_may_help() -> None:
    other = RSAKey.generate_key(2048, auto_kid=True)
    for keys in (KEYS, load_keys({"keys": []})):
        with pytest.raises(KeyMissing):
            check_id_token(sign(claims(), other), keys, EXPECTED)


def test_keys_that_check_no_signature_are_left_out() -> None:
    found = load_keys(
        {
            "keys": [
                RSA.as_dict(private=False) | {"use": "enc"},
                {"kty": "oct", "k": "c2VjcmV0"},
                {"kty": "future"},
                {"kty": "RSA"},
                "no key",
            ]
        }
    )

    assert not found


DESCRIPTION = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/authorize",
    "token_endpoint": f"{ISSUER}/token",
    "jwks_uri": f"{ISSUER}/keys",
}


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "https://evil.example"},
        {"issuer": f"{ISSUER}/"},
        {"token_endpoint": "http://login.example.org/token"},
        {"jwks_uri": None},
        {"authorization_endpoint": 7},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"userinfo_endpoint": "ftp://login.example.org"},
    ],
)
def test_a_description_that_is_unsafe_or_of_another_is_refused(changes: dict[str, Any]) -> None:
    assert parse_metadata(DESCRIPTION, issuer=ISSUER).takes_basic
    with pytest.raises(ValueError, match=r"issuer|endpoint|jwks_uri"):
        parse_metadata(DESCRIPTION | changes, issuer=ISSUER)
