"""Routes lead to applications that are loaded with the first request."""

import asyncio
import sys
from types import ModuleType
from typing import Any

import pytest
from starlette.routing import Match, Route

from app.api.routes import ROUTES, LazyApplication

API = ROUTES[0]


@pytest.mark.parametrize("path", ["/api/", "/api/v1", "/api/v1/a\nb", "/api/\n", "/api//v1"])
def test_every_path_under_api_belongs_to_the_api(path: str) -> None:
    assert matches(API, path) is Match.FULL


@pytest.mark.parametrize("path", ["/", "/apix", "/apix/v1", "/goals", "/x/api/v1"])
def test_other_paths_belong_to_the_pages(path: str) -> None:
    assert matches(API, path) is Match.NONE


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "BREW"])
def test_the_api_answers_every_method_itself(method: str) -> None:
    assert matches(API, "/api/v1/goals", method=method) is Match.FULL


def matches(route: Route, path: str, *, method: str = "GET") -> Match:
    match, _ = route.matches({"type": "http", "path": path, "method": method, "headers": []})
    return match


def test_an_application_is_loaded_once_when_it_is_first_called(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[str] = []
    module = ModuleType("lazy_module_of_a_test")

    async def application(scope: Any, _receive: Any, _send: Any) -> None:
        calls.append(scope["path"])

    module.APPLICATION = application  # type: ignore[attr-defined]
    lazy = LazyApplication(module.__name__)
    monkeypatch.setitem(sys.modules, module.__name__, module)

    async def call_twice() -> None:
        for path in ("/a", "/b"):
            await lazy({"path": path}, None, None)  # type: ignore[arg-type]
            sys.modules.pop(module.__name__, None)  # a second import would fail

    asyncio.run(call_twice())

    assert calls == ["/a", "/b"]
