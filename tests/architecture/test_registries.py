"""A family grows by one file and one line in a tuple; a file that nobody listed is a file that nobody sees."""

import ast
import importlib
from types import ModuleType

import pytest

from core.prompts.library import FOLDER, PromptLibrary
from core.runs.goal_state import StageName
from core.runs.stage import Stage
from core.runs.stages import STAGES
from core.store.outcomes.acts import SOURCES
from tests.architecture.tree import ROOT, SECTIONS, modules, name_of, pages, parse


@pytest.mark.parametrize("section", SECTIONS)
def test_every_page_file_stands_in_the_tuple_of_its_section(section: str) -> None:
    files = {
        name_of(page).removeprefix("app/") for page in pages() if page.parent.parent.name == section
    }

    listed = [page.path for page in importlib.import_module(f"app.{section}").PAGES]

    assert sorted(files) == sorted(listed)


def test_no_two_pages_share_an_address_and_one_is_the_first() -> None:
    listed = [
        page for section in SECTIONS for page in importlib.import_module(f"app.{section}").PAGES
    ]

    assert len({page.url_path for page in listed}) == len(listed)
    assert len([page for page in listed if page.default]) == 1


def test_no_folder_switches_on_the_old_multipage_mode() -> None:
    assert not (ROOT / "app" / "pages").exists()


def test_every_stage_file_stands_in_the_tuple_of_stages() -> None:
    names = [path.stem for path in modules() if path.parent == ROOT / "core" / "runs" / "stages"]
    modules_of_stages = [
        importlib.import_module(f"core.runs.stages.{name}") for name in names if name != "__init__"
    ]

    written = {id(stage) for module in modules_of_stages for stage in _stages_in(module)}

    assert written == {id(stage) for stage in STAGES}
    assert {stage.name for stage in STAGES} == set(StageName)


def test_every_prompt_file_is_released_and_unchanged() -> None:
    library = PromptLibrary.load()  # refuses a text whose hash is not the released one

    assert {f"{name}/v{version}.md" for name, version in library.texts} == {
        path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.md")
    }


def _stages_in(module: ModuleType) -> list[Stage]:
    return [value for value in vars(module).values() if isinstance(value, Stage)]


def test_a_store_that_writes_an_act_touches_the_outcomes() -> None:
    acts = {table.name for table in SOURCES}
    writers = {
        path: {called.attr for called in attributes(parse(path))}
        for path in modules()
        if path.is_relative_to(ROOT / "core" / "store") and writes_any(parse(path), acts)
    }

    assert len(writers) >= 4, "the tables of acts are written in four stores"
    assert [name_of(path) for path, called in writers.items() if "touch" not in called] == []


WRITES = {"insert", "update", "delete", "replace_rows", "insert_rows", "_delete", "_replace"}


def attributes(tree: ast.Module) -> list[ast.Attribute]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]


def writes_any(tree: ast.Module, tables: set[str]) -> bool:
    """Return whether a module calls something that writes one of the tables, by their names."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = (
            call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        )
        subjects = [*call.args, getattr(call.func, "value", None)]
        if name in WRITES and any(
            isinstance(one, ast.Name) and one.id in tables for one in subjects
        ):
            return True
    return False


def test_a_type_has_one_json_form() -> None:
    codecs = [
        ast.unparse(call.args[0])
        for path in modules()
        for call in ast.walk(parse(path))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "Codec"
    ]
    adapters = {
        name_of(path)
        for path in modules()
        for used in ast.walk(parse(path))
        if isinstance(used, ast.Name) and used.id == "TypeAdapter"
    }

    assert "Resolution" in codecs
    assert sorted(codecs) == sorted(set(codecs))
    assert adapters == {"core/codec.py"}
