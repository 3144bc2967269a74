"""The client of a provider: where to send people, and who they are when they come back."""

from collections.abc import Mapping
from threading import Lock
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from joserfc.jwk import KeySet

from core.clock import Clock
from core.oidc.connection import Connection
from core.oidc.errors import ProviderMisconfigured, ProviderUnavailable, SignInRefused, too_old
from core.oidc.id_token import Expected, KeyMissing, TokenRefused, check_id_token, load_keys
from core.oidc.metadata import DISCOVERY_PATH, Metadata, parse_metadata
from core.oidc.provider import PendingSignIn, Provider

CACHED_S = 3_600.0
"""How long addresses and keys are used before they are asked for again."""
MAX_CODE_CHARACTERS = 4_096


class OidcClient:
    """Signs people in by one provider; its addresses and keys are cached."""

    def __init__(self, provider: Provider, clock: Clock) -> None:
        self.provider = provider
        self._clock = clock
        self._connection = Connection(provider.name)
        self._lock = Lock()
        self._known: tuple[float, Metadata, KeySet] | None = None

    def authorization_address(self, pending: PendingSignIn) -> str:
        """Return where a person signs in. Raises ProviderUnavailable."""
        metadata, _ = self._read()
        query = {
            "response_type": "code",
            "client_id": self.provider.client_id,
            "redirect_uri": self.provider.callback,
            "scope": self.provider.scopes,
            "state": pending.state,
            "nonce": pending.nonce,
            "code_challenge": pending.challenge,
            "code_challenge_method": "S256",
        }
        return _with_query(metadata.authorization, query)

    def sign_out_address(self) -> str | None:
        """Return where a person ends the session of the provider, if it has such an address."""
        metadata, _ = self._read()
        if metadata.end_session is None:
            return None
        back = f"{self.provider.site}/account/sign-in"
        query = {"client_id": self.provider.client_id, "post_logout_redirect_uri": back}
        return _with_query(metadata.end_session, query)

    def exchange(
        self, code: str, pending: PendingSignIn, *, issuer: str | None
    ) -> Mapping[str, Any]:
        """Return the checked claims of the person behind a code.

        `issuer` is what the answer names. Raises SignInRefused, ProviderUnavailable and
        ProviderMisconfigured.
        """
        metadata, keys = self._read()
        named = issuer is not None or metadata.names_itself
        if (named and issuer != self.provider.issuer) or len(code) > MAX_CODE_CHARACTERS:
            raise too_old("the answer is of another issuer")
        answer = self._redeem(metadata, code, pending)
        claims = self._check(answer, metadata, keys, pending)
        return self._complete(claims, answer, metadata)

    def _redeem(self, metadata: Metadata, code: str, pending: PendingSignIn) -> Mapping[str, Any]:
        provider, secret = self.provider, self.provider.client_secret
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": provider.callback,
            "code_verifier": pending.verifier,
        }
        auth = None
        if secret is not None and metadata.takes_basic:
            # RFC 6749 section 2.3.1: both are form-encoded before they enter the header.
            auth = (quote(provider.client_id, safe=""), quote(secret.get_secret_value(), safe=""))
        else:
            form["client_id"] = provider.client_id
            if secret is not None:
                form["client_secret"] = secret.get_secret_value()
        status, answer = self._connection.post(metadata.token, form, auth=auth)
        if status == 200:
            return answer
        error = str(answer.get("error", status))[:80]
        if error == "invalid_grant":
            raise too_old(error)
        raise ProviderMisconfigured(provider.name, f"the code was refused: {error}")

    def _check(
        self,
        answer: Mapping[str, Any],
        metadata: Metadata,
        keys: KeySet,
        pending: PendingSignIn,
    ) -> Mapping[str, Any]:
        expected = Expected(
            issuer=self.provider.issuer,
            client_id=self.provider.client_id,
            nonce=pending.nonce,
            now=self._clock.now(),
            algorithms=metadata.algorithms,
        )
        token = str(answer.get("id_token", ""))
        try:
            try:
                return check_id_token(token, keys, expected)
            except KeyMissing:  # the provider may have changed its keys
                _, newer = self._read(again=True)
                return check_id_token(token, newer, expected)
        except TokenRefused as error:
            raise SignInRefused(
                f"{self.provider.name} has answered with something that Rein cannot trust.",
                advice="Begin once more; if this stays, ask an admin.",
                reason=str(error),
            ) from error

    def _complete(
        self, claims: Mapping[str, Any], answer: Mapping[str, Any], metadata: Metadata
    ) -> Mapping[str, Any]:
        """Add what only the address for claims has; it has to be of the same person."""
        access = answer.get("access_token")
        if "email" in claims or metadata.userinfo is None or not isinstance(access, str):
            return claims
        more = self._connection.get(metadata.userinfo, token=access)
        return {**more, **claims} if more.get("sub") == claims["sub"] else claims

    def _read(self, *, again: bool = False) -> tuple[Metadata, KeySet]:
        """Return addresses and keys. Raises ProviderUnavailable."""
        with self._lock:
            now = self._clock.monotonic()
            if self._known is None or again or now - self._known[0] > CACHED_S:
                issuer = self.provider.issuer
                document = self._connection.get(issuer.rstrip("/") + DISCOVERY_PATH)
                try:
                    metadata = parse_metadata(document, issuer=issuer)
                    keys = load_keys(self._connection.get(metadata.keys))
                except ValueError as error:
                    reason = f"discovery: {error}"
                    raise ProviderUnavailable(self.provider.name, reason) from error
                self._known = (now, metadata, keys)
            return self._known[1:]


def _with_query(address: str, query: Mapping[str, str]) -> str:
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(query)}"
