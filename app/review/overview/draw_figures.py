"""Draw the figures as tiles; each is a link to its records that opens without a reload."""

import streamlit as st

from app.charts import spark
from app.review.overview.figure import Figure
from app.ui import navigate
from app.ui.text import hold_together

_SCRIPT = """
export default function({parentElement, data, setTriggerValue}) {
  const make = (tag, kind, text) => {
    const element = document.createElement(tag);
    if (kind) element.className = kind;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const tile = figure => {
    const link = make("a", "rein-figure");
    link.href = figure.to;
    if (figure.hint) link.title = figure.hint;
    link.onclick = event => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (figure.to.startsWith("#")) {
        const place = document.getElementById(figure.to.slice(1));
        const fold = place?.closest('[class*="st-key-phone-fold-"]')?.querySelector(".rein-fold");
        if (fold) fold.open = true;
        place?.scrollIntoView({behavior: "smooth"});
      } else setTriggerValue("go", figure.to);
    };
    const stand = make("span", "stand");
    if (figure.label) stand.append(make("span", "rein-word " + figure.tone, figure.label), " ");
    stand.append(figure.target);
    link.append(make("span", "head", figure.name), make("span", "value", figure.value), stand,
      make("span", "change " + figure.changeTone, figure.change),
      make("span", "basis", figure.basis));
    if (figure.image) {
      const image = make("img");
      image.src = figure.image;
      image.alt = figure.alt;
      link.append(image);
    }
    return link;
  };
  parentElement.querySelector(".rein-figures").replaceChildren(...data.figures.map(tile));
}
"""

_TILES = st.components.v2.component(
    "rein_figures", html='<div class="rein-figures"></div>', js=_SCRIPT, isolate_styles=False
)


def show(figures: tuple[Figure, ...], *, key: str) -> None:
    """Draw the figures, and open the records of the one that is chosen."""
    chosen = _TILES(key=key, data={"figures": [_tile(one) for one in figures]}, on_go_change=_on_go)
    address: str | None = chosen.get("go")
    if address is not None:
        navigate.open_address(address)


def _on_go() -> None:
    """Do nothing. Streamlit delivers a trigger only to a component with a callback."""


def _tile(figure: Figure) -> dict[str, str]:
    label, tone = figure.state
    points = figure.series.points
    return {
        "name": figure.name,
        "value": hold_together(figure.value),
        "target": hold_together(f"target {figure.target}") if figure.target else "",
        "label": label,
        "tone": str(tone),
        "basis": hold_together(figure.basis),
        "hint": figure.hint,
        "change": hold_together(figure.change),
        "changeTone": str(figure.change_tone),
        "image": spark.draw(figure.series, figure.axis) if points else "",
        "alt": f"{figure.name} over {len(points)} days with records",
        "to": figure.address,
    }
