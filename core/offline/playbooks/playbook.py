"""Load the playbooks of the offline coach from data/playbooks."""

from functools import cache
from pathlib import Path

from core.errors import ConfigurationError
from core.offline.playbooks.schema import Playbook, parse_playbook

PLAYBOOK_FOLDER = Path(__file__).resolve().parents[3] / "data" / "playbooks"

PLAYBOOKS: tuple[str, ...] = (
    "running",
    "strength",
    "weight_and_eating",
    "sleep",
    "walking_and_activity",
    "quitting",
    "meditation_and_stress",
    "saving",
    "debt",
    "budgeting",
    "language",
    "reading",
    "writing",
    "coding",
    "exam_study",
    "job_search",
    "public_speaking",
    "music_and_craft",
    "decluttering",
    "relationships",
    "screen_time",
    "volunteering",
    "general",
)
"""Playbook names in matching order; a new playbook is one file in data/playbooks and one line."""


@cache
def load_playbooks(folder: Path = PLAYBOOK_FOLDER) -> dict[str, Playbook]:
    """Return all playbooks by name, in matching order. Cached for the process."""
    found = {}
    for name in PLAYBOOKS:
        path = folder / f"{name}.yaml"
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as fault:
            raise ConfigurationError(f"The playbook {path} cannot be read: {fault}.") from fault
        found[name] = parse_playbook(text, origin=path.name)
    return found


def playbook_for(domain: str) -> Playbook:
    """Return the playbook of a domain, or the general one if the domain has none."""
    playbooks = load_playbooks()
    return playbooks.get(domain, playbooks["general"])
