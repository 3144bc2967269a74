"""Requests to the provider: bounded in time and size, and never redirected."""

from collections.abc import Mapping
from typing import Any

import httpx

from core.oidc.errors import ProviderUnavailable

TIMEOUT_S = 5.0
"""Longest wait for one step of an answer; a person waits for it."""
MAX_BYTES = 1_000_000


class Connection:
    """Asks the provider, and reads its answers as JSON objects."""

    def __init__(self, name: str) -> None:
        self._name = name

    def get(self, address: str, *, token: str | None = None) -> Mapping[str, Any]:
        """Return the object at an address. Raises ProviderUnavailable."""
        status, document = self._ask("GET", address, token=token)
        if status != 200:
            raise ProviderUnavailable(self._name, f"status {status} of {address}")
        return document

    def post(
        self, address: str, form: Mapping[str, str], *, auth: tuple[str, str] | None
    ) -> tuple[int, Mapping[str, Any]]:
        """Return status and object of an answer to a form. Raises ProviderUnavailable."""
        return self._ask("POST", address, form=form, auth=auth)

    def _ask(
        self,
        method: str,
        address: str,
        *,
        form: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        token: str | None = None,
    ) -> tuple[int, Mapping[str, Any]]:
        headers = {"Accept": "application/json"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        try:
            with (
                httpx.Client(timeout=TIMEOUT_S, follow_redirects=False) as client,
                client.stream(method, address, data=form, auth=auth, headers=headers) as response,
            ):
                document = _read(response)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise ProviderUnavailable(self._name, f"{type(error).__name__} of {address}") from error
        if response.status_code >= 500 or not isinstance(document, dict):
            raise ProviderUnavailable(self._name, f"status {response.status_code} of {address}")
        return response.status_code, document


def _read(response: httpx.Response) -> object:
    """Return the body as JSON. Raises ValueError if it is none, or too long."""
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > MAX_BYTES:
            raise ValueError("too long")
    return httpx.Response(200, content=bytes(body)).json()
