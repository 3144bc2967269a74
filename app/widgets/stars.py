"""Five stars that take halves: Streamlit's own take whole ones only."""

from typing import Any

import streamlit as st

_STARS = st.components.v2.component(
    "half_stars",
    html='<div id="r" role="slider" tabindex="0" aria-valuemin="0.5" aria-valuemax="5"></div><span id="n"></span>',
    css="""#r{font-size:34px;line-height:1.2;cursor:pointer;display:inline-block;width:5em;white-space:nowrap;
      border-radius:6px;background:linear-gradient(to right,var(--st-primary-color) var(--p,0%),#9ca3af66 var(--p,0%));
      -webkit-background-clip:text;background-clip:text;color:transparent}
      #r:focus-visible{outline:2px solid var(--st-primary-color);outline-offset:3px}
      #n{margin-left:12px;font:600 1rem var(--st-font);color:var(--st-text-color);vertical-align:10px}""",
    js="""export default function({parentElement:p,setStateValue,data}){
      const r=p.querySelector("#r"),n=p.querySelector("#n");let v=data.value??0;
      r.innerHTML="<span style='display:inline-block;width:1em'>★</span>".repeat(5);
      const draw=()=>{r.style.setProperty("--p",v*20+"%");r.setAttribute("aria-valuenow",v);
        r.setAttribute("aria-valuetext",v?v+" of 5 stars":"not rated");r.setAttribute("aria-label",data.label);
        n.textContent=v?v+" of 5":""};
      const set=x=>{v=Math.min(5,Math.max(.5,x));draw();setStateValue("value",v)};draw();
      r.onclick=e=>{const b=r.getBoundingClientRect();set(Math.ceil((e.clientX-b.left)/b.width*10)/2)};
      r.onkeydown=e=>{const d={ArrowRight:.5,ArrowUp:.5,ArrowLeft:-.5,ArrowDown:-.5}[e.key];
        if(d){e.preventDefault();set(v+d)}}}""",
)


def drawn(value: float) -> str:
    """Return given stars as HTML, halves included; the words beside them say the same."""
    return (
        f'<span class="rein-stars" aria-hidden="true" style="--given: {value * 20:g}%">★★★★★</span>'
    )


def half_stars(label: str, *, key: str, value: float | None) -> float | None:
    """Draw five stars that take halves, by pointer or arrow keys. Returns the stars, None while there are none."""
    result: Any = _STARS(
        key=key,
        data={"value": value, "label": label},
        default={"value": value},
        on_value_change=lambda: None,
    )
    stars = result["value"]
    return None if stars is None else float(stars)
