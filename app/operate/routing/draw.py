"""Draw the routing table, its decisions, and the tiers of accounts."""

from collections.abc import Callable, Iterable

import streamlit as st
from markupsafe import Markup

from app.operate.routing.explanation import CandidateLine, StageRoute
from app.operate.routing.present import RouteRow
from app.ui import html, notice, page_text
from app.ui.html import EMPTY, join
from core.ports import Tier
from core.usecases.accounts.list_accounts import AccountRow

TIERS_PLACE = "tiers"
_TITLES = ("Asked for", "Tier", "Goal", "In this order", "Because")


def show_table(rows: tuple[RouteRow, ...]) -> None:
    """Draw the table; models that are not set up are struck out."""
    head = join(Markup('<th scope="col">{}</th>').format(title) for title in _TITLES)
    html.draw(
        Markup(
            '<table class="rein-routes"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
        ).format(head, join(map(_row, rows)))
    )


def show_stage(stage: StageRoute) -> None:
    """Draw the models of one step, first to last."""
    note = Markup("<p>{}</p>").format(stage.note) if stage.note else EMPTY
    html.draw(
        Markup(
            '<div class="rein-stage"><b>{}</b><p>{}</p>{}<ol class="rein-steps">{}</ol></div>'
        ).format(stage.title, stage.reason, note, join(_candidates(stage.candidates)))
    )


def _row(row: RouteRow) -> Markup:
    models = join(
        (Markup("<li>{}</li>") if is_set_up else Markup('<li class="off">{}</li>')).format(name)
        for name, is_set_up in row.models
    )
    cells = (
        _condition(row.purposes, otherwise="everything else"),
        _condition(row.tiers, otherwise="any"),
        _condition(row.complexities, otherwise="any"),
        Markup("<ol>{}</ol>").format(models),
        row.reason,
    )
    return Markup("<tr>{}</tr>").format(
        join(
            Markup('<td data-label="{}">{}</td>').format(title, cell)
            for title, cell in zip(_TITLES, cells, strict=True)
        )
    )


def _condition(values: tuple[str, ...], *, otherwise: str) -> Markup | str:
    return ", ".join(values) or Markup('<span class="any">{}</span>').format(otherwise)


def _candidates(lines: tuple[CandidateLine, ...]) -> Iterable[Markup]:
    place = 0
    for line in lines:
        place += line.is_called
        yield Markup("<li{}><span>{}</span><b>{}</b><span>{}</span></li>").format(
            EMPTY if line.is_called else Markup(' class="off"'),
            f"{place}." if line.is_called else "–",
            line.name,
            line.why,
        )


def show_tiers(
    rows: tuple[AccountRow, ...],
    previous: tuple[str, Tier] | None,
    *,
    on_change: Callable[[AccountRow, Tier], None],
) -> None:
    """Draw the accounts. `previous` is the account changed last, with its tier before."""
    page_text.section("Tiers")
    page_text.note(
        "A tier decides which models an account's goals are written by. A change counts from the "
        "next run on."
    )
    notice.show(TIERS_PLACE)
    by_id = {row.user_id: row for row in rows}
    if previous is not None and previous[0] in by_id:
        st.button(
            "Take it back",
            key="routing.undo",
            on_click=on_change,
            args=(by_id[previous[0]], previous[1]),
            icon=":material/undo:",
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        account = st.selectbox(
            "Account",
            list(by_id),
            format_func=lambda one: f"{by_id[one].name} ({by_id[one].tier})",
            key="routing.account",
        )
        row = by_id[account]
        others = [tier for tier in Tier if tier is not row.tier]
        tier = st.selectbox(
            "New tier", others, format_func=lambda one: one.value.capitalize(), key="routing.tier"
        )
        st.button("Change the tier", key="routing.change", on_click=on_change, args=(row, tier))
