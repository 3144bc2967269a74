"""Freezes the text of a prompt version: writes its hash into the list of released texts."""

import tomllib
from pathlib import Path
from typing import Any

from core.errors import Conflict, NotFound
from core.prompts.library import FOLDER, RELEASED, parse

_HEADER = (
    "# Written by core.prompts.release: the hashes freeze the texts, "
    "`live` says which version is asked."
)


def release(name: str, version: int, *, live: bool = False, folder: Path = FOLDER) -> str:
    """Write the hash of `<name>/v<version>.md` into the list of released texts and return it.

    `live` makes the version the one that a new database starts with, as the first version always
    is. Raises NotFound if there is no such file, and Conflict if the version has another text.
    """
    path = folder / name / f"v{version}.md"
    if not path.is_file():
        raise NotFound(f"There is no prompt file {name}/v{version}.md.")
    text = parse(name, version, path.read_text(encoding="utf-8"))
    listing = folder / RELEASED
    released: dict[str, Any] = (
        tomllib.loads(listing.read_text(encoding="utf-8")) if listing.is_file() else {}
    )
    entry = released.setdefault(name, {"live": version, "versions": {}})
    if entry["versions"].setdefault(str(version), text.hash) != text.hash:
        raise Conflict(
            f"{name}@v{version} is released with another text.",
            advice=f"Write the change as v{version + 1}.md.",
        )
    if live:
        entry["live"] = version
    listing.write_text(_as_toml(released), encoding="utf-8")
    return text.hash


def _as_toml(released: dict[str, Any]) -> str:
    parts = [f"{_HEADER}\n"]
    for name in sorted(released):
        entry = released[name]
        parts.append(f"\n[{name}]\nlive = {entry['live']}\n\n[{name}.versions]\n")
        versions = sorted(entry["versions"].items(), key=lambda pair: int(pair[0]))
        parts.extend(f'{version} = "{text_hash}"\n' for version, text_hash in versions)
    return "".join(parts)
