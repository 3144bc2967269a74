"""`/metrics` for Prometheus: counts, durations and costs; no text and no name of a person.

Figures from the database are sums over all replicas, so scrape one replica for those. Figures of
one process say so in their help text.
"""

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.api.request_metrics import REGISTRY
from app.api.system_collector import SystemCollector
from app.api.workers import run_on_worker

REGISTRY.register(SystemCollector())


async def answer_scrape(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a scrape; without the database, with the figures of the process."""
    text = await run_on_worker(generate_latest, REGISTRY)
    response = Response(text, headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})
    await response(scope, receive, send)


APPLICATION = answer_scrape
