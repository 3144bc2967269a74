"""Five stars with half stars, which Streamlit's own widget lacks."""

from typing import Any

import streamlit as st
from markupsafe import Markup

_HTML = """
<div id="r" role="slider" tabindex="0" aria-valuemin="0.5" aria-valuemax="5" aria-valuenow="0"
  aria-label="Stars"></div>
<span id="n"></span>
"""
_CSS = """
#r { font-size: 34px; line-height: 1.2; cursor: pointer; display: inline-block; width: 5em;
  white-space: nowrap; border-radius: 6px; -webkit-background-clip: text; background-clip: text;
  background-image: linear-gradient(
    to right, var(--st-primary-color) var(--p, 0%), transparent var(--p, 0%));
  color: transparent; -webkit-text-stroke: 1.5px var(--st-gray-color, #5a6661) }
#r:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 3px }
#n { margin-left: 12px; font: 600 1rem var(--st-font); color: var(--st-text-color);
  vertical-align: 10px }
"""
_SCRIPT = """
export default function({parentElement, setStateValue, data}) {
  const stars = parentElement.querySelector("#r"), label = parentElement.querySelector("#n");
  let value = data.value ?? 0;
  stars.innerHTML = "<span style='display:inline-block;width:1em'>★</span>".repeat(5);
  const draw = () => {
    stars.style.setProperty("--p", value * 20 + "%");
    stars.setAttribute("aria-valuenow", value);
    stars.setAttribute("aria-valuetext", value ? value + " of 5 stars" : "not rated");
    stars.setAttribute("aria-label", data.label);
    label.textContent = value ? value + " of 5" : "";
  };
  const set = wanted => {
    value = Math.min(5, Math.max(.5, wanted));
    draw();
    setStateValue("value", value);
  };
  draw();
  stars.onclick = event => {
    const box = stars.getBoundingClientRect();
    set(Math.ceil((event.clientX - box.left) / box.width * 10) / 2);
  };
  stars.onkeydown = event => {
    const steps = {ArrowRight: .5, ArrowUp: .5, ArrowLeft: -.5, ArrowDown: -.5};
    const step = steps[event.key];
    if (step) { event.preventDefault(); set(value + step) }
  };
}
"""
_STARS = st.components.v2.component("half_stars", html=_HTML, css=_CSS, js=_SCRIPT)


def stars_html(value: float) -> Markup:
    """Return given stars as HTML, halves included; the text beside them says the same."""
    return Markup(
        '<span class="rein-stars" aria-hidden="true" style="--given: {:g}%">★★★★★</span>'
    ).format(value * 20)


def half_stars(label: str, *, key: str, value: float | None) -> float | None:
    """Draw five stars, set by pointer or arrow keys. Return the stars, or None if none are set."""
    result: Any = _STARS(
        key=key,
        data={"value": value, "label": label},
        default={"value": value},
        on_value_change=lambda: None,
    )
    stars = result["value"]
    return None if stars is None else float(stars)
