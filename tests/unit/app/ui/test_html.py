"""HTML reaches a page as Markup only, in which every inserted value is escaped."""

import ast
from collections.abc import Iterator
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from app.ui import html
from app.ui.html import highlighted, join, multiline, one_line
from tests.architecture.tree import ROOT, name_of, parse

HOSTILE = "<img src=x onerror=alert(1)>"


def test_a_plain_string_is_not_drawn() -> None:
    with pytest.raises(TypeError, match="Markup"):
        html.draw("<b>nobody escaped this</b>")  # type: ignore[arg-type]


def test_a_type_checker_refuses_a_plain_string() -> None:
    """mypy is strict about app, so this signature makes a plain string an error at each call."""
    hints = get_type_hints(html.draw)

    assert hints["content"] is Markup


def test_a_string_among_parts_of_html_is_escaped() -> None:
    parts: list[Any] = [Markup("<b>ours</b>"), HOSTILE]

    assert join(parts) == "<b>ours</b>&lt;img src=x onerror=alert(1)&gt;"


@given(st.text())
def test_no_text_leaves_its_element(text: str) -> None:
    assert "<" not in multiline(text).replace("<br>", "")


@given(st.text())
def test_no_text_leaves_its_attribute(text: str) -> None:
    assert not {'"', "'", "<", ">", "\n"} & set(one_line(text))


def calls_of(name: str) -> Iterator[str]:
    """Yield each place of app/ that names an attribute or keyword called so."""
    for path in sorted((ROOT / "app").rglob("*.py")):
        for node in ast.walk(parse(path)):
            named = isinstance(node, ast.Attribute) and node.attr == name
            if named or (isinstance(node, ast.keyword) and node.arg == name):
                yield name_of(path)


def test_only_one_module_draws_html() -> None:
    streamlit_html = {
        name_of(path)
        for path in sorted((ROOT / "app").rglob("*.py"))
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Attribute)
        and node.attr == "html"
        and isinstance(node.value, ast.Name)
        and node.value.id == "st"
    }

    assert streamlit_html == {"app/ui/html.py"}
    assert not list(calls_of("unsafe_allow_html"))


def test_markup_is_made_of_constants_only() -> None:
    """What is inserted goes through `format`, which escapes it."""
    made = [
        f"{name_of(path)}:{node.lineno}"
        for path in sorted((ROOT / "app").rglob("*.py"))
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Markup"
        and not all(isinstance(arg, ast.Constant) for arg in node.args)
    ]

    assert not made


def test_html_is_shown_and_never_run() -> None:
    assert (
        multiline('<img src=x onerror="x">\n&') == "&lt;img src=x onerror=&#34;x&#34;&gt;<br>&amp;"
    )


def test_an_attribute_cannot_be_left() -> None:
    assert one_line('x" onclick="y\nz') == "x&#34; onclick=&#34;y z"


def test_evidence_is_marked_where_it_stands() -> None:
    shown = highlighted("I run 5 km by March & rest.", {"5 km": "Specificity: how much?"})

    assert shown == 'I run <mark title="Specificity: how much?">5 km</mark> by March &amp; rest.'


def test_of_overlapping_evidence_the_longer_passage_is_highlighted() -> None:
    assert (
        highlighted("run 5 km now", {"5": "b", "5 km": "a"})
        == 'run <mark title="a">5 km</mark> now'
    )


def test_evidence_that_is_markup_is_escaped_like_the_text() -> None:
    assert (
        highlighted("<b>x</b>", {"<b>": 'say "hi"'})
        == '<mark title="say &#34;hi&#34;">&lt;b&gt;</mark>x&lt;/b&gt;'
    )


def test_empty_evidence_marks_nothing() -> None:
    assert highlighted("abc", {"": "x", " ": "y"}) == "abc"
