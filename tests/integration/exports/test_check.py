"""`rein doctor` asks each place outside and says in one line what is wrong."""

from pathlib import Path

import httpx
import pytest

from core.settings import Settings
from core.usecases.exports.check_sinks import check_sink, check_sinks
from tests.conftest import make_settings
from tests.integration.exports.conftest import OPIK, OTLP
from tests.stubs.opik import OpikStub
from tests.stubs.otlp import OtlpStub
from tests.stubs.receiver import Trouble, Turn, refuse

KEY = "k-secret"


@pytest.fixture
def settings(tmp_path: Path, opik: OpikStub, otlp: OtlpStub) -> Settings:
    return make_settings(
        tmp_path,
        OPIK_URL_OVERRIDE=opik.url,
        OPIK_API_KEY=KEY,
        OTEL_EXPORTER_OTLP_ENDPOINT=otlp.url,
        REIN_EXPORT_TIMEOUT_S=0.3,
    )


def place_of(address: str | None) -> str:
    return httpx.URL(address or "").netloc.decode()


def test_both_are_well(settings: Settings) -> None:
    assert [verdict.line for verdict in check_sinks(settings)] == [
        f"opik: {place_of(settings.opik_url)} answers and accepts us.",
        f"otlp: {place_of(settings.otlp_endpoint)} answers and accepts us.",
    ]


@pytest.mark.parametrize(
    ("turn", "words"),
    [
        (
            refuse(401, f"no such key {KEY}"),
            "401 Unauthorized: no such key [key] Check the key and the workspace.",
        ),
        (refuse(404), "404 Not Found: It did not work. Check the address."),
        (refuse(503), "503 Service Unavailable: It did not work."),
        (Turn(trouble=Trouble.HTML), "answered with a web page"),
        (Turn(trouble=Trouble.HANG), "did not answer in time"),
        (Turn(trouble=Trouble.RESET), "broke (ReadError)"),
    ],
    ids=lambda value: str(getattr(value, "status", "")),
)
def test_what_is_wrong_is_said_in_one_line(
    settings: Settings, opik: OpikStub, turn: Turn, words: str
) -> None:
    opik.plan([turn])

    verdict = check_sink(settings, OPIK)

    assert not verdict.ok
    assert words in verdict.line
    assert "\n" not in verdict.line
    assert KEY not in verdict.line


def test_a_receiver_that_refuses_a_request_without_spans_has_answered(
    settings: Settings, otlp: OtlpStub
) -> None:
    otlp.plan([refuse(400, "no spans found")])

    assert check_sink(settings, OTLP).ok


def test_a_receiver_that_is_not_there_is_said_so(settings: Settings, otlp: OtlpStub) -> None:
    otlp.close()

    place = place_of(settings.otlp_endpoint)
    assert (
        check_sink(settings, OTLP).line
        == f"otlp: {place} does not accept us: {place} cannot be reached."
    )


def test_what_is_not_set_up_is_not_asked(tmp_path: Path) -> None:
    assert check_sinks(make_settings(tmp_path)) == ()
    assert check_sink(make_settings(tmp_path), OPIK).ok
