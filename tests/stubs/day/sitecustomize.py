"""Python loads this first if its folder is on the path: the clock of Rein begins at a given moment."""

import os
from datetime import datetime, timedelta
from time import monotonic

from core.clock import SystemClock

BEGINS = datetime.fromisoformat(os.environ["REIN_TEST_BEGINS"])
STARTED = monotonic()


def _now(_: SystemClock) -> datetime:
    return BEGINS + timedelta(seconds=monotonic() - STARTED)


SystemClock.now = _now  # type: ignore[method-assign]
