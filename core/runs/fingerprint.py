"""A fingerprint of the prompts and models of a run, by which results can be grouped."""

import hashlib

from core.prompts.library import PromptLibrary
from core.runs.stage import Authors

LENGTH = 16
"""Hexadecimal digits of a fingerprint; 64 bits, far more than there are combinations."""


def fingerprint_of(authors: Authors, prompts: PromptLibrary) -> str | None:
    """Return the same text for the same prompts and models; None if no stage has finished.

    Each stage counts with its prompt's name, version and hash, and with the model that answered. A
    stage that read no prompt (the offline coach) counts with its model alone.
    """
    if not authors:
        return None
    parts = sorted(
        f"{stage}={_prompt(author.prompt, prompts)}|{author.provider}/{author.model}"
        for stage, author in authors.items()
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:LENGTH]


def _prompt(label: str | None, library: PromptLibrary) -> str:
    if label is None:
        return "none"
    name, _, version = label.partition("@v")
    text = library.texts.get((name, int(version))) if version.isdecimal() else None
    return f"{label}:{text.hash if text is not None else 'unknown'}"
