"""Frames of harm: an action, what stands between, what it acts on, and what makes it harmless.

A frame says what has to come together ("jump" - "off" - "bridge"), so it finds the meaning in
other words than those of an example; single words are never enough where they have two meanings.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from core.errors import ConfigurationError
from core.offline.safety.concern import Concern, Finding
from core.offline.safety.harm_words import PERSONS

FRAME_FILE = Path(__file__).resolve().parents[3] / "data" / "safety" / "frames.yaml"
ANY_PERSON = "PERSON"
"""In a frame: every word that means a person, also as an owner ("my ex's")."""
_END = "END"
"""In a frame: the end of the sentence."""
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.;!?\n]+")
_IRREGULAR = {"took": "take", "threw": "throw", "ate": "eat", "shot": "shoot", "drank": "drink"}
_ENDINGS = ("ing", "ed", "es", "s", "d", "'s", "s'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Each part is a set of words or of phrases, joined with an underscore: "come_off"."""

    concern: Concern
    acts: frozenset[str]
    via: frozenset[str] = frozenset()
    """If set, one of these is between the action and its object."""
    objects: frozenset[str] = frozenset()
    """If set, one of these follows within `reach` words."""
    also: frozenset[str] = frozenset()
    """If set, one of these is anywhere in the sentence."""
    unless: frozenset[str] = frozenset()
    """Words of the sentence that make it harmless."""
    softened_by: frozenset[str] = frozenset()
    """Words of the sentence that turn it into a case of doubt."""
    certain: bool = True
    withdrawal: bool = False
    """Whether it counts only if the substance is what is stopped."""
    reach: int = 5


_PARTS = ("acts", "via", "objects", "also", "unless", "softened_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmVocabulary:
    """What is looked for in a text: frames of English words, and stems of other languages."""

    frames: tuple[Frame, ...]
    crisis_stems: tuple[str, ...]


class VocabularyFile:
    """A file of the vocabulary, read when it is first needed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def vocabulary(self) -> HarmVocabulary:
        return load_vocabulary(self._path)


def load_vocabulary(path: Path = FRAME_FILE) -> HarmVocabulary:
    """Return the vocabulary in a file. Raises ConfigurationError if a part cannot be used."""
    try:
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        text = path.read_text(encoding="utf-8")
        stored = yaml.load(text, Loader=loader)  # noqa: S506 - both loaders are safe
        groups = {name: frozenset(words.split()) for name, words in stored["groups"].items()}
        stems = stored["other_languages"]["crisis"].split()
        return HarmVocabulary(
            frames=tuple(_frame(given, groups) for given in stored["frames"]),
            crisis_stems=tuple(stem.replace("|", " ") for stem in stems),
        )
    except (OSError, yaml.YAMLError, KeyError, ValueError, TypeError, AttributeError) as fault:
        raise ConfigurationError(
            f"The frames of harm in {path} cannot be read: {fault!r}.",
            advice="Fetch the file again.",
        ) from fault


def _frame(given: dict[str, Any], groups: dict[str, frozenset[str]]) -> Frame:
    unknown = given.keys() - {"concern", "reach", "certain", "withdrawal", *_PARTS}
    if unknown or not given.get("acts"):
        raise ValueError(f"a frame has unknown parts or no acts: {given}")
    parts = {name: _words(given.get(name, ""), groups) for name in _PARTS}
    return Frame(
        concern=Concern(given["concern"]),
        certain=given.get("certain", True),
        withdrawal=given.get("withdrawal", False),
        reach=given.get("reach", 5),
        **parts,
    )


def _words(text: str, groups: dict[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for word in text.split():
        found |= groups[word[1:]] if word.startswith("$") else {word}
    return frozenset(found)


Entries = tuple[dict[str, int], ...]
"""For each token: the words and phrases that may start there, with their length in tokens."""
_VOIDS = frozenset({"no", "without", "not", "bothered", "sod", "never"})
_VOID_REACH = 3


def find_in_frames(text: str, frames: tuple[Frame, ...]) -> set[Finding]:
    """Return what the frames find in any sentence of a text."""
    found: set[Finding] = set()
    for sentence in _SENTENCE_END.split(text.lower().replace("’", "'")):
        tokens = _TOKEN.findall(sentence)
        if not tokens:
            continue
        tokens.append(_END)
        entries = _entries(tokens)
        present = frozenset().union(*entries)
        for frame in frames:
            if frame.acts.isdisjoint(present) or _lacks(frame.objects, present):
                continue
            finding = _match(frame, tokens, entries, present)
            if finding is not None:
                found.add(finding)
    return found


def _entries(tokens: list[str]) -> Entries:
    forms = [word_forms(token) for token in tokens]
    found = []
    for at, own in enumerate(forms):
        starts = dict.fromkeys(own, 1)
        if is_person(tokens[at]):
            starts[ANY_PERSON] = 1
        if at + 1 < len(tokens):
            pairs = {f"{a}_{b}" for a in own for b in forms[at + 1]}
            starts |= dict.fromkeys(pairs, 2)
            if at + 2 < len(tokens):
                starts |= dict.fromkeys((f"{pair}_{tokens[at + 2]}" for pair in pairs), 3)
        found.append(starts)
    return tuple(found)


def _lacks(wanted: frozenset[str], present: frozenset[str]) -> bool:
    return bool(wanted) and wanted.isdisjoint(present)


def _match(
    frame: Frame, tokens: list[str], entries: Entries, present: frozenset[str]
) -> Finding | None:
    if _lacks(frame.also, present) or _eases(frame.unless, tokens, entries):
        return None
    if not any(_fits(frame, entries, at) for at in range(len(tokens))):
        return None
    softened = _eases(frame.softened_by, tokens, entries)
    return Finding(frame.concern, certain=frame.certain and not softened)


def _eases(helpful: frozenset[str], tokens: list[str], entries: Entries) -> bool:
    """Return whether a helpful word is there, and not as in "without telling my doctor"."""
    return any(
        not helpful.isdisjoint(starts) and _VOIDS.isdisjoint(tokens[max(0, at - _VOID_REACH) : at])
        for at, starts in enumerate(entries)
    )


def _fits(frame: Frame, entries: Entries, at: int) -> bool:
    length = _longest(entries[at], frame.acts)
    if not length:
        return False
    between = entries[at + length : at + length + frame.reach]
    if not frame.objects:
        return not frame.via or any(not frame.via.isdisjoint(starts) for starts in between)
    for offset, starts in enumerate(between):
        if not frame.objects.isdisjoint(starts):
            before = between[: offset + 1]
            return not frame.via or any(not frame.via.isdisjoint(each) for each in before)
    return False


def _longest(starts: dict[str, int], wanted: frozenset[str]) -> int:
    """Return how many tokens the longest wanted entry takes; 0 if none starts here."""
    return max((length for entry, length in starts.items() if entry in wanted), default=0)


def is_person(word: str) -> bool:
    """Return whether a word means a person, or something of theirs ("ex's")."""
    bare = word.removesuffix("'s").removesuffix("s'")
    return (
        bare in PERSONS
        or bare.removesuffix("s") in PERSONS
        or bare.endswith(("-in-law", "mate", "friend"))
    )


def word_forms(word: str) -> frozenset[str]:
    """Return the word and what it may be a form of ("stopping" -> "stop", "stopp", "stoppe")."""
    forms = {word, word.replace("-", "_"), _IRREGULAR.get(word, word)}
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            forms |= {stem, f"{stem}e"}
            if len(stem) > 3 and stem[-1] == stem[-2]:
                forms.add(stem[:-1])
    return frozenset(forms)
