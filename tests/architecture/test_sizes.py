"""What does not fit on a screen or two is not one idea; the ceilings are those of the style we chose."""

from collections import Counter
from pathlib import Path

from tests.architecture.tree import ROOT, functions, modules, name_of, pages, parse

PAGE_LINES = 120
ENTRY_LINES = 40
MODULE_LINES = 250
FUNCTION_LINES = 40
FOLDER_FILES = 20
COLUMNS = 100


def test_a_page_is_load_and_render_in_120_lines() -> None:
    assert [
        f"{name_of(page)}: {_lines(page)}" for page in pages() if _lines(page) > PAGE_LINES
    ] == []


def test_each_part_of_a_page_has_at_most_120_lines() -> None:
    parts = [
        part
        for section in ("coach", "review", "operate")
        for part in modules()
        if part.is_relative_to(ROOT / "app" / section)
    ]

    assert parts
    assert [f"{name_of(part)}: {_lines(part)}" for part in parts if _lines(part) > PAGE_LINES] == []


def test_the_entry_script_only_wires_navigation() -> None:
    entry = ROOT / "app" / "main.py"

    assert _lines(entry) <= ENTRY_LINES


def test_a_module_holds_one_idea() -> None:
    assert [
        f"{name_of(path)}: {_lines(path)}" for path in modules() if _lines(path) > MODULE_LINES
    ] == []


def test_a_function_does_one_thing() -> None:
    long = [
        f"{name_of(path)}:{function.lineno} {function.name}: {length}"
        for path in modules()
        for function in functions(parse(path))
        if (length := (function.end_lineno or function.lineno) - function.lineno + 1)
        > FUNCTION_LINES
    ]

    assert long == []


def test_no_folder_is_a_flat_pile() -> None:
    files = Counter(name_of(path.parent) for path in modules() if path.name != "__init__.py")

    assert {folder: count for folder, count in files.items() if count > FOLDER_FILES} == {}


def test_no_line_is_longer_than_100_columns() -> None:
    long = [
        f"{name_of(path)}:{number}"
        for path in modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > COLUMNS
    ]

    assert long == []


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())
