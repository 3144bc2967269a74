"""The bank of everyday obstacles that belong to no topic: tired, kids, money, weather."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from core.codec import Codec
from core.errors import ConfigurationError
from core.offline.playbooks.parts import ObstacleGuide

BANK_FILE = Path(__file__).resolve().parents[3] / "data" / "obstacles.yaml"
_GUIDES: Codec[tuple[ObstacleGuide, ...]] = Codec(tuple[ObstacleGuide, ...])


def load_obstacles(path: Path = BANK_FILE) -> tuple[ObstacleGuide, ...]:
    """Return the obstacles of the bank. Raises ConfigurationError if the file is not valid."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - safe
        return _GUIDES.load(raw)
    except (OSError, yaml.YAMLError, ValidationError) as fault:
        raise ConfigurationError(f"The obstacles in {path} cannot be read: {fault}.") from fault
