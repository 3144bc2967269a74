"""`rein key`: a key comes from standard input, is tested, and is in no output."""

import pytest
from click.testing import CliRunner, Result

from core.ops.cli import rein as command_line
from tests.integration.ops.conftest import Run
from tests.stubs.faults import Fault
from tests.stubs.openai import OpenAIStub

KEY = "sk-typed-by-somebody"


def set_key(provider: str = "openai", key: str = KEY) -> Result:
    return CliRunner().invoke(command_line, ["key", "set", provider], input=f"{key}\n")


def test_a_key_from_standard_input_is_tested_saved_listed_and_removed(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with OpenAIStub() as stub:
        monkeypatch.setenv("OPENAI_BASE_URL", stub.base_url)

        saved = set_key()

        assert saved.exit_code == 0, saved.output
        assert "gpt-6-luna answered; the key is saved and in use." in saved.output
        assert stub.asked[0].headers["Authorization"] == f"Bearer {KEY}"
    listed, examined = run("key", "list"), run("doctor")
    assert "OpenAI     saved 20" in listed.output
    assert "Google     not set" in listed.output
    assert "saved on Settings: a key for OpenAI" in examined.output
    removed = run("key", "remove", "openai")
    assert "is removed" in removed.output
    assert "OpenAI     not set" in run("key", "list").output
    assert KEY not in saved.output + listed.output + examined.output + removed.output


def test_a_refused_key_is_not_saved(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with OpenAIStub([Fault.BAD_KEY]) as stub:
        monkeypatch.setenv("OPENAI_BASE_URL", stub.base_url)

        refused = set_key()

    assert refused.exit_code == 1
    assert "OpenAI refused this key." in str(refused.exception)
    assert "OpenAI     not set" in run("key", "list").output


def test_gemini_is_known_by_its_own_name_and_the_environment_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "of-the-environment")

    assert "GEMINI_API_KEY is set in the environment" in str(set_key("gemini").exception)
    assert "Google     GEMINI_API_KEY in the environment or .env" in run("key", "list").output


def test_a_key_is_never_an_argument(run: Run) -> None:
    assert run("key", "set", "openai", KEY).exit_code == 2
