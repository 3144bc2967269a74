"""Loads single modules of Opik's generated REST client, without running the package `opik`.

Importing `opik` starts Sentry with its vendor's address, reads configuration files and loads an SDK
whose sender can lose data without a trace. Only the generated client is needed. Its modules import
each other by relative names, so they also load under a package name of ours; `sys.modules["opik"]`
stays free for a real import.
"""

import importlib
import importlib.util
import sys
import threading
from pathlib import Path
from types import ModuleType

from core.exports.delivery_error import DeliveryError, RetryDecision

PACKAGE = "rein_opik_rest_api"
"""Our name for `opik.rest_api`."""

_NOT_RUN = ("", ".types")
"""Packages whose `__init__` is skipped, because it imports every part (1.1 s instead of 0.3)."""

_lock = threading.Lock()


def load(name: str) -> ModuleType:
    """Return a module of the REST client, such as "traces.client".

    Raises DeliveryError with RetryDecision.PAUSED if the package opik is not installed.
    """
    with _lock:
        if PACKAGE not in sys.modules:
            _add_packages(_folder())
        return importlib.import_module(f"{PACKAGE}.{name}")


def _folder() -> Path:
    spec = importlib.util.find_spec("opik")  # finds a top-level package without importing it
    if spec is None or not spec.submodule_search_locations:
        raise DeliveryError(RetryDecision.PAUSED, "The package opik is not installed.")
    return Path(spec.submodule_search_locations[0], "rest_api")


def _add_packages(folder: Path) -> None:
    for suffix in _NOT_RUN:
        path = folder.joinpath(*suffix.split(".")[1:])
        spec = importlib.util.spec_from_file_location(
            PACKAGE + suffix, path / "__init__.py", submodule_search_locations=[str(path)]
        )
        if spec is None:
            raise DeliveryError(RetryDecision.PAUSED, "The package opik has no REST client.")
        sys.modules[PACKAGE + suffix] = importlib.util.module_from_spec(spec)
