"""The server: Streamlit's pages and our own routes in one ASGI application, started by `rein serve`."""

import asyncio
import contextlib
import importlib
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from app import auth, services, shell, sockets
from app.api import health, routes
from app.compression import CompressedBundles
from app.widgets import boundary
from core.bootstrap import Rein
from core.errors import ReinError
from core.logs import configure_logging
from core.settings import load_settings
from core.usecases.runs.background_workers import start_working, stop_working

_WARMED = (
    "pandas",
    "pyarrow",
    "plotly.graph_objects",
    "app.charts.trend",
    *routes.LAZY_MODULES,
)
"""What the first page would otherwise wait one to two seconds for."""

_log = logging.getLogger(__name__)


def _warm(rein: Rein) -> None:
    for name in _WARMED:
        importlib.import_module(name)
    rein.warm()  # after the pages: somebody looks before anybody submits


@contextlib.asynccontextmanager
async def lifespan(application: st.App) -> AsyncIterator[None]:
    """Build Rein, work what is unfinished, and give everything back at the end."""
    del application
    try:
        auth.require_safe_binding(load_settings(), st.get_option("server.address"))
        rein = await asyncio.to_thread(services.rein)
    except ReinError as error:
        _log.critical("Rein cannot start. %s", error)
        logging.getLogger(
            "uvicorn.error"
        ).disabled = True  # it would print the traceback of a deliberate refusal
        raise SystemExit(str(error)) from None
    configure_logging(
        rein.settings.log_level
    )  # from here on; a refusal to start is a line for a person
    sockets.answer_at_once()
    start_working(rein)
    warming = asyncio.create_task(asyncio.to_thread(_warm, rein))
    yield
    await warming
    await asyncio.to_thread(stop_working, rein)
    rein.database.close()


app = st.App(
    Path(__file__).with_name("main.py"),
    lifespan=lifespan,
    routes=[*health.ROUTES, *routes.ROUTES, *shell.ROUTES],
    middleware=[Middleware(CompressedBundles), Middleware(shell.OwnShell)],
    on_script_error=boundary.show,
)
