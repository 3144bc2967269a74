"""Keep keys in files that only their owner may read, one per provider, outside the database.

They are not in the database so that no backup, export or dump of it holds a key. Each file is
replaced as a whole, so that a reader sees the old key or the new one and never a part.
"""

import contextlib
import json
import os
import secrets
import stat
from collections.abc import Hashable, Mapping
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from core.errors import StorageUnavailable
from core.llm.providers.catalog import PROVIDERS
from core.llm.routing.table import SERVED
from core.store.keys.values import SavedKey, SavedModels, SavedServer

FOLDER = "keys"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_NAMES = tuple(provider.provider for provider in PROVIDERS)


class KeyFiles:
    """The files in the folder `keys` of the data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / FOLDER

    def read(self) -> SavedModels:
        """Return what is saved. A broken file is named in the result and otherwise ignored."""
        keys, server = list[SavedKey](), None
        unreadable, exposed = list[str](), list[str]()
        for name in _NAMES:
            file = self._file(name)
            try:
                text, mode = _read_text(file)
                given = json.loads(text)
                if name == SERVED:
                    server = _to_server(given)
                else:
                    keys.append(_to_key(name, given))
            except FileNotFoundError:
                continue
            except (OSError, ValueError, KeyError, TypeError):
                unreadable.append(file.name)
                continue
            if mode & _OTHERS:
                exposed.append(file.name)
        return SavedModels(
            keys=tuple(keys),
            server=server,
            unreadable=tuple(unreadable),
            exposed=tuple(exposed),
        )

    def version(self) -> Hashable:
        """Return a value that changes when a file does: a few microseconds, so ask often."""
        return tuple(_stamp(self._file(name)) for name in _NAMES)

    def save_key(self, saved: SavedKey) -> None:
        """Write or replace the key of a provider. Raises StorageUnavailable."""
        values = {"key": saved.key.get_secret_value(), "saved_at": saved.saved_at.isoformat()}
        self._write(saved.provider, values)

    def save_server(self, saved: SavedServer) -> None:
        """Write or replace the model server on this machine. Raises StorageUnavailable."""
        values = {
            "server": saved.server,
            "model": saved.model,
            "saved_at": saved.saved_at.isoformat(),
        }
        self._write(SERVED, values)

    def remove(self, name: str) -> bool:
        """Remove what is saved of a provider; False if nothing was. Raises StorageUnavailable."""
        try:
            self._file(name).unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise _unavailable("removed", self.folder, error) from None
        return True

    def _file(self, name: str) -> Path:
        if name not in _NAMES:
            raise ValueError(f"{name} is not a provider.")
        return self.folder / f"{name}.json"

    def _write(self, name: str, values: Mapping[str, str]) -> None:
        file = self._file(name)
        incoming = file.with_name(f".{name}.{secrets.token_hex(4)}")
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            try:
                _write_private(incoming, json.dumps(values))
                incoming.replace(file)
            finally:
                incoming.unlink(missing_ok=True)
        except OSError as error:
            raise _unavailable("saved", self.folder, error) from None
        with contextlib.suppress(OSError):  # not every file system can sync a folder
            _sync(self.folder)


def _read_text(file: Path) -> tuple[str, int]:
    """Return the text of a file and its mode. Raises OSError for anything but a plain file."""
    with os.fdopen(os.open(file, os.O_RDONLY | os.O_NOFOLLOW), encoding="utf-8") as opened:
        mode = os.fstat(opened.fileno()).st_mode
        if not stat.S_ISREG(mode):
            raise OSError("not a plain file")
        return opened.read(), mode


def _write_private(file: Path, text: str) -> None:
    """Write a new file that was never readable by others, and sync it."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with os.fdopen(os.open(file, flags, 0o600), "w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _stamp(file: Path) -> Hashable:
    try:
        found = file.lstat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _to_key(provider: str, given: Mapping[str, str]) -> SavedKey:
    key = given["key"]
    if not isinstance(key, str) or not key:
        raise ValueError("no key")
    return SavedKey(
        provider=provider, key=SecretStr(key), saved_at=datetime.fromisoformat(given["saved_at"])
    )


def _to_server(given: Mapping[str, str]) -> SavedServer:
    server, model = given["server"], given["model"]
    if not (isinstance(server, str) and isinstance(model, str) and model):
        raise ValueError("no model")
    return SavedServer(
        server=server, model=model, saved_at=datetime.fromisoformat(given["saved_at"])
    )


def _unavailable(what: str, folder: Path, error: OSError) -> StorageUnavailable:
    return StorageUnavailable(
        f"It cannot be {what} in {folder} ({error.strerror}).",
        advice="Give Rein's user the right to write there, or set REIN_DATA_DIR.",
    )
