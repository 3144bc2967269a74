"""The server that `rein serve` starts: Streamlit's pages and our routes in one application."""

import asyncio
import contextlib
import importlib
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from app import auth, index_html, services, slow_requests, tcp_nodelay
from app.api import health, routes
from app.base_path import also_below
from app.compression import CompressedBundles
from app.security_headers import SecurityHeaders
from app.signed_in import SessionRequired
from app.trusted_requests import TrustedRequests
from app.ui import error_boundary
from core.base_path import to_base_path
from core.bootstrap import Rein
from core.errors import ReinError
from core.logs import configure_logging
from core.settings import load_settings
from core.usecases.runs.background_workers import start_working, stop_working
from core.usecases.settings.note_settings import StartedAs, note_settings

_WARMED = (
    "pandas",
    "pyarrow",
    "plotly.graph_objects",
    "app.charts.trend",
    "core.calendar.file",
    *routes.LAZY_MODULES,
)
"""Modules that the first page would otherwise import for one to two seconds."""

_log = logging.getLogger(__name__)


def _warm(rein: Rein) -> None:
    for name in _WARMED:
        importlib.import_module(name)
    rein.warm()  # last: people look at a page before they submit a goal


@contextlib.asynccontextmanager
async def lifespan(application: st.App) -> AsyncIterator[None]:
    """Build Rein, start its workers, and stop everything at the end."""
    del application
    try:
        auth.require_safe_binding(load_settings(), st.get_option("server.address"))
        rein = await asyncio.to_thread(services.rein)
    except ReinError as error:
        _log.critical("Rein cannot start. %s", error)
        # uvicorn would print the traceback of a deliberate refusal.
        logging.getLogger("uvicorn.error").disabled = True
        raise SystemExit(str(error)) from None
    configure_logging(rein.settings.log_level)  # only now: a refusal to start is a plain line
    tcp_nodelay.disable_nagle()
    slow_requests.limit_slow_requests()
    logging.getLogger("asyncio").addFilter(slow_requests.OncePerMinute())
    await asyncio.to_thread(note_settings, rein, StartedAs.SERVER)
    start_working(rein)
    warming = asyncio.create_task(asyncio.to_thread(_warm, rein))
    yield
    await warming
    await asyncio.to_thread(stop_working, rein)
    rein.database.close()


# The option as Streamlit has it: `rein serve` sets it, and so may a command of one's own.
BASE_PATH = to_base_path(st.get_option("server.baseUrlPath") or "")

app = st.App(
    Path(__file__).with_name("main.py"),
    lifespan=lifespan,
    routes=also_below(BASE_PATH, [*health.ROUTES, *routes.ROUTES, *index_html.ROUTES]),
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(
            TrustedRequests, hosts=st.get_option("server.allowedHosts"), base_path=BASE_PATH
        ),
        Middleware(SessionRequired, base_path=BASE_PATH),
        Middleware(CompressedBundles, base_path=BASE_PATH),
        Middleware(index_html.BrandedIndex),
    ],
    on_script_error=error_boundary.show,
)
