"""An OpenID provider on this machine that checks what a client sends, and can break every rule it should follow."""

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from threading import Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT_ID = "rein"
CLIENT_SECRET = "a secret/with signs:%"


@dataclass(kw_only=True)
class OidcStub:
    """Answers discovery, keys, codes and claims. `change` rewrites the claims of a token before it is signed."""

    now: Callable[[], datetime]
    change: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
    discovery: dict[str, Any] = field(default_factory=dict)
    """What differs from a good description of itself; None removes a part."""
    algorithm: str = "RS256"
    signs_with: RSAKey | OctKey | None = None
    """Another key than the published one."""
    fails_with: int | None = None
    """A status in place of every answer."""
    userinfo: dict[str, Any] | None = None
    asked: list[str] = field(default_factory=list)
    port: int = 0
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        stub = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                stub._answer(self, "")

            def do_POST(self) -> None:
                length = int(self.headers.get("content-length", 0))
                stub._answer(self, self.rfile.read(length).decode())

            def log_message(self, *_: object) -> None:
                """Print nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.port = self._server.server_port
        Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def rotate_key(self) -> None:
        """Publish and use a new key from now on."""
        self.key = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)

    def approve(self, address: str, claims: dict[str, Any]) -> str:
        """Let a person sign in at the address they were sent to. Return the path they are sent back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT_ID
        assert asked["code_challenge_method"] == "S256"
        code = token_urlsafe(16)
        self._codes[code] = asked | {"claims": json.dumps(claims)}
        back = urlsplit(asked["redirect_uri"])
        return (
            f"{back.path}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.issuer})}"
        )

    def _answer(self, request: BaseHTTPRequestHandler, body: str) -> None:
        path = urlsplit(request.path).path
        self.asked.append(path)
        if self.fails_with is not None:
            status, document = self.fails_with, {"error": "server_error"}
        elif path == "/.well-known/openid-configuration":
            status, document = 200, self._describe()
        elif path == "/keys":
            status, document = 200, {"keys": [self.key.as_dict(private=False)]}
        elif path == "/token":
            status, document = self._redeem(request.headers.get("authorization", ""), body)
        elif path == "/userinfo":
            status, document = 200, self.userinfo or {}
        else:
            status, document = 404, {}
        written = json.dumps(document).encode()
        request.send_response(status)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(written)))
        request.end_headers()
        request.wfile.write(written)

    def _describe(self) -> dict[str, Any]:
        good = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/end",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "authorization_response_iss_parameter_supported": True,
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }
        return {name: value for name, value in (good | self.discovery).items() if value is not None}

    def _redeem(self, authorization: str, body: str) -> tuple[int, dict[str, Any]]:
        form = {name: values[0] for name, values in parse_qs(body).items()}
        given = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        if [unquote(part) for part in given.split(":")] != [CLIENT_ID, CLIENT_SECRET]:
            return 401, {"error": "invalid_client"}
        asked = self._codes.pop(form["code"], None)
        if asked is None or asked["redirect_uri"] != form["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).decode().rstrip("=") != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        return 200, {
            "access_token": "access",
            "id_token": self._sign(asked),
            "token_type": "Bearer",
        }

    def _sign(self, asked: dict[str, str]) -> str:
        seconds = int(self.now().timestamp())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "iat": seconds,
            "exp": seconds + 300,
            "nonce": asked["nonce"],
        } | json.loads(asked["claims"])
        header = {"alg": self.algorithm, "kid": self.key.kid}
        if self.algorithm == "none":
            parts = (json.dumps(part).encode() for part in (header, self.change(claims)))
            return (
                ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
                + "."
            )
        key = self.signs_with or self.key
        return jwt.encode(header, self.change(claims), key, algorithms=[self.algorithm])
