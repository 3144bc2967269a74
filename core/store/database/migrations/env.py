"""Configure Alembic: the program passes a connection; a developer passes -x url=..."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from sqlalchemy.types import TypeDecorator

from core.store.schema import metadata


def _render(kind: str, value: Any, _context: object) -> str | Literal[False]:  # noqa: ANN401
    """Write plain column types into migrations, so that our own types may change later."""
    if kind == "type" and isinstance(value, TypeDecorator):
        return (
            "sa.DateTime(timezone=True)"
            if isinstance(value.impl_instance, sa.DateTime)
            else "sa.Text()"
        )
    return False


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    """Leave out the text indexes, which the two dialects write each in its own words."""
    return not (
        kind in {"table", "index"} and (name or "").startswith(("trace_search", "rating_search"))
    )


def _run(connection: sa.Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transactional_ddl=True,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=_render,
        include_name=_ours,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    with sa.create_engine(context.get_x_argument(as_dictionary=True)["url"]).begin() as own:
        _run(own)
