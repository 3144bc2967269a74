"""Finds a Chromium for the journeys; as a program it also tries, once, to install Playwright's own.

Debian's, Ubuntu's and Google's names are tried first, because a browser that is already there costs nothing.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",  # tests run as root in containers
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
INSTALL_LIMIT_S = 180
TRIED = Path(sys.prefix) / ".rein" / "browser-install-tried"


def find() -> str | None:
    """Return the path of a Chromium on this machine, None where there is none."""
    on_path = next((found for name in NAMES if (found := shutil.which(name))), None)
    return on_path or _playwrights_own()


def required() -> bool:
    """Tell whether missing browsers must fail the run instead of skipping the journeys."""
    return os.environ.get("REIN_REQUIRE_BROWSER") == "1"


def _playwrights_own() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _install() -> str | None:
    if TRIED.exists():
        return None
    print("No Chromium found; asking Playwright to install its own.", flush=True)  # noqa: T201 - for the person waiting
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    with contextlib.suppress(
        subprocess.TimeoutExpired
    ):  # counts as not installed, and `main` says what that means
        subprocess.run(command, capture_output=True, timeout=INSTALL_LIMIT_S, check=False)
    TRIED.parent.mkdir(parents=True, exist_ok=True)
    TRIED.touch()
    return _playwrights_own()


def main() -> None:
    """Print which browser the journeys use. Exit 1 if one is required and missing."""
    found = find() or _install()
    if found:
        line = f"Browser tests use {found}."
    elif required():
        line = "No Chromium found and REIN_REQUIRE_BROWSER=1: install one (Debian: apt-get install chromium)."
    else:
        line = "Browser tests are skipped: no Chromium found (Debian: apt-get install chromium)."
    print(line, flush=True)  # noqa: T201 - this line is the command's result
    sys.exit(0 if found or not required() else 1)


if __name__ == "__main__":
    main()
