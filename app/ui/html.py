"""Draw HTML. No other module does, and only Markup is accepted.

`Markup("<p>{}</p>").format(text)` escapes what it inserts, so that people's and models' words stay
words. A plain string may hold words that were not escaped, so `draw` refuses it: it is a type error
for mypy and a TypeError at run time.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import streamlit as st
from markupsafe import Markup, escape

EMPTY = Markup()


def draw(content: Markup, *, width: Literal["stretch", "content"] = "stretch") -> None:
    """Draw HTML. Raises TypeError for a plain string."""
    if not isinstance(content, Markup):
        raise TypeError(f"HTML must be Markup, not {type(content).__name__}.")
    st.html(content, width=width)


def add_style_sheet(path: Path) -> None:
    """Add one of our style sheets to the page."""
    st.html(path)


def join(parts: Iterable[Markup]) -> Markup:
    """Return the parts one after the other; a plain string among them is escaped."""
    return EMPTY.join(parts)


def multiline(text: str) -> Markup:
    """Return escaped text for the body of an element, with line breaks as <br>."""
    return Markup("<br>").join(text.split("\n"))


def one_line(text: str) -> Markup:
    """Return escaped text for a quoted attribute, on one line."""
    return escape(" ".join(text.split()))


def highlighted(text: str, quotes: Mapping[str, str]) -> Markup:
    """Return escaped text with each quoted passage in a `<mark>`.

    `quotes` maps a verbatim passage to its tooltip. A longer passage wins over one inside it.
    """
    wanted = sorted((quote for quote in quotes if quote.strip()), key=len, reverse=True)
    if not wanted:
        return multiline(text)
    parts, after = [], 0
    for found in re.finditer("|".join(re.escape(quote) for quote in wanted), text):
        parts += [
            multiline(text[after : found.start()]),
            Markup('<mark title="{}">{}</mark>').format(
                one_line(quotes[found.group(0)]), multiline(found.group(0))
            ),
        ]
        after = found.end()
    return join((*parts, multiline(text[after:])))
