"""Rein with keys for stub providers, as the pages about models see it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from app import services
from core.bootstrap import Rein, build
from core.errors import ModelFault
from core.llm.routing.table import ModelName
from core.llm.wrappers.circuit_state import CircuitState
from tests.conftest import make_settings
from tests.fakes import NOW, FrozenClock
from tests.integration.store.paid import make_completion, make_entry
from tests.stubs.anthropic import AnthropicStub
from tests.stubs.gemini import GeminiStub
from tests.stubs.openai import OpenAIStub
from tests.stubs.server import Script, StubServer

SECRET = "not-for-eyes"
FLASH = ModelName(provider="google", name="gemini-3.8-flash")
MINI = ModelName(provider="openai", name="gpt-6-luna")


class Providers:
    """Rein with every provider's key, and the stubs that answer for them."""

    def __init__(self, rein: Rein, stubs: dict[str, StubServer]) -> None:
        self.rein = rein
        self.stubs = stubs

    def answer(self, model: ModelName = FLASH) -> None:
        """Write an answered call into the ledger."""
        entry = replace(make_entry(), provider=model.provider, model=model.name)
        with self.rein.database.begin() as work:
            work.calls.open(entry)
            work.calls.close(entry.id, make_completion(), finished_at=NOW)

    def fail(self, fault: ModelFault, message: str, model: ModelName = FLASH) -> None:
        """Write a failed call into the ledger."""
        entry = replace(make_entry(), provider=model.provider, model=model.name)
        with self.rein.database.begin() as work:
            work.calls.open(entry)
            work.calls.fail(entry.id, fault=fault, message=message, finished_at=NOW)

    def rest(self, breaker: CircuitState, model: ModelName = FLASH) -> None:
        """Write how a model stands, as a replica would."""
        key = f"{model.provider}/{model.name}"
        with self.rein.database.begin() as work:
            work.breakers.swap(key, breaker, revision=0, now=NOW)


Serve = Callable[..., Providers]


@pytest.fixture
def providers(rein: Rein, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """The pages use a Rein with all providers; `google`, `openai` and `anthropic` take scripts."""
    with ExitStack() as stack:

        def serve(
            google: Script = (), openai: Script = (), anthropic: Script = (), **changes: object
        ) -> Providers:
            stubs: dict[str, StubServer] = {
                "google": stack.enter_context(GeminiStub(google)),
                "openai": stack.enter_context(OpenAIStub(openai)),
                "anthropic": stack.enter_context(AnthropicStub(anthropic)),
            }
            keys = dict.fromkeys(("GEMINI_API_KEY", "OPENAI_API_KEY", "ANTHROPIC_API_KEY"), SECRET)
            addresses = {
                "GEMINI_BASE_URL": stubs["google"].url,
                "OPENAI_BASE_URL": f"{stubs['openai'].url}/v1",
                "ANTHROPIC_BASE_URL": stubs["anthropic"].url,
            }
            built = build(
                make_settings(rein.settings.data_dir, **keys | addresses | changes), clock=clock
            )
            stack.callback(built.database.close)
            stack.callback(built.jobs.stop, wait=True)
            monkeypatch.setattr(services, "rein", lambda: built)
            return Providers(built, stubs)

        yield serve
