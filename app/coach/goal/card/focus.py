"""Put the cursor into the first field of a card once it is drawn."""

import streamlit as st

_SCRIPT = """
export default function({parentElement, data}) {
  const page = parentElement.ownerDocument ?? document;
  if (parentElement.dataset?.done || page.activeElement?.tagName === "INPUT") return;
  const find = tries => {
    const field = document.querySelector(`.st-key-${data.field} input`);
    if (field) field.focus({preventScroll: !data.scroll});
    else if (tries) setTimeout(() => find(tries - 1), 100);
  };
  find(20);
}
"""
_FOCUS = st.components.v2.component("card_focus", html="<i hidden></i>", js=_SCRIPT)


def first_field(field: str, *, key: str, scroll: bool = False) -> None:
    """Focus the field with this key, once for each visit of the card."""
    if st.session_state.get(key) == field:
        return
    st.session_state[key] = field
    css = "".join(c if c.isalnum() or c in "-_" else "-" for c in field)
    _FOCUS(key=f"{key}.component", data={"field": css, "scroll": scroll})
