"""The provider as the settings name it, and what is remembered of one sign-in under way."""

import base64
import hashlib
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import SecretStr

from core.mail.secrets import new_secret
from core.setting_groups.sign_in import AuthMode
from core.settings import Settings

CALLBACK_PATH = "/account/oidc/callback"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A provider and what it knows Rein by."""

    issuer: str
    client_id: str
    client_secret: SecretStr | None
    scopes: str
    name: str
    """What people call it."""
    site: str
    """The address of Rein, without a slash at its end."""

    @property
    def callback(self) -> str:
        """Return the address that the provider sends people back to."""
        return f"{self.site}{CALLBACK_PATH}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingSignIn:
    """What the browser of the person holds between leaving for the provider and coming back."""

    state: str
    """Says that the answer belongs to this browser (RFC 6749 section 10.12)."""
    nonce: str
    """Says that the token was made for this sign-in (OpenID Connect Core 3.1.2.1)."""
    verifier: str
    """Says that the code was asked for from here (RFC 7636)."""
    target: str
    """The path to go on to."""

    @property
    def challenge(self) -> str:
        """Return the hash of the verifier, by the method S256."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def begin_pending(target: str) -> PendingSignIn:
    """Return a sign-in with secrets of its own."""
    return PendingSignIn(
        state=new_secret(), nonce=new_secret(), verifier=new_secret(), target=target
    )


def provider_of(settings: Settings) -> Provider | None:
    """Return the provider of the settings, or None if people do not sign in by one."""
    issuer, client_id = settings.oidc_issuer, settings.oidc_client_id
    if settings.auth is not AuthMode.OIDC or issuer is None or client_id is None:
        return None
    here = f"http://{settings.host}:{settings.port}{settings.base_path}"
    return Provider(
        issuer=issuer,
        client_id=client_id,
        client_secret=settings.oidc_client_secret,
        scopes=settings.oidc_scopes,
        name=settings.oidc_name or urlsplit(issuer).hostname or issuer,
        site=settings.public_url or here,
    )
