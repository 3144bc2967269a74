"""One setting as the page shows it, and the settings of one topic."""

from dataclasses import dataclass

Line = tuple[str, str, str]
"""A setting as name, variable and value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting; its value is never a key."""

    name: str
    variable: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Settings of one topic."""

    title: str
    settings: tuple[Setting, ...]


def group(title: str, *lines: Line) -> Group:
    """Return the settings of one topic."""
    settings = tuple(
        Setting(name=name, variable=variable, value=value) for name, variable, value in lines
    )
    return Group(title=title, settings=settings)
