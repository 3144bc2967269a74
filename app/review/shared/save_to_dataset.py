"""A button that saves one trace, or those of a list, as a version of a dataset."""

from collections.abc import Callable, Sequence

import streamlit as st

from app import auth, services
from app.ui import notice, page_text
from core import formats
from core.accounts.user import Role
from core.usecases.datasets.list_datasets import list_datasets
from core.usecases.datasets.save_traces import MAX_ITEMS, Saved, Target, save_traces

NEW = "A new dataset"

FindIds = Callable[[], Sequence[str]]
"""Returns the ids of the traces; called once, when the person saves."""


def draw(find_ids: FindIds, *, count: int, sample: bool, key: str, note: str = "") -> None:
    """Draw the button. It says how many traces will be saved before anything is.

    `note` goes with the version: the filters that the traces passed.
    """
    if not auth.current_user().may(Role.REVIEWER) or count < 1:
        return
    notice.show(key)
    fold = st.popover("Save as dataset", key=f"{key}.open", on_change="rerun", type="tertiary")
    if not fold.open:
        return
    with fold:
        if count > MAX_ITEMS:
            page_text.note(
                f"These are {formats.count(count)} traces; a dataset holds {MAX_ITEMS:,}. "
                "Choose more filters."
            )
            return
        name = _ask_name(sample=sample, key=key)
        keep = st.checkbox("Add to what its newest version holds", value=True, key=f"{key}.keep")
        st.button(
            f"Save {formats.pluralize(count, 'trace')}",
            key=f"{key}.save",
            type="primary",
            disabled=not name,
            on_click=_save,
            args=(find_ids, Target(name=name, note=note, keep=keep, sample=sample), key),
        )


def _ask_name(*, sample: bool, key: str) -> str:
    """Ask for a dataset that there is, or for the name of a new one."""
    found = list_datasets(services.rein(), viewer=auth.current_viewer(), sample=sample)
    if found:
        names = [one.name for one in found]
        chosen = st.selectbox("Dataset", [*names, NEW], key=f"{key}.dataset")
        if chosen != NEW:
            return chosen
    return st.text_input("Name", max_chars=80, key=f"{key}.name").strip()


def _save(find_ids: FindIds, target: Target, place: str) -> None:
    found: list[Saved] = []

    def save() -> None:
        viewer = auth.current_viewer()
        found.append(
            save_traces(services.rein(), viewer=viewer, target=target, trace_ids=find_ids())
        )

    if notice.attempt(save, place=place):
        notice.post(saved_text(found[0]), place=place)


def saved_text(saved: Saved) -> str:
    """Return what became of a save."""
    name, version = saved.dataset.name, saved.version
    if not saved.added:
        return f"“{name}” has exactly these items already, in version {version.number}."
    text = f"Saved as version {version.number} of “{name}”: "
    text += f"{formats.pluralize(version.left, 'item')}."
    if saved.left_out:
        left = formats.pluralize(saved.left_out, "trace")
        text += f" {left} left out: they are no goal, or were deleted."
    return text
