"""Every outside thing is reached through one door; a new one is one line here."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from tests.architecture.tree import imported, modules, name_of, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """`what` is a package, or `owner.attribute` for a call; only paths that start with one of `through` may use it."""

    what: str
    through: tuple[str, ...]

    def leads_to(self, module: str) -> bool:
        return module in self.through or any(
            part.endswith("/") and module.startswith(part) for part in self.through
        )


PACKAGES = (
    Door(what="sqlalchemy", through=("core/store/",)),
    Door(what="alembic", through=("core/store/",)),
    Door(
        what="psycopg", through=("core/store/", "core/jobs/")
    ),  # the queue keeps tables of its own
    Door(what="streamlit", through=("app/",)),
    Door(what="starlette", through=("app/",)),
    Door(what="plotly", through=("app/charts/",)),
    Door(what="altair", through=("app/charts/",)),
    Door(what="pandas", through=("app/charts/",)),
    Door(what="google", through=("core/llm/providers/gemini.py",)),
    Door(what="openai", through=("core/llm/providers/openai.py",)),
    Door(what="anthropic", through=("core/llm/providers/anthropic.py",)),
    Door(what="opik", through=("core/exports/opik/sink.py",)),
    Door(
        what="httpx",
        through=(
            "core/exports/",
            "core/oidc/connection.py",
            "core/accounts/breached_passwords.py",
            "core/llm/providers/openai.py",
        ),
    ),  # a stream fails as its transport does
    Door(what="joserfc", through=("core/oidc/",)),
    Door(what="cryptography", through=("core/usecases/request_keys/",)),
    Door(
        what="httpx2", through=("core/llm/providers/gemini.py", "core/llm/providers/anthropic.py")
    ),
    Door(what="opentelemetry", through=("core/tracing/", "core/exports/otlp/")),
    Door(what="genai_prices", through=("core/llm/",)),
    Door(what="procrastinate", through=("core/jobs/",)),
    Door(what="onnxruntime", through=("core/learning/",)),
    Door(what="tokenizers", through=("core/learning/",)),
    Door(what="torch", through=("core/offline/training/tuning/",)),  # installed for training only
    Door(what="transformers", through=("core/offline/training/tuning/",)),
    Door(what="onnx", through=("core/offline/training/tuning/",)),
    Door(what="sklearn", through=("core/learning/train_linear.py",)),
    Door(what="scipy", through=("core/learning/train_linear.py",)),
    Door(what="pyarrow", through=("core/usecases/records/parquet.py",)),
    Door(what="typst", through=("core/printing/",)),
    Door(what="icalendar", through=("core/calendar/",)),
    Door(what="aiosmtplib", through=("core/mail/smtp.py",)),
    Door(
        what="pydantic_settings",
        through=("core/settings.py", "core/setting_groups/secret_files.py"),
    ),
    Door(what="phonenumbers", through=("core/accounts/known_numbers.py",)),
)

# `rein serve` hands its address to the server that takes its place; the environment is the only thing that survives.
ENVIRONMENT = ("core/settings.py", "core/setting_groups/secret_files.py", "core/ops/serve.py")
RECORDED = ("core/usecases/runs/recorded_work.py", "core/tracing/", "core/store/traces/")
CLOCKS = ("core/clock.py", "core/ids.py")
USES = (
    Door(what="os.environ", through=ENVIRONMENT),
    Door(what="os.getenv", through=ENVIRONMENT),
    Door(what="datetime.now", through=CLOCKS),
    Door(what="datetime.today", through=CLOCKS),
    Door(what="datetime.utcnow", through=CLOCKS),
    Door(what="date.today", through=CLOCKS),
    Door(what="time.time", through=CLOCKS),
    Door(what="time.time_ns", through=CLOCKS),
    # Every trace is opened, collected, closed and queued for export in one module.
    Door(what="core.tracing.tracer.open_trace", through=RECORDED),
    Door(what="core.tracing.tracer.COLLECTOR", through=RECORDED),
    Door(what="core.store.traces.values.TraceOpening", through=RECORDED),
    Door(what="core.store.traces.values.TraceClosing", through=RECORDED),
    Door(what="core.usecases.exports.queue_exports.queue_trace", through=RECORDED),
)


@pytest.mark.parametrize("door", PACKAGES, ids=lambda door: door.what)
def test_a_package_is_imported_through_its_door_only(door: Door) -> None:
    strangers = [
        f"{name_of(path)}:{line} imports {package}"
        for path in modules()
        for package, line in imported(parse(path))
        if package.split(".")[0] == door.what and not door.leads_to(name_of(path))
    ]

    assert strangers == []


@pytest.mark.parametrize("door", USES, ids=lambda door: door.what)
def test_the_environment_the_time_and_the_traces_are_used_through_their_doors_only(
    door: Door,
) -> None:
    strangers = [
        f"{name_of(path)}:{line} uses {door.what}"
        for path in modules()
        if not door.leads_to(name_of(path))
        for used, line in _uses(parse(path))
        if used == door.what
    ]

    assert strangers == []


def test_a_door_is_seen_however_it_is_opened() -> None:
    tree = ast.parse(
        "import datetime as d\nfrom os import environ\nfrom time import time\nd.datetime.now()\n"
    )

    assert {used for used, _ in _uses(tree)} >= {"os.environ", "time.time", "datetime.now"}


@cache
def _uses(tree: ast.Module) -> tuple[tuple[str, int], ...]:
    """Return `owner.attribute` for every attribute and every name imported from a module, with its line."""
    return tuple(_found_uses(tree))


def _found_uses(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value
            name = (
                owner.attr
                if isinstance(owner, ast.Attribute)
                else owner.id
                if isinstance(owner, ast.Name)
                else ""
            )
            yield f"{name}.{node.attr}", node.lineno
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)
