"""`rein doctor` and `rein rebuild`: what is wrong, in one line, and sums that can be computed anew."""

import sqlite3
from pathlib import Path
from uuid import uuid4

import pytest
from pydantic import SecretStr

from core.errors import ConfigurationError
from core.llm.providers import local_servers
from core.llm.providers.local_servers import LocalServer
from core.store.keys.store import KeyFiles
from core.store.keys.values import SavedKey
from core.usecases.checks.environment import hosts_of, is_local
from tests.conftest import make_settings
from tests.factories.small_sample import shorten_seeds
from tests.fakes import NOW
from tests.integration.conftest import create_database
from tests.integration.ops.conftest import Run
from tests.stubs.models_list import ModelsList, ok

pytestmark = pytest.mark.no_cover


def states(output: str) -> dict[str, str]:
    return {line.split()[1]: line.split()[0] for line in output.splitlines()}


def test_a_healthy_laptop_is_one_line_a_check_and_all_ok(run: Run) -> None:
    result = run("doctor")

    assert result.exit_code == 0, result.output
    assert set(states(result.stdout).values()) == {"ok"}
    assert list(states(result.stdout)) == [
        "python",
        "database",
        "migrations",
        "intact",
        "writing",
        "erased",
        "disk",
        "queue",
        "schedule",
        "breakers",
        "exports",
        "plans",
        "keys",
        "google",
        "openai",
        "anthropic",
        "served",
        "local",
        "routes",
        "hosts",
        "passwords",
        "sinks",
        "mail",
    ]
    assert "Nothing leaves this machine." in result.stdout


