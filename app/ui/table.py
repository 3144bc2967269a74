"""A table of records with links that open without a reload, or in a new tab.

The component sets cells as text, never as HTML, so people's words stay words. A long table begins
with one page of rows and has a button for more, so that what follows it stays within reach.
"""

from dataclasses import dataclass

import streamlit as st

from app.ui.status_labels import Tone

PAGE = 25
"""Rows that a table begins with, and that its button adds, unless a page asks for fewer."""
BRIEF = 10
"""Rows of a table that is only the evidence of what stands above it."""
TALLEST = 1_300
"""Pixels that the first rows take at most on a phone, where long texts make rows tall."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; `right` for figures, `mono` for ids."""

    title: str
    right: bool = False
    mono: bool = False
    wide: bool = False
    """The column is wide, and its text wraps."""
    line: bool = False
    """The column fills the remaining width; its text is truncated to one line."""
    plain: bool = False
    """Its values say what they are; a phone shows them without the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One figure or text. With `to`, a link to a page and its query, such as "trace?id=..."."""

    text: str
    to: str = ""
    tone: Tone | None = None
    note: str = ""
    """A second, smaller line."""
    heat: float = 0.0
    """How strongly the cell is shaded, 0-1; the figure in it says the same."""


_SCRIPT = """
export default function({parentElement, data, setTriggerValue}) {
  const make = (tag, kind, text) => {
    const element = document.createElement(tag);
    if (kind) element.className = kind;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const table = make("table", data.dense ? "rein-table dense" : "rein-table");
  table.append(make("caption", "rein-unseen", data.caption));
  const head = table.createTHead().insertRow();
  for (const column of data.columns) {
    const cell = make("th", column.kind, column.title);
    cell.scope = "col";
    head.append(cell);
  }
  const body = table.createTBody();
  const draw = row => {
    const line = body.insertRow();
    row.forEach((value, place) => {
      const cell = make("td", data.columns[place].kind);
      cell.dataset.label = data.columns[place].title;
      if (!value.text && !value.note) cell.classList.add("blank");
      if (value.heat) {
        cell.classList.add("heat");
        cell.style.setProperty("--heat", (100 * value.heat).toFixed(0) + "%");
      }
      const kind = value.tone ? "rein-word " + value.tone : "";
      const inner = make(value.to ? "a" : "span", kind, value.text);
      if (value.to) {
        inner.href = value.to;
        inner.onclick = event => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          setTriggerValue("go", value.to);
        };
      }
      cell.append(inner);
      if (value.note) {
        const note = make("small", "", value.note);
        note.title = value.note;
        cell.append(note);
      }
      if (data.columns[place].kind.includes("line")) inner.title = value.text;
      line.append(cell);
    });
    return line;
  };
  const place = parentElement.querySelector(".rein-table-place");
  const rows = JSON.stringify(data.rows);
  if (place.reinRows !== rows) Object.assign(place, {reinRows: rows, reinShown: data.page});
  data.rows.slice(0, place.reinShown).forEach(draw);
  const more = make("button", "rein-more");
  more.type = "button";
  const name = () => {
    const left = data.rows.length - place.reinShown;
    more.hidden = left <= 0;
    more.textContent = `Show ${Math.min(left, data.page)} more of ${data.rows.length}`;
  };
  more.onclick = () => {
    const added = data.rows.slice(place.reinShown, place.reinShown + data.page).map(draw);
    place.reinShown += data.page;
    name();
    const first = added[0].querySelector("a") ?? added[0];
    if (first === added[0]) first.tabIndex = -1;
    first.focus();
  };
  place.replaceChildren(table, more);
  if (place.reinShown === data.page && matchMedia("(max-width: 640px)").matches) {
    place.reinShown = Math.min(data.page, data.rows.length);
    while (table.offsetHeight > data.tallest && body.rows.length > 1) {
      body.deleteRow(-1);
      place.reinShown = body.rows.length;
    }
  }
  name();
}
"""

_TABLE = st.components.v2.component(
    "rein_table", html='<div class="rein-table-place"></div>', js=_SCRIPT, isolate_styles=False
)


def show(
    columns: tuple[Column, ...],
    rows: tuple[tuple[Cell, ...], ...],
    *,
    caption: str,
    key: str,
    dense: bool = False,
    page: int = PAGE,
) -> str | None:
    """Draw a table. Return the address of the chosen link, as in `Cell.to`, or None.

    The rows of a `dense` one are close together, for long lists. The rest of a table with more
    rows than a page comes with its button, without a reload.
    """
    data = {
        "page": page,
        "tallest": TALLEST,
        "caption": caption,
        "dense": dense,
        "columns": [{"title": column.title, "kind": _kind(column)} for column in columns],
        "rows": [[_value(cell) for cell in row] for row in rows],
    }
    chosen = _TABLE(key=key, data=data, on_go_change=_on_go)
    address: str | None = chosen.get("go")
    return address


def _value(cell: Cell) -> dict[str, str | float]:
    more: dict[str, str | float] = {"heat": round(cell.heat, 3)} if cell.heat else {}
    if cell.note:
        more["note"] = cell.note
    return {"text": cell.text, "to": cell.to, "tone": cell.tone or "", **more}


def _on_go() -> None:
    """Do nothing. Streamlit delivers a trigger only to a component with a callback."""


_KINDS = ("right", "mono", "wide", "line", "plain")


def _kind(column: Column) -> str:
    return " ".join(name for name in _KINDS if getattr(column, name))
