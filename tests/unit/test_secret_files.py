"""Secrets from files: found by NAME_FILE, never printed, and never guessed where two are given."""

from pathlib import Path

import pytest

from core.errors import ConfigurationError
from core.setting_groups.secret_files import secret_names
from core.settings import Settings, load_settings

SECRETS = sorted(secret_names(Settings))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    written = tmp_path / "secret"
    written.write_text("https://postgresql.example/a-very-secret-text\n", encoding="utf-8")
    return written


def test_every_field_that_is_a_secret_is_one_of_them() -> None:
    found = {name for name, _ in SECRETS}

    assert {"database_url", "gemini_api_key", "oidc_client_secret", "smtp_password"} <= found
    assert "alert_webhook_secret" in found
    assert "host" not in found


@pytest.mark.parametrize(("field", "name"), SECRETS, ids=[name for _, name in SECRETS])
def test_a_secret_is_read_from_the_file_that_is_named(
    field: str, name: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{name}_FILE", str(file))
    if field == "smtp_password":
        monkeypatch.setenv("REIN_SMTP_USER", "rein")

    value = getattr(load_settings(), field)

    text = value if isinstance(value, str) else value.get_secret_value()
    assert text == "https://postgresql.example/a-very-secret-text"


def test_a_file_may_be_named_in_the_settings_file(tmp_path: Path, file: Path) -> None:
    env = tmp_path / ".env"
    env.write_text(f"GEMINI_API_KEY_FILE={file}\n", encoding="utf-8")

    key = Settings(_env_file=env).gemini_api_key  # type: ignore[call-arg]

    assert key is not None
    assert key.get_secret_value().endswith("a-very-secret-text")


def test_two_values_of_one_secret_are_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "another")
    monkeypatch.setenv("GEMINI_API_KEY_FILE", str(file))

    with pytest.raises(ConfigurationError, match="GEMINI_API_KEY_FILE are both set"):
        load_settings()


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "No such file"), (b"", "empty"), (b"\n", "empty"), (b"\xff", "UTF-8")],
)
def test_a_file_that_holds_no_secret_is_refused_by_its_setting(
    content: bytes | None, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv("REIN_SECRET_FILE", str(path))

    with pytest.raises(ConfigurationError, match=reason) as refused:
        load_settings()

    assert "REIN_SECRET_FILE" in str(refused.value)
