"""How much of a plan simulated people finish with a plan that changes with them, and without."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from core.plans.revision.check import broken_rules
from core.plans.revision.option import WAYS_ON
from core.plans.revision.subject import Subject
from tests.bench.figures import Figure, Report
from tests.factories.lived_plans import (
    Life,
    Policy,
    advised,
    always,
    replanned_life,
    static_life,
)
from tests.factories.people import Person, PersonKind, everyone
from tests.factories.revising import coached_subject

GOALS = (
    "Run 5 km without stopping in 12 weeks",
    "Save 1000 euros in 12 weeks",
    "Learn the ukulele well enough to play three songs in 12 weeks",
)
"""Goals of three kinds, twelve weeks each."""

FEWER = 5
"""People who accept one way only are a comparison, so a fifth of them is enough for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The figures of one kind of person, and in how many lives a rule was broken."""

    figures: tuple[Figure, ...]
    broken: int
    lives: int


def measure(seeds: int, *, goals: Sequence[str] = GOALS) -> Report:
    """Return the share of the first plan that is finished, by kind of person."""
    return as_report([measure_kind(kind, seeds, goals=goals) for kind in PersonKind])


def measure_kind(kind: PersonKind, seeds: int, *, goals: Sequence[str] = GOALS) -> Part:
    """Return the part of one kind, so that the parts can be taken one after the other."""
    people = [person for person in everyone(seeds) if person.kind is kind]
    few = people[: max(1, seeds // FEWER)]
    subjects = [coached_subject(text) for text in goals]
    static = [static_life(s, person) for s in subjects for person in people]
    lived = {"what the coach advises": _lives(subjects, people, advised)}
    lived |= {f"always {way}": _lives(subjects, few, always(way)) for way in WAYS_ON}
    return Part(
        figures=(
            _figure(kind, "a plan that never changes", static),
            *(_figure(kind, name, lives) for name, lives in lived.items()),
        ),
        broken=sum(
            count_broken(subjects[at * len(subjects) // len(lives)], life)
            for lives in lived.values()
            for at, life in enumerate(lives)
        ),
        lives=sum(len(lives) for lives in lived.values()),
    )


def as_report(parts: Sequence[Part]) -> Report:
    """Return the parts as one report."""
    counted = (
        "Finished: a task of the first plan that is done at the end of the plan, moved or not, once"
        " if it was planned again; what is left out counts as not finished. Same people, same luck."
    )
    rules = (
        "Lives that ended with a plan that breaks a rule (hours, order of milestones, dates, sense)"
        f" or with a negative reserve: {sum(part.broken for part in parts)} of"
        f" {sum(part.lives for part in parts):,}."
    )
    return Report(
        title="Replanning, on simulated people",
        figures=[figure for part in parts for figure in part.figures],
        remarks=(counted, rules),
    )


def count_broken(first: Subject, life: Life) -> int:
    """Return 1 if the plan at the end breaks a rule that the first one followed."""
    broken = broken_rules(life.subject.plan, first)
    return int(bool(broken) or any(left < 0 for left in life.reserves))


def _lives(subjects: Sequence[Subject], people: Sequence[Person], policy: Policy) -> list[Life]:
    return [replanned_life(s, person, policy) for s in subjects for person in people]


def _figure(kind: PersonKind, way: str, lives: Sequence[Life]) -> Figure:
    return Figure(
        name=f"{kind.value}: {way}",
        value=mean(life.finished for life in lives),
        unit="ratio",
        n=len(lives),
        note=f"{mean(life.weeks for life in lives):.1f} weeks, "
        f"{mean(life.revisions for life in lives):.1f} changes of the plan",
    )