def test_a_first_look_before_the_first_start_is_no_failure_and_makes_nothing(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "data" / "rein.db").unlink()

    result = run("doctor")

    assert result.exit_code == 0
    assert states(result.stdout)["database"] == "look"
    assert list((tmp_path / "data").iterdir()) == []


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_an_empty_database_is_no_failure_and_is_told_alike_on_both(
    run: Run,
    tmp_path: Path,
    kind: str,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    if kind == "postgres":
        server = request.getfixturevalue("postgres_server")
        name = f"empty_{uuid4().hex[:8]}"
        create_database(server, name)
        monkeypatch.setenv("REIN_DATABASE_URL", server.format(name))
    else:
        (tmp_path / "data" / "rein.db").write_bytes(b"")

    result = run("doctor")

    assert result.exit_code == 0, result.output
    assert set(states(result.stdout).values()) == {"ok", "look"}
    assert "answers and is empty; the first start makes its tables." in result.stdout
    assert states(result.stdout)["database"] == "look"


def test_a_damaged_database_fails_in_one_line_that_says_what_to_do(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "data" / "rein.db").write_bytes(b"no database" * 1_000)

    result = run("doctor")

    assert result.exit_code == 1
    (line,) = [line for line in result.stdout.splitlines() if line.startswith("fail")]
    assert "Restore the latest backup" in line


def test_a_damaged_page_is_found_although_the_database_answers(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "data" / "rein.db"
    size = file.stat().st_size
    with file.open("r+b") as content:
        content.seek(size - 4_096)
        content.write(b"\xaa" * 4_096)

    result = run("doctor")

    assert result.exit_code == 1
    assert states(result.stdout)["intact"] == "fail"


def test_tables_of_a_newer_version_are_one_line_and_no_traceback(run: Run, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "data" / "rein.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    checked, started = run("doctor"), run("today")

    assert states(checked.stdout)["migrations"] == "fail"
    assert "newer" in checked.stdout
    assert started.exit_code == 1
    assert isinstance(started.exception, ConfigurationError), "the command prints it in one line"
    assert "written by a newer version of Rein" in str(started.exception)


def test_tables_of_an_older_version_are_told(run: Run, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "data" / "rein.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.close()

    result = run("doctor")

    assert result.exit_code == 1
    assert states(result.stdout)["migrations"] == "fail"


def test_a_key_is_named_and_never_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "secret-key")

    result = run("doctor")

    assert "GEMINI_API_KEY is set in the environment or .env" in result.stdout
    assert "gemini-3.8-flash, gemini-4-argon at generativelanguage.googleapis.com" in result.stdout
    assert "generativelanguage.googleapis.com" in result.stdout
    assert "secret-key" not in result.output


def test_a_saved_key_is_told_apart_from_the_environment_and_never_shown(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "secret-key")
    files = KeyFiles(tmp_path / "data")
    files.save_key(SavedKey(provider="openai", key=SecretStr("pasted-key"), saved_at=NOW))

    result = run("doctor")

    assert (
        "GEMINI_API_KEY is set in the environment or .env; saved on Settings: a key for OpenAI"
        in result.stdout
    )
    assert "api.openai.com" in result.stdout
    assert "pasted-key" not in result.output


def test_a_key_file_that_is_broken_or_open_to_others_is_told(run: Run, tmp_path: Path) -> None:
    files = KeyFiles(tmp_path / "data")
    files.save_key(SavedKey(provider="openai", key=SecretStr("pasted-key"), saved_at=NOW))
    (files.folder / "openai.json").chmod(0o644)

    assert states(run("doctor").stdout)["keys"] == "look"
    assert "Others on this machine may read openai.json" in run("doctor").stdout

    (files.folder / "openai.json").write_text("{")

    assert "openai.json in the folder keys cannot be read" in run("doctor").stdout


def test_a_model_server_on_this_machine_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with ModelsList(ok(b'{"data": [{"id": "gemma"}]}')) as stub:
        server = LocalServer(key="ollama", name="Ollama", port=stub.port)
        monkeypatch.setattr(local_servers, "LOCAL_SERVERS", (server,))

        result = run("doctor")

    assert "Ollama (1 model) on this machine; Settings offers to use one." in result.stdout


@pytest.mark.parametrize(
    ("changes", "hosts"),
    [
        ({}, ()),
        ({"GEMINI_API_KEY": "k"}, ("generativelanguage.googleapis.com",)),
        ({"GEMINI_API_KEY": "k", "GEMINI_BASE_URL": "http://127.0.0.1:9/v1"}, ("127.0.0.1:9",)),
        (
            {
                "OPENAI_API_KEY": "k",
                "ANTHROPIC_API_KEY": "k",
                "REIN_SERVED_MODEL_URL": "http://gpu.example:8000/v1",
            },
            ("api.openai.com", "api.anthropic.com", "gpu.example:8000"),
        ),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "https://collector.example/v1"}, ("collector.example",)),
        ({"REIN_SERVED_MODEL_URL": "http://[::1]:8000/v1"}, ("[::1]:8000",)),
        (
            {
                "OPIK_URL_OVERRIDE": "http://127.0.0.1:5173/api",
                "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318",
            },
            ("127.0.0.1:5173", "127.0.0.1:4318"),
        ),
    ],
)
def test_every_host_that_is_told_something_is_named(
    tmp_path: Path, changes: dict[str, str], hosts: tuple[str, ...]
) -> None:
    assert tuple(host for host, _what in hosts_of(make_settings(tmp_path, **changes))) == hosts


@pytest.mark.parametrize(
    ("host", "stays"),
    [
        ("127.0.0.1", True),
        ("127.0.0.1:8000", True),
        ("localhost:8000", True),
        ("[::1]:8000", True),
        ("10.0.0.5:8000", False),
        ("localhost.example:80", False),
        ("an address that cannot be read", False),
    ],
)
def test_this_machine_is_known_with_and_without_a_port(*, host: str, stays: bool) -> None:
    assert is_local(host) is stays


@pytest.mark.parametrize(
    ("changes", "check", "state", "words"),
    [
        ({}, "openai", "ok", "Not set up: OPENAI_API_KEY is not set."),
        (
            {"GEMINI_API_KEY": "k", "GEMINI_BASE_URL": "localhost:9"},
            "google",
            "fail",
            "GEMINI_BASE_URL is not an address",
        ),
        (
            {"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "https://:x/v1"},
            "openai",
            "fail",
            "OPENAI_BASE_URL is not an",
        ),
        (
            {"REIN_SERVED_MODEL_URL": "http://gpu:8000/v1"},
            "served",
            "fail",
            "does not name its model",
        ),
        ({"REIN_SERVED_MODEL": "mine"}, "served", "look", "REIN_SERVED_MODEL_URL is not set"),
        (
            {"REIN_SERVED_MODEL_URL": "http://gpu:8000/v1", "REIN_SERVED_MODEL": "mine"},
            "served",
            "ok",
            "mine at gpu:8000",
        ),
        ({"REIN_ROUTES": "/nowhere/routes.toml"}, "routes", "fail", "routes.toml cannot be read"),
        (
            {"REIN_GEMINI_MODEL": "gemini-99-ultra"},
            "routes",
            "look",
            "No price is known for gemini-99-ultra",
        ),
    ],
)
def test_each_makers_setting_up_is_looked_at_without_a_call(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    changes: dict[str, str],
    check: str,
    state: str,
    words: str,
) -> None:
    for name, value in changes.items():
        monkeypatch.setenv(name, value)

    result = run("doctor")

    (line,) = [line for line in result.stdout.splitlines() if line.split()[1] == check]
    assert line.split()[0] == state
    assert words in line


def test_the_sums_are_the_same_after_they_were_computed_anew(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "data" / "rein.db"
    shorten_seeds(monkeypatch, goals=10, circumstances=1)
    assert run("demo").exit_code == 0
    kept = sums_in(file)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE rollup_ratings SET n = n + 7")
    connection.close()

    result = run("rebuild")

    assert result.exit_code == 0
    assert sums_in(file) == kept


def sums_in(file: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(file)
    try:
        return sorted(
            connection.execute(
                "SELECT day, dimension, prompt_version, model, n, total FROM rollup_ratings"
            ),
            key=str,
        )
    finally:
        connection.close()
