"""Settings: their sources, their old names, and the secrets that are never printed."""

import os
import re
from pathlib import Path

import pytest

from core import settings as module
from core.errors import ConfigurationError
from core.settings import RENAMED, Settings, load_settings, warn_of_old_names


def test_a_key_is_not_in_anything_that_is_printed() -> None:
    settings = load_settings(GEMINI_API_KEY="a-very-secret-key")

    assert "a-very-secret-key" not in f"{settings!r} {settings} {settings.model_dump()}"


def test_what_is_not_set_needs_no_setting() -> None:
    settings = load_settings()

    assert settings.gemini_api_key is None
    assert settings.host == "127.0.0.1"
    assert settings.resolved_database_url == f"sqlite:///{module.ROOT / 'data' / 'rein.db'}"


def test_the_environment_wins_over_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / ".env"
    file.write_text("REIN_PORT=9001\nREIN_WORKERS=2\n", encoding="utf-8")
    monkeypatch.setenv("REIN_PORT", "9002")

    settings = Settings(_env_file=file)  # type: ignore[call-arg]

    assert (settings.port, settings.workers) == (9002, 2)


def test_an_empty_variable_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "")

    assert load_settings().gemini_api_key is None


def test_a_value_that_cannot_be_used_is_refused_by_name_and_never_repeated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("REIN_PORT", "swordfish")

    with pytest.raises(ConfigurationError, match="REIN_PORT") as refused:
        load_settings()

    assert "swordfish" not in str(refused.value)


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104
        ("box", False),
    ],
)
def test_only_loopback_counts_as_this_machine_alone(host: str, *, alone: bool) -> None:
    assert load_settings(REIN_HOST=host).on_loopback is alone


def test_another_file_can_be_read_instead_of_the_projects_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert module._env_files() == (module.ROOT / ".env", Path(".env"))

    monkeypatch.setenv("REIN_ENV_FILE", os.devnull)

    assert module._env_files() == (Path(os.devnull),)


@pytest.mark.parametrize("old", RENAMED)
def test_an_old_name_still_works_and_is_named_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, old: str
) -> None:
    monkeypatch.setenv(old, "5")
    settings = load_settings()

    warn_of_old_names()

    assert 5 in {
        settings.max_concurrent_calls,
        settings.sent_retention_days,
        settings.reply_retention_days,
    }
    assert [record.msg for record in caplog.records] == ["setting_renamed"]
    assert vars(caplog.records[0])["fields"] == {"old": old, "new": RENAMED[old]}


def test_an_old_name_in_the_file_is_seen_too(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    file = tmp_path / ".env"
    file.write_text("REIN_KEEP_SENT_DAYS=3\nREIN_CALLS_AT_ONCE=\n", encoding="utf-8")
    monkeypatch.setenv("REIN_ENV_FILE", str(file))

    warn_of_old_names()

    assert Settings(_env_file=file).sent_retention_days == 3.0  # type: ignore[call-arg]
    assert [vars(r)["fields"]["old"] for r in caplog.records] == ["REIN_KEEP_SENT_DAYS"]


def test_the_new_name_wins_over_the_old_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REIN_CALLS_AT_ONCE", "5")
    monkeypatch.setenv("REIN_MAX_CONCURRENT_CALLS", "7")

    assert load_settings().max_concurrent_calls == 7


def test_new_names_need_no_warning(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for new in RENAMED.values():
        monkeypatch.setenv(new, "5")

    warn_of_old_names()

    assert caplog.records == []


def test_the_example_file_shows_the_defaults() -> None:
    example = (module.ROOT / ".env.example").read_text(encoding="utf-8")
    shown = dict(re.findall(r"^#?([A-Z][A-Z0-9_]+)=(.+)$", example, flags=re.MULTILINE))
    fields = {
        str(name): field
        for field in Settings.model_fields.values()
        for name in field.validation_alias.choices  # type: ignore[union-attr]
    }

    as_given = load_settings(**shown)

    for name in shown.keys() - {"REIN_DATA_DIR"}:  # a path from the project's folder
        field = next(key for key, one in Settings.model_fields.items() if one is fields[name])
        assert getattr(as_given, field) == fields[name].default, name
    assert len(shown) > 20
