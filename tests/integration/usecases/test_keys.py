"""A pasted key is tested, kept by its owner alone, used at once, and found nowhere else."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein, build
from core.errors import Conflict, InvalidInput, NotAllowed, NotFound, ReinError
from core.goals.goal import Circumstances
from core.ids import new_id
from core.llm.providers import local_servers
from core.llm.providers.local_servers import LocalServer
from core.llm.wrappers.circuit_state import CircuitState
from core.store.alerts.read import list_open_alerts
from core.store.schema import metadata
from core.usecases.backup.backup import take_backup
from core.usecases.goals.submit import submit_goal
from core.usecases.keys.list_keys import KeySource, list_keys
from core.usecases.keys.local_servers import find_servers, stop_using_server, use_server
from core.usecases.keys.save_key import KeyNotSaved, remove_key, save_key
from core.usecases.runs.execute import execute_run
from core.usecases.settings.get_settings import get_settings, list_destinations
from tests.conftest import make_settings
from tests.fakes import NOW, FrozenClock
from tests.stubs.faults import Fault
from tests.stubs.gemini import GeminiStub
from tests.stubs.models_list import ModelsList, ok
from tests.stubs.openai import OpenAIStub
from tests.stubs.server import Script

KEY = "sk-pasted-0123456789-by-somebody"
SECRET = SecretStr(KEY)
Serve = Callable[..., tuple[Rein, GeminiStub, OpenAIStub]]


@pytest.fixture
def serve(tmp_path: Path, database_url: str, clock: FrozenClock) -> Iterator[Serve]:
    """Rein without any key, whose providers are stubs."""
    with ExitStack() as stack:

        def start(
            google: Script = (), openai: Script = (), **changes: object
        ) -> tuple[Rein, GeminiStub, OpenAIStub]:
            gemini = stack.enter_context(GeminiStub(google))
            other = stack.enter_context(OpenAIStub(openai))
            addresses = {"GEMINI_BASE_URL": gemini.url, "OPENAI_BASE_URL": other.base_url}
            settings = make_settings(
                tmp_path, REIN_DATABASE_URL=database_url, **addresses | changes
            )
            rein = build(settings, clock=clock)
            stack.callback(rein.database.close)
            stack.callback(rein.jobs.stop, wait=True)
            return rein, gemini, other

        yield start


def paste(rein: Rein, provider: str = "google", key: SecretStr = SECRET) -> None:
    save_key(rein, viewer=LOCAL_VIEWER, provider=provider, key=key)


def sources(rein: Rein) -> dict[str, KeySource]:
    found = list_keys(rein, viewer=LOCAL_VIEWER)
    return {state.provider.provider: state.source for state in found.keys}


def everything_stored(rein: Rein) -> str:
    with rein.database.read() as connection:
        rows = [
            list(map(str, row))
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
        ]
    return json.dumps(rows)


def test_a_key_that_works_is_used_by_the_running_process_at_once(serve: Serve) -> None:
    rein, gemini, _ = serve()
    assert not rein.models.configured

    paste(rein)

    assert gemini.calls == 1
    assert sorted(rein.models.configured) == ["gemini", "gemini-pro"]
    submitted = submit_goal(
        rein,
        viewer=LOCAL_VIEWER,
        text="Run 5 km by the end of March",
        circumstances=Circumstances(),
        key=new_id(),
    )
    execute_run(rein, submitted.run_id)
    assert gemini.calls > 1
    assert {asked.headers["x-goog-api-key"] for asked in gemini.asked} == {KEY}


def test_another_process_on_the_data_folder_uses_it_too(serve: Serve) -> None:
    (rein, *_), (worker, *_) = serve(), serve()

    paste(rein)

    assert "gemini" in worker.models.configured
    remove_key(rein, viewer=LOCAL_VIEWER, provider="google")
    assert not worker.models.configured


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault.BAD_KEY, ("OpenAI refused this key.", "platform.openai.com/api-keys")),
        (Fault.UNAUTHORIZED, ("OpenAI refused this key.",)),
        (Fault.DAILY_QUOTA, ("its quota or credit is used up", "Add credit")),
        (Fault.BAD_REQUEST, ("did not take the test call", "has credit")),
        (Fault.OVERLOADED, ("is overloaded", "in some minutes")),
        (Fault.RESET, ("could not be reached", "network")),
        (Fault.HTML, ("Something else than OpenAI answered.", "OPENAI_BASE_URL")),
    ],
)
def test_a_key_that_fails_its_test_is_not_saved_and_the_person_knows_what_to_do(
    serve: Serve, fault: Fault, words: tuple[str, ...]
) -> None:
    rein, _, openai = serve(openai=[fault])

    with pytest.raises(KeyNotSaved) as failure:
        paste(rein, "openai")

    assert openai.calls == 1
    assert all(part in str(failure.value) for part in (*words, "Nothing was saved."))
    assert KEY not in str(failure.value)
    assert sources(rein)["openai"] is KeySource.NONE
    assert not rein.models.configured
    assert list_open_alerts(rein.database) == ()


@pytest.mark.parametrize("fault", [Fault.TRUNCATED, Fault.SAFETY, Fault.EMPTY_TEXT])
def test_an_answer_of_any_kind_shows_that_the_key_works(serve: Serve, fault: Fault) -> None:
    rein, *_ = serve(openai=[fault])

    paste(rein, "openai")

    assert sources(rein)["openai"] is KeySource.SAVED


def test_a_bad_key_leaves_the_saved_one_in_use(serve: Serve) -> None:
    rein, *_ = serve(openai=[Fault.OK, Fault.BAD_KEY])
    paste(rein, "openai")

    with pytest.raises(KeyNotSaved):
        paste(rein, "openai", SecretStr("sk-another-one"))

    assert rein.model_settings.openai_api_key == SECRET


def test_the_key_is_in_its_file_and_nowhere_else(
    serve: Serve,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    rein, *_ = serve(openai=[Fault.BAD_KEY, Fault.OK])
    with pytest.raises(KeyNotSaved):
        paste(rein, "openai")
    paste(rein, "openai")

    assert KEY not in everything_stored(rein)
    assert KEY not in repr(get_settings(rein, viewer=LOCAL_VIEWER))
    assert KEY not in repr(list_keys(rein, viewer=LOCAL_VIEWER)) + repr(rein)
    assert KEY not in caplog.text + "".join(capsys.readouterr())
    holding = [
        file.relative_to(tmp_path).as_posix()
        for file in tmp_path.rglob("*")
        if file.is_file() and KEY.encode() in file.read_bytes()
    ]
    assert holding == ["keys/openai.json"]


def test_a_backup_holds_no_key(serve: Serve, tmp_path: Path, database_url: str) -> None:
    if not database_url.startswith("sqlite"):
        pytest.skip("PostgreSQL is backed up by its own tools, from the database")
    rein, *_ = serve()
    paste(rein)

    take_backup(rein.settings, tmp_path / "copy.db")

    assert KEY.encode() not in (tmp_path / "copy.db").read_bytes()


def test_the_environment_wins_and_nothing_is_saved_beside_it(serve: Serve) -> None:
    rein, gemini, _ = serve(GEMINI_API_KEY="of-the-environment")

    with pytest.raises(Conflict, match="GEMINI_API_KEY is set in the environment"):
        paste(rein)

    assert gemini.calls == 0
    assert sources(rein)["google"] is KeySource.ENVIRONMENT


def test_a_key_saved_before_the_environment_set_one_is_told_as_unused(serve: Serve) -> None:
    before, *_ = serve()
    paste(before)

    rein, gemini, _ = serve(GEMINI_API_KEY="of-the-environment")
    (state,) = [
        one
        for one in list_keys(rein, viewer=LOCAL_VIEWER).keys
        if one.provider.provider == "google"
    ]

    assert (state.source, state.saved_at) == (KeySource.ENVIRONMENT, NOW)
    assert gemini.calls == 0


@pytest.mark.parametrize("text", ["", "   ", "two words", "line\nbreak", "schlüssel", "x" * 501])
def test_what_cannot_be_a_key_is_not_sent_anywhere(serve: Serve, text: str) -> None:
    rein, gemini, _ = serve()

    with pytest.raises(InvalidInput) as failure:
        paste(rein, key=SecretStr(text))

    assert gemini.calls == 0
    assert not text.strip() or text not in str(failure.value)


def test_spaces_around_a_key_are_not_part_of_it(serve: Serve) -> None:
    rein, *_ = serve()

    paste(rein, key=SecretStr(f"  {KEY}\n"))

    assert rein.model_settings.gemini_api_key == SECRET


def test_a_removed_key_is_gone_and_removing_it_again_says_so(serve: Serve) -> None:
    rein, *_ = serve()
    paste(rein)

    remove_key(rein, viewer=LOCAL_VIEWER, provider="google")

    assert not rein.models.configured
    assert sources(rein)["google"] is KeySource.NONE
    with pytest.raises(NotFound, match="No key for Google is saved"):
        remove_key(rein, viewer=LOCAL_VIEWER, provider="google")


def test_a_key_that_works_closes_the_circuit_of_its_model(serve: Serve) -> None:
    rein, *_ = serve()
    state = CircuitState(open_until=NOW, failures=5)
    with rein.database.begin() as work:
        work.breakers.swap("google/gemini-3.8-flash", state, revision=0, now=NOW)

    paste(rein)

    assert not rein.breakers.read("google/gemini-3.8-flash")[0].is_open


def test_where_data_goes_is_told_as_soon_as_a_key_is_saved(serve: Serve) -> None:
    rein, *_ = serve()
    assert list_destinations(rein, viewer=LOCAL_VIEWER) == ()

    paste(rein)

    assert len(list_destinations(rein, viewer=LOCAL_VIEWER)) == 1
    assert get_settings(rein, viewer=LOCAL_VIEWER).saved == {"google"}


@pytest.mark.parametrize("role", [Role.USER, Role.REVIEWER])
def test_only_an_admin_sees_or_changes_keys_and_servers(serve: Serve, role: Role) -> None:
    rein, gemini, _ = serve()
    viewer = Viewer(user=User(id=new_id(), name="R", role=role))

    for act in (
        lambda: save_key(rein, viewer=viewer, provider="google", key=SECRET),
        lambda: remove_key(rein, viewer=viewer, provider="google"),
        lambda: list_keys(rein, viewer=viewer),
        lambda: find_servers(rein, viewer=viewer),
        lambda: use_server(rein, viewer=viewer, server="ollama", model="m"),
        lambda: stop_using_server(rein, viewer=viewer),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert gemini.calls == 0


@pytest.mark.parametrize("provider", ["served", "offline", "../x"])
def test_a_key_is_for_a_provider_of_the_list(serve: Serve, provider: str) -> None:
    rein, *_ = serve()

    with pytest.raises(NotFound):
        paste(rein, provider)


@pytest.fixture
def ollama(monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenAIStub]:
    """A model server at the port of Ollama: a list of models, and a stub that answers calls."""
    with ModelsList(ok(b'{"data": [{"id": "qwen:4b"}]}')) as listed, OpenAIStub() as calls:
        server = LocalServer(key="ollama", name="Ollama", port=listed.port)
        monkeypatch.setattr(local_servers, "LOCAL_SERVERS", (server,))
        yield calls


def test_a_server_on_this_machine_is_noticed_used_and_left_again(
    serve: Serve, ollama: OpenAIStub
) -> None:
    del ollama
    rein, *_ = serve()
    found = find_servers(rein, viewer=LOCAL_VIEWER)
    assert [(one.server.name, one.models) for one in found.running] == [("Ollama", ("qwen:4b",))]
    assert found.used is None

    use_server(rein, viewer=LOCAL_VIEWER, server="ollama", model="qwen:4b")

    assert rein.models.configured["served"].name == "qwen:4b"
    used = find_servers(rein, viewer=LOCAL_VIEWER)
    assert (used.used, used.model, used.since, used.answering) == ("Ollama", "qwen:4b", NOW, True)
    (to,) = list_destinations(rein, viewer=LOCAL_VIEWER)
    assert to.local

    stop_using_server(rein, viewer=LOCAL_VIEWER)
    assert not rein.models.configured
    with pytest.raises(NotFound):
        stop_using_server(rein, viewer=LOCAL_VIEWER)


@pytest.mark.parametrize(
    ("server", "model"), [("ollama", "another"), ("lm-studio", "qwen:4b"), ("http://x/v1", "m")]
)
def test_only_what_a_server_offers_right_now_can_be_used(
    serve: Serve, ollama: OpenAIStub, server: str, model: str
) -> None:
    del ollama
    rein, *_ = serve()

    with pytest.raises(NotFound):
        use_server(rein, viewer=LOCAL_VIEWER, server=server, model=model)

    assert not rein.models.configured


def test_a_server_of_the_environment_wins(serve: Serve, ollama: OpenAIStub) -> None:
    rein, *_ = serve(REIN_SERVED_MODEL_URL=ollama.base_url, REIN_SERVED_MODEL="mine")

    with pytest.raises(ReinError, match="REIN_SERVED_MODEL_URL is set"):
        use_server(rein, viewer=LOCAL_VIEWER, server="ollama", model="qwen:4b")

    assert rein.models.configured["served"].name == "mine"
    assert find_servers(rein, viewer=LOCAL_VIEWER).overridden
