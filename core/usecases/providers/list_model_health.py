"""The health of each configured model over the last day, and the state of its circuit."""

from collections.abc import Mapping

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.llm.routing.table import ModelName
from core.llm.wrappers.circuit_state import CircuitState
from core.store.providers import read
from core.store.providers.read import CallOutcome, ModelHealth
from core.usecases.access.allow import Access, allow

__all__ = ["CallOutcome", "ModelHealth", "list_circuit_states", "list_model_health"]


@allow(Access.ADMIN)
def list_model_health(rein: Rein, *, viewer: Viewer) -> Mapping[str, ModelHealth]:
    """Return the health of each configured model, by its key in the routing table.

    Raises NotAllowed below admin.
    """
    models = {
        key: ModelName(provider=model.provider, name=model.name)
        for key, model in rein.models.configured.items()
    }
    found = read.list_model_health(rein.database, models.values(), now=rein.clock.now())
    return dict(zip(models, found, strict=True))


@allow(Access.ADMIN)
def list_circuit_states(rein: Rein, *, viewer: Viewer) -> Mapping[str, CircuitState]:
    """Return the stored circuit states by "provider/name". Raises NotAllowed below admin."""
    return read.list_circuit_states(rein.database)
