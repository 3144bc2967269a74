"""Opik's REST client is loaded alone: nothing of the package that reports home is."""

import subprocess
import sys

import pytest

from core.exports.factory import build_sinks, destinations
from core.settings import Settings
from tests.architecture.tree import ROOT

PROGRAM = """
import sys
from core.exports.opik.sink import OpikSink
from core.exports.delivery_error import DeliveryError
assert "opik" not in sys.modules
sink = OpikSink(url="http://127.0.0.1:9", api_key="k", workspace="default", project="p", timeout_s=1)
try:
    sink.check()
except DeliveryError as error:
    print(error.reason)
sink.close()
HOME = ("sentry_sdk", "opik", "litellm", "rein_opik_rest_api.client", "rein_opik_rest_api.datasets")
print([name for name in sys.modules if name.startswith(HOME)])
"""


def test_the_package_that_reports_home_is_never_run() -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert run.stderr == ""
    assert run.stdout.splitlines() == ["127.0.0.1:9 cannot be reached.", "[]"]


LATER = """
import os, warnings
warnings.simplefilter("ignore")
os.environ["OPIK_SENTRY_ENABLE"] = "false"
from core.exports.opik.rest_client import load
client = load("traces.client").TracesClient
import opik
from opik.rest_api.client import OpikApi
from opik.rest_api.traces.client import TracesClient
print(opik.__file__.endswith("__init__.py"), callable(opik.track), TracesClient is not client)
"""
"""A program that delivers first and uses the real package afterwards."""


def test_a_later_import_of_the_real_package_works() -> None:
    run = subprocess.run(
        [sys.executable, "-c", LATER], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert run.stdout.splitlines()[-1:] == ["True True True"], run.stderr


def make_settings(**values: object) -> Settings:
    return Settings(_env_file=None, **values)  # type: ignore[arg-type,call-arg]


def test_nothing_is_a_destination_unless_it_is_set() -> None:
    assert build_sinks(make_settings()) == ()
    assert destinations(make_settings()) == ()


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ({"OPIK_API_KEY": "k"}, [("opik", "www.comet.com")]),
        ({"OPIK_URL_OVERRIDE": "http://opik.example:5173/api"}, [("opik", "opik.example:5173")]),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "https://otlp.example"}, [("otlp", "otlp.example")]),
    ],
)
def test_people_see_the_host_that_data_goes_to(
    values: dict[str, str], places: list[tuple[str, str]]
) -> None:
    settings = make_settings(**values)

    assert [(place.sink, place.host) for place in destinations(settings)] == places
    assert [sink.name for sink in build_sinks(settings)] == [sink for sink, _ in places]
