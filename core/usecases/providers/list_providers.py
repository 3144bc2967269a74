"""The providers of models, with their names, settings and addresses."""

from core.llm.providers.catalog import PROVIDERS, Provider, host_in
from core.llm.providers.offline import OFFLINE, OfflineModel
from core.llm.routing.table import SERVED
from core.llm.wrappers.circuit_state import CircuitState

__all__ = ["OFFLINE", "OFFLINE_MODEL", "PROVIDERS", "SERVED", "CircuitState", "Provider", "host_in"]

OFFLINE_MODEL = OfflineModel.name
"""The model name of what the offline coach wrote."""
