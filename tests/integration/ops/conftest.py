"""The command line as a person uses it: with a data folder of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from core.llm.providers import local_servers
from core.ops.cli import rein as command_line

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _no_model_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """What listens on a developer's machine does not change a test."""
    monkeypatch.setattr(local_servers, "LOCAL_SERVERS", ())


@pytest.fixture
def run(tmp_path: Path, migrated_database: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `rein` with arguments, on a fresh database in a folder of this test."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "rein.db").write_bytes(migrated_database.read_bytes())
    monkeypatch.setenv("REIN_DATA_DIR", str(tmp_path / "data"))

    def invoke(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(command_line, arguments, input=stdin)

    return invoke
