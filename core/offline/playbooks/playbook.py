"""Playbooks: what the offline coach knows about each kind of goal, read once from data/playbooks."""

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
"""A new playbook is one file in data/playbooks and one line here."""


@cache
def load_playbooks(folder: Path = PLAYBOOK_FOLDER) -> dict[str, Playbook]:
    """Return all playbooks by name, in the order they are tried. Read once per process."""
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
    """Return the playbook of a domain; a domain nobody wrote one for gets the general one."""
    playbooks = load_playbooks()
    return playbooks.get(domain, playbooks["general"])
