"""Edits of a resolution by hand, and taking one of them back."""

from dataclasses import fields, replace

from core.errors import InvalidInput
from core.goals.goal import Target, clean_text
from core.resolutions.resolution import Resolution

MAX_TITLE_CHARACTERS = 120


def retitle(
    resolution: Resolution, title: str, *, target: Target | None, named: Target | None
) -> Resolution:
    """Return the resolution with another title.

    `named` is the number that the title names. Raises InvalidInput if there is no title, if it is
    too long, or if its number is not the one that the plan leads to.
    """
    cleaned = " ".join(clean_text(title).split()).rstrip(".")
    if not any(character.isalnum() for character in cleaned):
        raise InvalidInput(
            "A title needs a word.", field="title", advice="Say in a few words what you want."
        )
    if len(cleaned) > MAX_TITLE_CHARACTERS:
        raise InvalidInput(
            f"This title has {len(cleaned):,} characters.",
            field="title",
            advice=f"Say it in at most {MAX_TITLE_CHARACTERS}; details fit into the tasks.",
        )
    if cleaned == resolution.title:
        raise InvalidInput("Nothing was changed.", field="title", advice="Write another title.")
    if target is not None and named is not None and _contradicts(named, target):
        raise InvalidInput(
            f"This title says {_number(named)}, and your plan leads to {_number(target)}.",
            field="title",
            advice=f"Say {_number(target)}, leave the number out, "
            "or change the target in “What Rein understood”.",
        )
    return replace(resolution, title=cleaned)


def with_own_title(
    resolution: Resolution, title: str, *, target: Target | None, named: Target | None
) -> Resolution:
    """Return a newly written resolution under the title that the person gave the one before.

    A title whose number is no longer the one that the plan leads to gives way to the new one.
    """
    if not title or title == resolution.title:
        return resolution
    if target is not None and named is not None and _contradicts(named, target):
        return resolution
    return replace(resolution, title=title)


def _contradicts(named: Target, target: Target) -> bool:
    """Return whether a number of the same unit is another one than the target and its start."""
    same_unit = named.unit.casefold() == target.unit.casefold()
    return same_unit and named.quantity not in {target.quantity, target.baseline}


def _number(target: Target) -> str:
    return f"{target.quantity:,g} {target.unit}"


def take_back(current: Resolution, *, before: Resolution, after: Resolution) -> Resolution:
    """Return the current resolution without the change from `before` to `after`.

    What was changed again since then stays as it is now.
    """
    restored = {
        field.name: getattr(before, field.name)
        for field in fields(Resolution)
        if getattr(before, field.name) != getattr(after, field.name)
        and getattr(current, field.name) == getattr(after, field.name)
    }
    return replace(current, **restored)
