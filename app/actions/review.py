"""What a reviewer can change: the sample comes, and the sample goes."""

from collections.abc import Callable

from app import auth, services
from core.usecases.samples import sample


def load_sample(*, on_progress: Callable[[int, int], None]) -> int:
    """Add the sample; returns how many goals it has."""
    return sample.load_sample(
        services.rein(), viewer=auth.current_viewer(), on_progress=on_progress
    )


def remove_sample() -> None:
    """Remove the sample and every figure that counts it."""
    sample.remove_sample(services.rein(), viewer=auth.current_viewer())
