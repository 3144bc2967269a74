"""Compares the locked dependencies with known advisories, and says loudly where that was not possible.

pip-audit ends in the same way for an advisory and for an index that does not answer; only its report tells them apart.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

LIMIT_S = 180
SOCKET_S = 10
OPTIONS = ("--require-hashes", "--disable-pip", "--strict", "--progress-spinner", "off")


def required() -> bool:
    """Tell whether the audit has to take place; without it, a machine that is offline is only warned."""
    return os.environ.get("REIN_REQUIRE_AUDIT") == "1"


def audit(tool: Path, lock: Path) -> tuple[list[str] | None, str]:
    """Return a line for each advisory, and what was audited; or None, and why nothing was."""
    if not tool.exists():
        return None, "pip-audit could not be installed"
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [tool, "--requirement", lock, *OPTIONS, "--timeout", str(SOCKET_S)]
        try:
            ran = subprocess.run(
                [*command, "--format", "json", "--output", report],
                capture_output=True,
                text=True,
                timeout=LIMIT_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None, f"no answer within {LIMIT_S} seconds"
        if not report.exists():
            lines = ran.stderr.strip().splitlines()
            return None, lines[-1] if lines else f"pip-audit ended with {ran.returncode}"
        found = json.loads(report.read_text(encoding="utf-8"))["dependencies"]
    advisories = [
        f"{one['name']} {one['version']}: {each['id']}, mended in {', '.join(each['fix_versions']) or 'no version'}"
        for one in found
        for each in one.get("vulns", ())
    ]
    unknown = sum("vulns" not in one for one in found)  # skipped, with a reason instead
    if not advisories and (unknown or not found):
        return None, f"the index answered for {len(found) - unknown} of {len(found)} packages"
    return advisories, f"{len(found)} locked packages"


def main(arguments: Sequence[str]) -> str | None:
    """Print what was found; return an error text if the command has to fail."""
    tool, lock = map(Path, arguments)
    advisories, text = audit(tool, lock)
    if advisories:
        return "\n".join(["Known advisories:", *advisories])
    if advisories is not None:
        print(f"No known advisory for {text}.")  # noqa: T201 - the result of the command
        return None
    warning = f"NOT AUDITED: {lock.name} was not compared with known advisories ({text})."
    if required():
        return warning
    print(f"WARNING: {warning}", file=sys.stderr)  # noqa: T201 - the result of the command
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
