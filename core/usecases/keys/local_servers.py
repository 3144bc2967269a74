"""Notice model servers on this machine, and use one of them."""

from dataclasses import dataclass
from datetime import datetime

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, NotFound
from core.llm.providers.local_servers import (
    RunningServer,
    find_local_server,
    find_running_servers,
)
from core.llm.routing.table import SERVED
from core.store.keys.values import SavedServer
from core.usecases.access.allow import Access, AuditAction, allow

__all__ = ["LocalServers", "RunningServer", "find_servers", "stop_using_server", "use_server"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalServers:
    """The model servers on this machine, and the one in use."""

    running: tuple[RunningServer, ...]
    used: str | None
    """Name of the server whose model is used; None if none is."""
    model: str | None
    """The model of it."""
    since: datetime | None
    answering: bool
    """Whether the server in use answered and still has its model."""
    overridden: bool
    """Whether the environment names a server, which wins."""


@allow(Access.ADMIN)
def find_servers(rein: Rein, *, viewer: Viewer) -> LocalServers:
    """Ask the usual ports of this machine for models. Raises NotAllowed below admin."""
    running, saved = find_running_servers(), rein.keys.read().server
    server = find_local_server(saved.server) if saved is not None else None
    model = saved.model if saved is not None and server is not None else None
    return LocalServers(
        running=running,
        used=server.name if server is not None else None,
        model=model,
        since=saved.saved_at if saved is not None and server is not None else None,
        answering=any(one.server == server and model in one.models for one in running),
        overridden=rein.settings.served_url is not None,
    )


@allow(Access.ADMIN, changes=AuditAction.SERVER_ADDED, outside=True)
def use_server(rein: Rein, *, viewer: Viewer, server: str, model: str) -> None:
    """Use a model of a server that is running; routes call it after the providers with a key.

    Raises NotAllowed below admin, Conflict if the environment names a server, and NotFound if the
    server does not answer or does not offer the model.
    """
    if rein.settings.served_url is not None:
        raise Conflict(
            "REIN_SERVED_MODEL_URL is set in the environment or in .env, and wins.",
            advice="Remove it there and restart, to use a server from this page.",
        )
    if not any(one.server.key == server and model in one.models for one in find_running_servers()):
        raise NotFound(
            "This server does not offer this model any more.",
            advice="Start it, and open this page again.",
        )
    rein.keys.save_server(SavedServer(server=server, model=model, saved_at=rein.clock.now()))


@allow(Access.ADMIN, changes=AuditAction.SERVER_REMOVED, outside=True)
def stop_using_server(rein: Rein, *, viewer: Viewer) -> None:
    """Use no model server from this page any more. Raises NotAllowed below admin, and NotFound."""
    if not rein.keys.remove(SERVED):
        raise NotFound("No model server is in use from this page.")
