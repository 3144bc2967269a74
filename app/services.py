"""The Rein instance of this process, cached for all pages and routes."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from app import browser
from core.bootstrap import Rein, build
from core.settings import load_settings

P = ParamSpec("P")
R = TypeVar("R")


@st.cache_resource(show_spinner=False)
def rein() -> Rein:
    """Return this process's Rein, built and migrated on the first call."""
    return build(load_settings())


def in_one_reading(load: Callable[P, R]) -> Callable[P, R]:
    """Let everything that a page reads share one transaction."""

    @wraps(load)
    def loaded(*args: P.args, **kwargs: P.kwargs) -> R:
        with rein().database.snapshot():
            return load(*args, **kwargs)

    return loaded


def now() -> datetime:
    """Return the current time in the person's time zone."""
    return rein().clock.now().astimezone(browser.time_zone())


def today() -> date:
    """Return the current day in the person's time zone."""
    return now().date()
