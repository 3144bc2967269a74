"""The routing table, and the order in which models would be asked for each step of a run."""

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from app.widgets.text import markup


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRow:
    """One row of the table; where a condition is empty, the row fits everything."""

    purposes: tuple[str, ...]
    tiers: tuple[str, ...]
    complexities: tuple[str, ...]
    asked: tuple[tuple[str, bool], ...]
    """Names of models in their order, and whether each can be asked."""
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One place in the order of asking."""

    name: str
    asked: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRoute:
    """Who is asked for one step of a run."""

    title: str
    because: str
    steps: tuple[StepLine, ...]
    note: str = ""


def show_table(rows: tuple[RouteRow, ...]) -> None:
    """Draw the table; a model that cannot be asked says so."""
    titles = ("Asked for", "Tier", "Goal", "In this order", "Because")
    head = "".join(f'<th scope="col">{title}</th>' for title in titles)
    body = "".join(_row(row) for row in rows)
    st.html(
        f'<table class="rein-routes"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    )


def show_stage(stage: StageRoute) -> None:
    """Draw who is asked for one step, first to last."""
    places = "".join(_step(step, place) for step, place in _placed(stage.steps))
    note = f"<p>{markup(stage.note)}</p>" if stage.note else ""
    st.html(
        f'<div class="rein-stage"><b>{markup(stage.title)}</b><p>{markup(stage.because)}</p>{note}'
        f'<ol class="rein-steps">{places}</ol></div>'
    )


def _row(row: RouteRow) -> str:
    models = "".join(_model(name, on=on) for name, on in row.asked)
    cells = (
        ("Asked for", _condition(row.purposes, "everything else")),
        ("Tier", _condition(row.tiers, "any")),
        ("Goal", _condition(row.complexities, "any")),
        ("In this order", f"<ol>{models}</ol>"),
        ("Because", markup(row.because)),
    )
    return (
        "<tr>" + "".join(f'<td data-label="{name}">{cell}</td>' for name, cell in cells) + "</tr>"
    )


def _condition(values: tuple[str, ...], otherwise: str) -> str:
    return markup(", ".join(values)) if values else f'<span class="any">{otherwise}</span>'


def _model(name: str, *, on: bool) -> str:
    return f"<li>{markup(name)}</li>" if on else f'<li class="off">{markup(name)}</li>'


def _placed(steps: Iterable[StepLine]) -> Iterable[tuple[StepLine, str]]:
    place = 0
    for step in steps:
        place += step.asked
        yield step, f"{place}." if step.asked else "–"


def _step(step: StepLine, place: str) -> str:
    kind = "" if step.asked else ' class="off"'
    return f"<li{kind}><span>{place}</span><b>{markup(step.name)}</b><span>{markup(step.why)}</span></li>"
