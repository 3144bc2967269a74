"""Read what the form of a replay shows."""

from app import auth, services
from core.usecases.datasets import list_datasets as datasets
from core.usecases.datasets.list_datasets import DatasetRecord
from core.usecases.trials.replay_by_models import Planned, ReplayAsked, forecast_replay
from core.usecases.trials.replay_version import count_past_goals


def count_goals() -> int:
    """Return how many past goals a replay may choose from."""
    return count_past_goals(services.rein(), viewer=auth.current_viewer())


def list_datasets() -> tuple[DatasetRecord, ...]:
    """Return the datasets that have a version."""
    found = datasets.list_datasets(services.rein(), viewer=auth.current_viewer())
    return tuple(one for one in found if one.newest is not None)


def forecast(asked: ReplayAsked) -> Planned:
    """Return what a replay with a model would cost. Raises ReinError if it cannot be made."""
    return forecast_replay(services.rein(), viewer=auth.current_viewer(), asked=asked)
