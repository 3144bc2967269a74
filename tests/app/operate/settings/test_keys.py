"""Keys and model servers on the Settings page: pasted, told in words, removed, never shown."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from streamlit.testing.v1 import AppTest

from app import auth, services
from core.accounts.user import LOCAL_USER_ID, Role, User
from core.bootstrap import Rein, build
from core.llm.providers import local_servers
from core.llm.providers.local_servers import LocalServer
from tests.app.conftest import Open, said_on
from tests.conftest import make_settings
from tests.fakes import FrozenClock
from tests.stubs.faults import Fault
from tests.stubs.models_list import ModelsList, ok
from tests.stubs.openai import OpenAIStub
from tests.stubs.server import Script

PAGE = "operate/settings/page.py"
KEY = "sk-pasted-by-somebody"
Keyless = Callable[..., Rein]


@pytest.fixture
def keyless(rein: Rein, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keyless]:
    """The pages use a Rein without keys whose OpenAI is a stub."""
    with ExitStack() as stack:

        def serve(openai: Script = (), **changes: object) -> Rein:
            stub = stack.enter_context(OpenAIStub(openai))
            settings = make_settings(
                rein.settings.data_dir, OPENAI_BASE_URL=stub.base_url, **changes
            )
            built = build(settings, clock=clock)
            stack.callback(built.database.close)
            stack.callback(built.jobs.stop, wait=True)
            monkeypatch.setattr(services, "rein", lambda: built)
            return built

        yield serve


def paste(page: AppTest, key: str = KEY) -> AppTest:
    page.selectbox(key="settings.key_provider").set_value("openai")
    page.text_input(key="settings.key").set_value(key)
    (button,) = [button for button in page.button if button.label == "Test and save"]
    return button.click().run()


def messages(page: AppTest) -> str:
    shown = (one.value for kind in (page.success, page.error, page.warning) for one in kind)
    return " ".join(shown).replace("\\", "")  # as Markdown shows it


def test_a_pasted_key_is_tested_saved_and_told_but_not_shown(
    keyless: Keyless, open_page: Open
) -> None:
    rein = keyless()
    page = open_page(PAGE)
    assert "Nothing leaves this machine" in said_on(page)

    page = paste(page)

    assert not page.exception
    assert messages(page) == "gpt-6-luna answered. The key is saved and in use from now on."
    said = said_on(page)
    assert "Saved here:" in said
    assert "saved on this page" in said
    assert "Nothing leaves this machine" not in said
    assert "gpt-mini" in rein.models.configured
    assert KEY not in said + messages(page)
    assert page.text_input(key="settings.key").value == ""


def test_a_refused_key_says_what_to_do_and_is_not_saved(keyless: Keyless, open_page: Open) -> None:
    rein = keyless([Fault.BAD_KEY])

    page = paste(open_page(PAGE))

    assert "OpenAI refused this key. Copy the whole key again" in messages(page)
    assert "Nothing was saved." in messages(page)
    assert KEY not in said_on(page) + messages(page)
    assert not rein.models.configured


def test_an_empty_field_is_told_without_a_call(keyless: Keyless, open_page: Open) -> None:
    keyless()

    assert "There is no key. Paste it, then test it." in messages(paste(open_page(PAGE), ""))


def test_the_key_field_hides_what_is_pasted(keyless: Keyless, open_page: Open) -> None:
    keyless()

    proto = open_page(PAGE).text_input(key="settings.key").proto

    assert (proto.type, proto.autocomplete) == (proto.PASSWORD, "off")


def test_removing_a_key_names_the_consequence_and_takes_effect(
    keyless: Keyless, open_page: Open
) -> None:
    rein = keyless()
    page = paste(open_page(PAGE))
    assert "It cannot be shown or brought back" in said_on(page)

    page.button(key="settings.remove_openai.sure").click().run()

    assert messages(page) == "The key for OpenAI is removed."
    assert not rein.models.configured


def test_a_key_of_the_environment_is_named_and_cannot_be_replaced_here(
    keyless: Keyless, open_page: Open
) -> None:
    keyless(OPENAI_API_KEY="of-the-environment")

    page = open_page(PAGE)

    assert "From OPENAI_API_KEY, which wins." in said_on(page)
    offered = page.selectbox(key="settings.key_provider").options
    assert "OpenAI" not in offered
    assert {"Google", "Anthropic"} <= set(offered)


def test_the_page_says_that_backups_hold_no_key(keyless: Keyless, open_page: Open) -> None:
    keyless()

    assert "never shown again, logged or put into a backup" in said_on(open_page(PAGE))


def test_a_key_file_that_is_broken_is_told(keyless: Keyless, open_page: Open) -> None:
    rein = keyless()
    rein.keys.folder.mkdir()
    (rein.keys.folder / "openai.json").write_text("{")

    assert "openai.json cannot be read: save the key again." in messages(open_page(PAGE))


def test_a_server_on_this_machine_is_offered_and_used_in_one_click(
    keyless: Keyless, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    rein = keyless()
    with ModelsList(ok(b'{"data": [{"id": "<b>qwen</b>"}, {"id": "gemma"}]}')) as stub:
        server = LocalServer(key="ollama", name="Ollama", port=stub.port)
        monkeypatch.setattr(local_servers, "LOCAL_SERVERS", (server,))
        page = open_page(PAGE)
        assert "2 models, at port" in said_on(page)

        page.button(key="settings.use_ollama").click().run()

        assert not page.exception
        assert rein.models.configured["served"].name == "<b>qwen</b>"
        assert "&lt;b&gt;qwen&lt;/b&gt;" in said_on(page)
        assert "On Ollama, chosen:" in said_on(page)
        page.button(key="settings.stop_server.sure").click().run()
    assert not rein.models.configured


def test_a_server_that_has_stopped_is_told(
    keyless: Keyless, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyless()
    with ModelsList(ok(b'{"data": [{"id": "gemma"}]}')) as stub:
        server = LocalServer(key="ollama", name="Ollama", port=stub.port)
        monkeypatch.setattr(local_servers, "LOCAL_SERVERS", (server,))
        page = open_page(PAGE)
        page.button(key="settings.use_ollama").click().run()

    said = said_on(page.run())

    assert "Not answering" in said
    assert "until then the offline coach writes" in said


def test_without_a_server_the_page_says_how_to_get_one(keyless: Keyless, open_page: Open) -> None:
    keyless()

    said = said_on(open_page(PAGE))

    assert "None found" in said
    assert "Ollama, llama.cpp and LM Studio are noticed" in said


@pytest.mark.parametrize("role", [Role.USER, Role.REVIEWER])
def test_no_port_is_asked_for_somebody_who_is_no_admin(
    keyless: Keyless, open_page: Open, monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    keyless()
    user = User(id=LOCAL_USER_ID, name="R", role=role)
    monkeypatch.setattr(auth, "current_user", lambda: user)
    with ModelsList(ok(b'{"data": [{"id": "gemma"}]}')) as stub:
        server = LocalServer(key="ollama", name="Ollama", port=stub.port)
        monkeypatch.setattr(local_servers, "LOCAL_SERVERS", (server,))

        page = open_page(PAGE)

        assert stub.requests == []
    assert not [one for one in page.text_input if one.key == "settings.key"]
