"""Copy kind, language and tier to the facts, so that figures can be cut by them."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from core.goals.language import language_of

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

BATCH = 5_000
UNKNOWN = "unknown"
WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LENGTHS = {"kind": 16, "language": 8, "tier": 16}
FACTS = ("traces", "ratings", "evaluations")

_TOKENS = ("input_tokens", "output_tokens", "thinking_tokens", "cached_tokens")
_COUNTS = ("n", "errors", "cancelled", *_TOKENS, "cost_unknown", "duration_us", "overhead_us")
_HALVES = tuple(f"h{half}" for half in range(1, 11))
_BINS = tuple(f"b{bin_}" for bin_ in range(11))
_OF_TRACES = ("day", "sample", "name", "model", "prompt_version")
KEYS = {
    "rollup_fine_ratings": ("day", "sample", "dimension", "prompt_version", "model"),
    "rollup_fine_scores": (
        *("day", "sample", "dimension", "prompt_version", "model"),
        *("judge", "rubric"),
    ),
    "rollup_fine_traces": _OF_TRACES,
    "rollup_fine_latency": (*_OF_TRACES, "bucket"),
}
SUMS = {
    "rollup_fine_ratings": ("n", "total", "squares", *_HALVES),
    "rollup_fine_scores": ("n", "total", "squares", "unscored", "saturated", *_BINS),
    "rollup_fine_traces": (*_COUNTS, "cost_usd", "cost_squares"),
    "rollup_fine_latency": ("n",),
}
_SHORT = {"dimension": 16, "rubric": 16, "figure": 16, "fingerprint": 16, "name": 64, **LENGTHS}
_TRAITS = {name: name for name in LENGTHS}
OUTCOMES = "rollup_outcomes"
PAIRED = ("total", "planned", "total_squares", "planned_squares", "products")
AMOUNTS = (
    *("done", "edits", "questions", "check_ins", "efforts", "effort_total"),
    *("energies", "energy_total", "answers", "answers_yes"),
)
SKIPS = tuple(
    f"skip_{reason}"
    for reason in ("no_time", "tired", "ill", "away", "too_hard", "not_useful", "other")
)
OUTCOME_KEYS = (
    *("day", "sample", "figure", "fingerprint", "prompt_version", "plan_prompt", "model"),
    *("kind", "language"),
)


def upgrade() -> None:
    op.add_column("goals", sa.Column("kind", sa.String(16), server_default=UNKNOWN, nullable=False))
    op.add_column("goals", sa.Column("language", sa.String(8), server_default="", nullable=False))
    _read_goals()
    for table in FACTS:
        for name, length in LENGTHS.items():
            op.add_column(
                table, sa.Column(name, sa.String(length), server_default="", nullable=False)
            )
    _copy_traits()
    for name in LENGTHS:
        op.create_index(f"ix_traces_sample_{name}_number", "traces", ["sample", name, "number"])
    op.add_column(
        "rollup_traces",
        sa.Column("cost_squares", sa.Double(), server_default=sa.text("0"), nullable=False),
    )
    _sum_cost_squares()
    for table in KEYS:
        _create(table)
    _fill()
    op.add_column(
        "plan_outcomes", sa.Column("tier", sa.String(16), server_default="", nullable=False)
    )
    op.execute(
        "UPDATE plan_outcomes SET tier = "
        "COALESCE((SELECT tier FROM users WHERE users.id = plan_outcomes.user_id), '')"
    )
    _recreate_outcomes(keys=(*OUTCOME_KEYS, "tier"))


def downgrade() -> None:
    _recreate_outcomes(keys=OUTCOME_KEYS)
    op.drop_column("plan_outcomes", "tier")
    for table in KEYS:
        op.drop_table(table)
    op.drop_column("rollup_traces", "cost_squares")
    for name in LENGTHS:
        op.drop_index(f"ix_traces_sample_{name}_number", table_name="traces")
    for table in FACTS:
        for name in LENGTHS:
            op.drop_column(table, name)
    op.drop_column("goals", "language")
    op.drop_column("goals", "kind")


def _read_goals() -> None:
    """Store kind and language of each goal, from what is known of it."""
    connection = op.get_bind()
    columns = ("id", "text", "clarified", "kind", "language")
    goals = sa.table("goals", *map(sa.column, columns))
    update = (
        goals.update()
        .where(goals.c.id == sa.bindparam("of"))
        .values(kind=sa.bindparam("of_kind"), language=sa.bindparam("of_language"))
    )
    query = sa.select(goals.c.id, goals.c.text, goals.c.clarified).order_by(goals.c.id)
    query = query.limit(BATCH)
    rows = connection.execute(query).all()
    while rows:
        connection.execute(
            update,
            [
                {"of": row.id, "of_kind": _kind(row.clarified), "of_language": language_of(row.text)}
                for row in rows
            ],
        )
        rows = connection.execute(query.where(goals.c.id > rows[-1].id)).all()


def _kind(clarified: str | None) -> str:
    known = None if clarified is None else json.loads(clarified)
    return str((known or {}).get("kind") or UNKNOWN)


def _copy_traits() -> None:
    goal_ids = {
        "traces": "traces.goal_id",
        "ratings": "(SELECT goal_id FROM traces WHERE traces.id = ratings.trace_id)",
        "evaluations": "evaluations.goal_id",
    }
    for table, goal_id in goal_ids.items():
        sets = ", ".join(
            f"{name} = COALESCE((SELECT {owner}.{name} FROM goals "  # noqa: S608 - constants
            f"JOIN users ON users.id = goals.user_id WHERE goals.id = {goal_id}), '')"
            for name, owner in (("kind", "goals"), ("language", "goals"), ("tier", "users"))
        )
        op.execute(f"UPDATE {table} SET {sets}")  # noqa: S608 - constants of this file


def _sum_cost_squares() -> None:
    op.execute(
        "UPDATE rollup_traces SET cost_squares = found.squares FROM ("
        "SELECT day, sample, name, writer_model, prompt_version, "
        "SUM(cost_usd * cost_usd) AS squares FROM traces "
        "WHERE status <> 'running' AND cost_usd IS NOT NULL "
        "GROUP BY day, sample, name, writer_model, prompt_version) AS found "
        "WHERE rollup_traces.day = found.day AND rollup_traces.sample = found.sample "
        "AND rollup_traces.name = found.name AND rollup_traces.model = found.writer_model "
        "AND rollup_traces.prompt_version = found.prompt_version"
    )


def _create(table: str) -> None:
    keys = (*KEYS[table], *LENGTHS)
    op.create_table(
        table,
        *(sa.Column(key, _key_type(key), nullable=False) for key in keys),
        *(_sum_column(name, fractions=table == "rollup_fine_scores") for name in SUMS[table]),
        sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{table}")),
        sqlite_with_rowid=False,
    )


def _key_type(key: str) -> sa.types.TypeEngine[Any]:
    types: dict[str, sa.types.TypeEngine[Any]] = {
        "day": sa.Date(),
        "sample": sa.Boolean(),
        "bucket": sa.Integer(),
    }
    return types.get(key) or (sa.String(_SHORT[key]) if key in _SHORT else sa.Text())


def _sum_column(name: str, *, fractions: bool) -> sa.Column[Any]:
    double = name in {"cost_usd", "cost_squares"} or (fractions and name in {"total", "squares"})
    return sa.Column(
        name, sa.Double() if double else WIDE, server_default=sa.text("0"), nullable=False
    )


def _fill() -> None:
    """Sum up the facts there are, in the same way as a rebuild of the rollups."""
    _fill_ratings()
    for name in ("overall", "clarity", "specificity", "measurability", "actionability"):
        _fill_scores(name)
    ended = "status <> 'running'"
    keys = {
        "name": "name",
        "model": "writer_model",
        "prompt_version": "prompt_version",
        **_TRAITS,
    }
    summed = {
        "n": "1",
        "errors": _one_if("status = 'error'"),
        "cancelled": _one_if("status = 'cancelled'"),
        **{name: name for name in (*_TOKENS, "overhead_us")},
        "cost_usd": "COALESCE(cost_usd, 0)",
        "cost_squares": "COALESCE(cost_usd * cost_usd, 0)",
        "cost_unknown": _one_if("NOT cost_known"),
        "duration_us": "COALESCE(duration_us, 0)",
    }
    _insert("rollup_fine_traces", "traces", keys, summed, where=ended)
    _insert(
        "rollup_fine_latency",
        "traces",
        keys | {"bucket": "latency_bucket"},
        {"n": "1"},
        where=f"{ended} AND latency_bucket IS NOT NULL",
    )


def _fill_ratings() -> None:
    keys = {"prompt_version": "prompt_version", "model": "model", **_TRAITS}
    halves = {f"h{half}": _one_if(f"half_stars = {half}") for half in range(1, 11)}
    stars = {"n": "1", "total": "half_stars", "squares": "half_stars * half_stars", **halves}
    given = "withdrawn_at IS NULL"
    _insert("rollup_fine_ratings", "ratings", {"dimension": "'stars'", **keys}, stars, where=given)
    for name in ("usefulness", "clarity", "motivation", "personalization"):
        yes = _one_if(name)
        _insert(
            "rollup_fine_ratings",
            "ratings",
            {"dimension": f"'{name}'", **keys},
            {"n": "1", "total": yes, "squares": yes},
            where=f"{given} AND {name} IS NOT NULL",
        )


def _fill_scores(name: str) -> None:
    keys = {
        "dimension": f"'{name}'",
        "prompt_version": "prompt_version",
        "model": "writer_model",
        "judge": "judge_model",
        "rubric": "rubric_version",
        **_TRAITS,
    }
    summed = {
        "n": _one_if(f"{name} IS NOT NULL"),
        "total": f"COALESCE({name}, 0)",
        "squares": f"COALESCE({name} * {name}, 0)",
        "unscored": _one_if(f"{name} IS NULL"),
        "saturated": _one_if(f"{name} >= 9.5"),
        "b0": _one_if(f"{name} < 1"),
        **{f"b{bin_}": _one_if(f"{name} >= {bin_} AND {name} < {bin_ + 1}") for bin_ in range(1, 10)},
        "b10": _one_if(f"{name} >= 10"),
    }
    _insert("rollup_fine_scores", "evaluations", keys, summed)


def _insert(
    table: str, facts: str, keys: dict[str, str], summed: dict[str, str], *, where: str = "1 = 1"
) -> None:
    """Insert one row for each group of facts."""
    keys = {"day": "day", "sample": "sample", **keys}
    names = ", ".join((*keys, *summed))
    values = ", ".join((*keys.values(), *(f"SUM({value})" for value in summed.values())))
    by = ", ".join(value for value in keys.values() if not value.startswith("'"))
    op.execute(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {facts} "  # noqa: S608 - constants
        f"WHERE {where} GROUP BY {by}"
    )


def _one_if(condition: str) -> str:
    return f"CASE WHEN {condition} THEN 1 ELSE 0 END"


def _recreate_outcomes(*, keys: tuple[str, ...]) -> None:
    """Replace the rollup by one with other keys, summed up from its facts."""
    op.drop_table(OUTCOMES)
    sums = ("n", *PAIRED, *AMOUNTS, *SKIPS)
    op.create_table(
        OUTCOMES,
        *(sa.Column(key, _key_type(key), nullable=False) for key in keys),
        *(_sum_column(name, fractions=False) for name in sums),
        sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{OUTCOMES}")),
        sqlite_with_rowid=False,
    )
    own = {key: key for key in keys if key not in {"day", "sample", "figure", "fingerprint"}}
    own["fingerprint"] = "COALESCE(fingerprint, '')"
    tasks = {
        "total": "week_1_done",
        "planned": "week_1_planned",
        "total_squares": "week_1_done * week_1_done",
        "planned_squares": "week_1_planned * week_1_planned",
        "products": "week_1_done * week_1_planned",
    }
    for figure, day, summed, where in (
        ("week_1", "week_1_final_on", tasks, "week_1_counts"),
        ("return", "return_final_on", {"total": _one_if("returned")}, "return_counts"),
        ("edit", "edit_final_on", {"total": _one_if("edited")}, "1 = 1"),
        ("acts", "return_final_on", {name: name for name in (*AMOUNTS, *SKIPS)}, "1 = 1"),
    ):
        figure_keys = {"day": day, "figure": f"'{figure}'", **own}
        _insert(OUTCOMES, "plan_outcomes", figure_keys, {"n": "1", **summed}, where=where)
