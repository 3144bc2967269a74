"""Rein on both databases, with facts that are written directly."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from core.bootstrap import Rein, build
from tests.conftest import make_settings
from tests.factories.coaching import COACH
from tests.fakes import FrozenClock
from tests.stubs.receiver import Answer, Receiver, Request


@dataclass
class WebhookStub(Receiver):
    """A webhook that keeps what it accepts."""

    accepted: list[Request] = field(default_factory=list)

    def __init__(self) -> None:
        self.accepted = []
        super().__init__()

    def accept(self, request: Request) -> Answer:
        self.accepted.append(request)
        return Answer(status=200, body=b"ok", kind="text/plain")


@pytest.fixture
def webhook() -> Iterator[WebhookStub]:
    with WebhookStub() as stub:
        yield stub


@pytest.fixture
def rein(
    tmp_path: Path, database_url: str, clock: FrozenClock, webhook: WebhookStub
) -> Iterator[Rein]:
    """The whole application with a webhook; nothing is delivered until a test says so."""
    settings = make_settings(
        tmp_path,
        REIN_DATABASE_URL=database_url,
        REIN_ALERT_WEBHOOK_URL=f"{webhook.url}/services/T0/very-secret-part",
        REIN_ALERT_WEBHOOK_SECRET="a secret of sixteen or more",
        REIN_EXPORT_TIMEOUT_S=0.6,
        REIN_PUBLIC_URL="https://rein.example.org",
    )
    built = build(settings, clock=clock, coach=COACH)
    yield built
    built.jobs.stop(wait=True)
    built.database.close()
