"""The file of a proof: members with their SHA-256 in a manifest, in a zip of one fixed form.

The form is fixed (no compression, no times, names in order), so that a change of any single byte
shows, in the members and around them.
"""

import json
import zlib
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from core.datasets.canonical import canonical
from core.errors import InvalidInput

MANIFEST = "manifest.json"
FORMAT = 1
MAX_BYTES = 50_000_000
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can name."""


class BrokenProof(InvalidInput):
    """A proof is not what was written; the message names the member."""


def pack(members: Mapping[str, bytes]) -> bytes:
    """Return the zip of these members with its manifest."""
    listed = {name: sha256(content).hexdigest() for name, content in members.items()}
    body: dict[str, Any] = {"format": FORMAT, "members": listed}
    body["digest"] = _digest(body)
    return _zip({**members, MANIFEST: canonical(body).encode()})


def unpack(content: bytes) -> dict[str, bytes]:
    """Return the members of a proof. Raises BrokenProof, which names what was changed."""
    if len(content) > MAX_BYTES:
        raise BrokenProof(f"This file has {len(content):,} bytes, more than a proof has.")
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            members = {name: _read(archive, name) for name in names}
    except (BadZipFile, ValueError, OverflowError, RuntimeError) as error:
        raise BrokenProof(f"The zip is damaged around its members ({error}).") from error
    listed = _manifest(members.pop(MANIFEST, None))
    for name in sorted(listed.keys() | members.keys()):
        if name not in members:
            raise BrokenProof(f"{name} is missing.")
        if name not in listed:
            raise BrokenProof(f"{name} does not belong to this proof.")
        if sha256(members[name]).hexdigest() != listed[name]:
            raise BrokenProof(f"{name} was changed.")
    if pack(members) != content:
        raise BrokenProof("The zip was changed around its members.")
    return members


def _read(archive: ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except (BadZipFile, zlib.error, EOFError, RuntimeError, OSError) as error:
        raise BrokenProof(f"{name} was changed ({error}).") from error


def _manifest(content: bytes | None) -> Mapping[str, str]:
    if content is None:
        raise BrokenProof(f"{MANIFEST} is missing, so this is no proof.")
    try:
        body = json.loads(content)
        digest, listed = body.pop("digest"), body["members"]
        whole = digest == _digest(body) and body["format"] == FORMAT
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenProof(f"{MANIFEST} was changed.") from error
    if not whole:
        raise BrokenProof(f"{MANIFEST} was changed, or is of another form.")
    found: Mapping[str, str] = listed
    return found


def _digest(body: Mapping[str, Any]) -> str:
    return sha256(canonical(body).encode()).hexdigest()


def _zip(members: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name in sorted(members):
            archive.writestr(ZipInfo(name, _FIRST_DATE), members[name])
    return buffer.getvalue()
