"""The card of a trained model: what it is, what it was trained on, how good it was, its files."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from core.errors import ConfigurationError

CARD_FILE = "card.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard:
    """What people and programs have to know about a model before they use it."""

    name: str
    purpose: str
    method: str
    trained_on: str
    """The day of training, as YYYY-MM-DD."""
    texts: Mapping[str, object]
    """Where the training texts are, how many, their hash, and who was held out."""
    figures: Mapping[str, float]
    """Measured on the held-out texts."""
    files: Mapping[str, str]
    """The SHA-256 of each file of the model."""
    limits: str = ""

    @classmethod
    def read(cls, folder: Path) -> "ModelCard":
        """Read the card in a model's folder. Raises ConfigurationError if there is no valid one."""
        path = folder / CARD_FILE
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            return cls(**stored)
        except (OSError, ValueError, TypeError) as fault:
            raise ConfigurationError(
                f"The model card {path} cannot be read: {fault}.", advice=_ADVICE
            ) from fault

    def write(self, folder: Path) -> None:
        """Write the card for programs (card.json) and for people (card.md)."""
        fields = {name: getattr(self, name) for name in self.__dataclass_fields__}
        (folder / CARD_FILE).write_text(
            json.dumps(fields, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        (folder / "card.md").write_text(self._page(), encoding="utf-8")

    def check_files(self, folder: Path) -> None:
        """Raise ConfigurationError unless every file of the model is there and unchanged."""
        for name, expected in self.files.items():
            path = folder / name
            if not path.is_file():
                raise ConfigurationError(f"The model file {path} is missing.", advice=_ADVICE)
            if file_hash(path) != expected:
                raise ConfigurationError(
                    f"The model file {path} is damaged: it is not the one its card names.",
                    advice=_ADVICE,
                )

    def _page(self) -> str:
        lines = [f"# {self.name}", "", self.purpose, "", f"Method: {self.method}", ""]
        if self.texts:
            lines += [f"Trained on {self.trained_on}.", "", "## Data", ""]
            lines += [f"- {key}: {value}" for key, value in self.texts.items()]
        else:
            lines += ["Not trained by this project."]
        lines += ["", "## On texts of writers it never saw", ""]
        lines += [f"- {key}: {value}" for key, value in self.figures.items()]
        return "\n".join([*lines, "", "## Limits", "", self.limits or "None known.", ""])


_ADVICE = "Fetch data/models again, or run `make train`."


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return sha256(path.read_bytes()).hexdigest()
