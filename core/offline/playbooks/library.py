"""Load the playbooks of the offline coach and look them up by domain."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import ConfigurationError
from core.offline.playbooks.schema import Playbook, parse_playbook

PLAYBOOK_FOLDER = Path(__file__).resolve().parents[3] / "data" / "playbooks"
GENERAL = "general"
"""The domain of goals that no other playbook recognises."""

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
    GENERAL,
)
"""Playbook names in matching order; a new playbook is one file in data/playbooks and one line."""


@dataclass(frozen=True, slots=True)
class PlaybookLibrary:
    """Playbooks in matching order.

    Raises ConfigurationError if there is no general one, or if two have the same name.
    """

    playbooks: tuple[Playbook, ...]

    def __post_init__(self) -> None:
        names = self.domains
        if GENERAL not in names:
            raise ConfigurationError(f"The playbooks lack the domain “{GENERAL}”.")
        if len(set(names)) < len(names):
            raise ConfigurationError("Two playbooks have the same name.")

    def __iter__(self) -> Iterator[Playbook]:
        return iter(self.playbooks)

    def __len__(self) -> int:
        return len(self.playbooks)

    @property
    def domains(self) -> tuple[str, ...]:
        """The names of the playbooks, in matching order."""
        return tuple(playbook.name for playbook in self.playbooks)

    def get(self, domain: str) -> Playbook:
        """Return the playbook of a domain, or the general one if the domain has none."""
        found = {playbook.name: playbook for playbook in self.playbooks}
        return found.get(domain, found[GENERAL])


def load_playbooks(folder: Path = PLAYBOOK_FOLDER) -> PlaybookLibrary:
    """Read all playbooks from YAML files. Raises ConfigurationError on an invalid one."""
    return PlaybookLibrary(tuple(_load(folder / f"{name}.yaml") for name in PLAYBOOKS))


def _load(path: Path) -> Playbook:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as fault:
        raise ConfigurationError(f"The playbook {path} cannot be read: {fault}.") from fault
    return parse_playbook(text, origin=path.name)
