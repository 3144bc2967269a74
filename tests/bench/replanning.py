"""How much of a plan simulated people finish with a plan that changes with them, and without."""

from collections.abc import Sequence
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


def measure(seeds: int, *, goals: Sequence[str] = GOALS) -> Report:
    """Return the share of the first plan that is finished, by kind of person."""
    figures: list[Figure] = []
    broken = 0
    for kind in PersonKind:
        people = [person for person in everyone(seeds) if person.kind is kind]
        subjects = [coached_subject(text) for text in goals]
        static = [static_life(s, person) for s in subjects for person in people]
        lives = _lives(subjects, people, advised)
        broken += sum(
            count_broken(s, life) for s, life in zip(_each(subjects, people), lives, strict=True)
        )
        figures.append(_figure(kind, "a plan that never changes", static))
        figures.append(_figure(kind, "what the coach advises", lives))
        figures += [
            _figure(kind, f"always {way}", _lives(subjects, people, always(way))) for way in WAYS_ON
        ]
    counted = (
        "Finished: a task of the first plan that is done at the end of the plan, moved or not, once"
        " if it was planned again; what is left out counts as not finished. Same people, same luck."
    )
    rules = (
        f"Lives that ended with a plan that breaks a rule (hours, order of milestones, dates, sense)"
        f" or with a negative reserve: {broken}."
    )
    return Report(
        title="Replanning, on simulated people", figures=figures, remarks=(counted, rules)
    )


def count_broken(first: Subject, life: Life) -> int:
    """Return 1 if the plan at the end breaks a rule that the first one followed."""
    broken = broken_rules(life.subject.plan, first)
    return int(bool(broken) or any(left < 0 for left in life.reserves))


def _lives(subjects: Sequence[Subject], people: Sequence[Person], policy: Policy) -> list[Life]:
    return [replanned_life(s, person, policy) for s in subjects for person in people]


def _each(subjects: Sequence[Subject], people: Sequence[Person]) -> list[Subject]:
    return [subject for subject in subjects for _ in people]


def _figure(kind: PersonKind, way: str, lives: Sequence[Life]) -> Figure:
    return Figure(
        name=f"{kind.value}: {way}",
        value=mean(life.finished for life in lives),
        unit="ratio",
        n=len(lives),
        note=f"{mean(life.weeks for life in lives):.1f} weeks, "
        f"{mean(life.revisions for life in lives):.1f} changes of the plan",
    )
