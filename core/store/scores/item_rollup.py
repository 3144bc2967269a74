"""The rollup of rubric items: how often each question was answered no, by day."""

from sqlalchemy import Boolean, Date, String, select

from core.store.database.column_types import SafeText
from core.store.rollups.declaration import Dimension, Measure, Rollup
from core.store.rollups.expressions import all_of, column, constant, count_if, is_false, is_true
from core.store.scores.tables import evaluation_items, evaluations

_OF_EVALUATION = (
    "created_at",
    "day",
    "sample",
    "prompt_version",
    "writer_model",
    "judge_model",
    "rubric_version",
)

item_facts = (
    select(
        evaluation_items.c.dimension,
        evaluation_items.c.item,
        evaluation_items.c.yes,
        evaluation_items.c.known,
        *(evaluations.c[name] for name in _OF_EVALUATION),
        evaluations.c.id.label("evaluation"),
    )
    .join(evaluations, evaluations.c.id == evaluation_items.c.evaluation_id)
    .subquery("item_facts")
)
"""Answers to rubric items with the columns of their evaluation."""

ITEMS = Rollup(
    name="rollup_items",
    fact=evaluation_items,
    joined=item_facts,
    dimensions=(
        Dimension("day", Date(), column("day")),
        Dimension("sample", Boolean(), column("sample")),
        Dimension("item", String(64), column("item")),
        Dimension("dimension", String(16), column("dimension")),
        Dimension("prompt_version", SafeText(), column("prompt_version")),
        Dimension("model", SafeText(), column("writer_model")),
        Dimension("judge", SafeText(), column("judge_model")),
        Dimension("rubric", String(16), column("rubric_version")),
    ),
    measures=(
        Measure("n", constant(1)),
        Measure("known", count_if(is_true("known"))),
        Measure("no", count_if(all_of(is_true("known"), is_false("yes")))),
    ),
)
