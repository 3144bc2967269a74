"""The text of a resolution: every word that is judged, one statement per line."""

from dataclasses import fields, replace
from datetime import date

from core.quality.resolution_text import resolution_text
from core.resolutions.resolution import Challenge, Metric, Resolution, Strategy, TimelinePhase

RESOLUTION = Resolution(
    title="Run 5 km",
    description="Run three times a week.",
    rationale="Small steps hold.",
    smart_statement="By 28 March I run 5 km.",
    starts_on=date(2027, 1, 4),
    ends_on=date(2027, 3, 28),
    metrics=(Metric(name="distance", target="5 km", how="Watch, weekly"),),
    timeline=(TimelinePhase(name="Base", first_week=1, last_week=2, aim="Habit"),),
    challenges=(Challenge(obstacle="Rain", if_then="If it rains, then I climb."),),
    strategies=(Strategy(name="Small", description="Start with ten minutes."),),
)


def test_every_part_is_a_line() -> None:
    assert resolution_text(RESOLUTION).splitlines() == [
        "Run 5 km",
        "By 28 March I run 5 km.",
        "Run three times a week.",
        "Small steps hold.",
        "From 2027-01-04 to 2027-03-28.",
        "Metric: distance, target 5 km. Watch, weekly",
        "Weeks 1 to 2, Base: Habit",
        "Obstacle: Rain. If it rains, then I climb.",
        "Small: Start with ten minutes.",
    ]


def test_blank_parts_leave_no_line() -> None:
    text = resolution_text(replace(RESOLUTION, rationale=" ", description="", metrics=()))

    assert all(line.strip() for line in text.splitlines())
    assert len(text.splitlines()) == 6


def test_no_field_of_a_resolution_is_left_out() -> None:
    """A new field has to be added to the text, or the judge never sees it."""
    for field in fields(Resolution):
        value = getattr(RESOLUTION, field.name)
        changed = () if isinstance(value, tuple) else value
        if isinstance(value, str):
            changed = "Something else."
        elif isinstance(value, date):
            changed = date(2030, 1, 1)
        other = replace(RESOLUTION, **{field.name: changed})
        assert resolution_text(other) != resolution_text(RESOLUTION), field.name
