"""Releases a prompt version: from then on its text is frozen."""

import tomllib
from pathlib import Path
from typing import Any

from core.errors import Conflict, NotFound
from core.prompts.shelf import FOLDER, RELEASED, parse


def release(name: str, version: int, *, live: bool = False, folder: Path = FOLDER) -> str:
    """Write the hash of `<name>/v<version>.md` into the list of released texts and return it.

    The first version of a prompt is live at once; a later one only where `live` says so. Raises NotFound where there
    is no such file, and Conflict where that version was released with another text.
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
    parts = [
        "# Written by core.prompts.release: the hashes freeze the texts, `live` says which version is asked.\n"
    ]
    for name in sorted(released):
        entry = released[name]
        parts.append(f"\n[{name}]\nlive = {entry['live']}\n\n[{name}.versions]\n")
        versions = sorted(entry["versions"].items(), key=lambda pair: int(pair[0]))
        parts.extend(f'{version} = "{text_hash}"\n' for version, text_hash in versions)
    return "".join(parts)
