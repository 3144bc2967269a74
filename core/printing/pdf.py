"""Print a plan as a PDF: tagged, in English, with its fonts inside."""

import json
from pathlib import Path

import typst

from core.once import once
from core.printing.sheet import PrintedGoal, to_sheet

_LAYOUT = Path(__file__).with_name("layout") / "plan.typ"
"""Alone in its folder, which is all of the disk that a layout may read."""


def write_pdf(goal: PrintedGoal) -> bytes:
    """Return the sheet of a goal as a PDF on A4.

    It conforms to PDF/UA-1 if the fonts have all of its characters, which that standard asks for;
    else it is tagged in the same way.
    """
    sheet = json.dumps(to_sheet(goal), ensure_ascii=False)
    try:
        return _compile(sheet, accessible=True)
    except typst.TypstError:
        return _compile(sheet, accessible=False)


def _compile(sheet: str, *, accessible: bool) -> bytes:
    return typst.compile(
        _LAYOUT,
        root=_LAYOUT.parent,
        font_paths=_fonts(),
        sys_inputs={"sheet": sheet},
        format="pdf",
        pdf_standards="ua-1" if accessible else None,
    )


@once
def _fonts() -> typst.Fonts:
    """Return the fonts inside the compiler and those of the machine, looked for once."""
    return typst.Fonts()
