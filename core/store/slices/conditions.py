"""A slice as conditions on a table of facts, or on the rollup that has the columns for it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Table

from core.llm.providers.offline import OfflineModel
from core.quality.slice import Slice
from core.store.rollups.declaration import Rollup
from core.store.rollups.tables import FINER, TABLES


def rollup_table(rollup: Rollup, within: Slice, *, finer: bool = False) -> Table:
    """Return the table to sum over: the small one, unless the slice asks about the goals.

    `finer` asks for the columns about the goals in any case.
    """
    return TABLES[FINER[rollup.name].name if finer or within.of_goals else rollup.name]


def slice_conditions(
    within: Slice, column: Callable[[str], ColumnElement[Any]], *, model: str = "model"
) -> list[ColumnElement[bool]]:
    """Return a slice as conditions; `model` is the name of the writer's column."""
    same = {
        "prompt_version": within.prompt_version,
        model: within.model,
        "tier": within.tier,
        "kind": within.kind,
        "language": within.language,
    }
    conditions = [column(name) == value for name, value in same.items() if value is not None]
    return conditions + offline_conditions(within, column(model))


def offline_conditions(within: Slice, writer: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    """Return the condition on who wrote: nothing was written by a model that has no name."""
    if within.offline is None:
        return []
    if within.offline:
        return [writer == OfflineModel.name]
    return [writer.not_in([OfflineModel.name, ""])]
