"""A variant of an evaluation run: the versions of the prompts and the model that write."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.errors import InvalidInput
from core.llm.routing.first_models import ROUTES
from core.ports import Purpose

WRITING = (
    "defaults",
    Purpose.PREPROCESS.value,
    Purpose.GENERATE.value,
    Purpose.PLAN.value,
    ROUTES,
)
"""What can be varied: a judge or a conversation writes nothing that is compared."""
JUDGE = Purpose.EVALUATE.value
OFFLINE_COACH = "offline"
"""Key of the rule-based coach among the models."""
LIVE = "live"
MODEL = "model"
MAX_VARIANTS = 6

_VERSION = re.compile(r"([a-z_]+)@v?(\d{1,6})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a variant was asked to be, in the words of the command line."""

    versions: Mapping[str, int]
    """The versions that differ from the live ones, by the name of the prompt."""
    model: str | None = None
    """Key of a model in the routing table; None for the one that is called first."""

    @property
    def label(self) -> str:
        """The choice as it is written, in one order: "live" or "defaults@v3,model=gemini"."""
        parts = [f"{name}@v{version}" for name, version in sorted(self.versions.items())]
        return ",".join([*(parts or [LIVE]), *([f"{MODEL}={self.model}"] if self.model else [])])


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Everything that decides what is written; it is the same for all cases of a run."""

    label: str
    versions: Mapping[str, int]
    """The version of every prompt, the judge's too: a release meanwhile changes nothing."""
    model: str
    """Key of the model that writes; no other one takes its place."""
    first: Mapping[str, str] = field(default_factory=dict)
    """Key of the model that writes instead, by step, as a version of the routes says."""

    def writer(self, purpose: Purpose) -> str:
        """Return the key of the model that writes a step."""
        return self.first.get(purpose.value, self.model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One version against another, with everything else the same."""

    prompt: str
    champion: int
    candidate: int


def find_tried(variants: Sequence[Variant]) -> Tried:
    """Return the one version in which two variants differ. Raises InvalidInput otherwise."""
    if len(variants) == 2 and variants[0].model == variants[1].model:
        before, after = (dict(one.versions) for one in variants)
        changed = [name for name in after if before.get(name) != after[name]]
        if len(changed) == 1 and changed[0] in before:
            name = changed[0]
            return Tried(prompt=name, champion=before[name], candidate=after[name])
    raise InvalidInput(
        "A replay compares two variants that differ in the version of one prompt.",
        field="variants",
        advice=f"Name {LIVE} and one version, written by the same model.",
    )


def parse_choice(text: str) -> Choice:
    """Read "live", "defaults@v3" or "generate@v2,model=gemini". Raises InvalidInput."""
    versions: dict[str, int] = {}
    model: str | None = None
    for part in (piece.strip() for piece in text.split(",")):
        name, _, key = part.partition("=")
        found = _VERSION.fullmatch(part)
        if found is not None and found[1] in WRITING and found[1] not in versions:
            versions[found[1]] = int(found[2])
        elif name == MODEL and key and model is None:
            model = key
        elif part != LIVE:
            raise InvalidInput(
                f"“{part[:60]}” is no variant.",
                field="variants",
                advice=f"Write {LIVE}, or NAME@vN of {', '.join(WRITING)}, and {MODEL}=KEY, "
                "separated by commas.",
            )
    return Choice(versions=versions, model=model)


def parse_choices(texts: Iterable[str]) -> tuple[Choice, ...]:
    """Read the variants of a run, the one to compare with first. Raises InvalidInput.

    One variant alone is compared with what is live.
    """
    found = tuple(map(parse_choice, texts))
    if len(found) == 1:
        found = (Choice(versions={}), *found)
    if not 2 <= len(found) <= MAX_VARIANTS:
        raise InvalidInput(
            f"A run compares 2 to {MAX_VARIANTS} variants.",
            field="variants",
            advice="Name those that answer your question.",
        )
    return found
