"""How much of a plan simulated people finish with a plan that changes with them, and without."""

import os
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from statistics import mean

from core.plans.revision.option import WAYS_ON
from core.plans.revision.subject import Subject
from tests.bench.figures import Figure, Report
from tests.factories.lived_plans import (
    LAWS,
    Life,
    Policy,
    advised,
    always,
    broken_laws,
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
    """The figures of one kind of person, and in how many lives which rule was broken."""

    figures: tuple[Figure, ...]
    broken: Counter[str]
    lives: int


def measure(seeds: int, *, goals: Sequence[str] = GOALS) -> Report:
    """Return the share of the first plan that is finished, by kind of person."""
    part = partial(measure_kind, seeds=seeds, goals=goals)
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        return as_report(list(pool.map(part, PersonKind)))


def measure_kind(kind: PersonKind, *, seeds: int, goals: Sequence[str] = GOALS) -> Part:
    """Return the part of one kind. No time is measured, so the parts are taken side by side."""
    people = [person for person in everyone(seeds) if person.kind is kind]
    few = people[: max(1, seeds // FEWER)]
    subjects = [coached_subject(text) for text in goals]
    static = [static_life(s, person) for s in subjects for person in people]
    lived = {"what the coach advises": _lives(subjects, people, advised)}
    as_long = [
        static_life(life.first, life.person, weeks=life.weeks)
        for life in lived["what the coach advises"]
    ]
    lived |= {f"always {way}": _lives(subjects, few, always(way)) for way in WAYS_ON}
    every = [life for lives in lived.values() for life in lives]
    return Part(
        figures=(
            _figure(kind, "a plan that never changes", static),
            *(_figure(kind, name, lives) for name, lives in lived.items()),
            _figure(kind, "a plan that never changes, worked on as long", as_long),
        ),
        broken=Counter(law for life in every for law in broken_laws(life)),
        lives=len(every),
    )


def as_report(parts: Sequence[Part]) -> Report:
    """Return the parts as one report."""
    broken = sum((part.broken for part in parts), Counter[str]())
    lives = sum(part.lives for part in parts)
    counted = (
        "Finished: a task of the first plan that is done at the end of the plan, moved or not, once"
        " if it was planned again; what is left out counts as not finished. Same people, same luck."
    )
    as_long = (
        "Worked on as long: for as many weeks as the changed plan took. These people never lose"
        " heart over a list of old tasks and take them up in their order; real people do."
    )
    return Report(
        title="Replanning, on simulated people",
        figures=[
            *(figure for part in parts for figure in part.figures),
            *(
                Figure(name=f"Lives in which {law}", value=broken[law], unit="lives", n=lives)
                for law in LAWS
            ),
        ],
        remarks=(counted, as_long),
    )


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
