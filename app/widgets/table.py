"""A table of records with real links: they open without a reload, or in a new tab, and a screen reader reads them.

Cells are set as text by the component, never as markup, so that people's words stay words.
"""

from dataclasses import dataclass

import streamlit as st

from app.widgets.words import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; `right` for figures, `mono` for ids."""

    title: str
    right: bool = False
    mono: bool = False
    wide: bool = False
    """Takes room, and folds."""
    line: bool = False
    """Takes all the room that is left, in one line that is cut off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One figure or word. With `to`, a link to a page and its query such as "trace?id=..."."""

    text: str
    to: str = ""
    tone: Tone | None = None


_SCRIPT = """
export default function({parentElement, data, setTriggerValue}) {
  const make = (tag, kind, text) => {
    const element = document.createElement(tag);
    if (kind) element.className = kind;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const table = make("table", "rein-table");
  table.append(make("caption", "rein-unseen", data.caption));
  const head = table.createTHead().insertRow();
  for (const column of data.columns) {
    const cell = make("th", column.kind, column.title);
    cell.scope = "col";
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of data.rows) {
    const line = body.insertRow();
    row.forEach((value, place) => {
      const cell = make("td", data.columns[place].kind);
      cell.dataset.label = data.columns[place].title;
      let inner = make(value.to ? "a" : "span", value.tone ? "rein-word " + value.tone : "", value.text);
      if (value.to) {
        inner.href = value.to;
        inner.onclick = event => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          setTriggerValue("go", value.to);
        };
      }
      cell.append(inner);
      line.append(cell);
    });
  }
  parentElement.querySelector(".rein-table-place").replaceChildren(table);
}
"""

_TABLE = st.components.v2.component(
    "rein_table", html='<div class="rein-table-place"></div>', js=_SCRIPT, isolate_styles=False
)


def show(
    columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...], *, caption: str, key: str
) -> str | None:
    """Draw a table; returns where the person wants to go, as in `Cell.to`, None until they choose."""
    told = {
        "caption": caption,
        "columns": [{"title": column.title, "kind": _kind(column)} for column in columns],
        "rows": [[{"text": c.text, "to": c.to, "tone": c.tone or ""} for c in row] for row in rows],
    }
    chosen = _TABLE(key=key, data=told, on_go_change=_nothing_more)
    going: str | None = chosen.get("go")
    return going


def _nothing_more() -> None:
    """Be the callback without which a trigger is not delivered; its rerun is all that is wanted."""


def _kind(column: Column) -> str:
    return " ".join(name for name in ("right", "mono", "wide", "line") if getattr(column, name))
