"""The table of daily budgets."""

from sqlalchemy import Boolean, Column, Date, Integer, String, Table, false, text

from core.store.database.column_types import WIDE_INTEGER
from core.store.database.metadata import metadata

budget_days = Table(
    "budget_days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("scope", String(32), primary_key=True),  # "all", or "tier:basic"
    # Whole nano dollars, so that what is reserved and released adds up to exactly 0.
    Column("spent_nano_usd", WIDE_INTEGER, nullable=False, server_default=text("0")),
    Column("reserved_nano_usd", WIDE_INTEGER, nullable=False, server_default=text("0")),
    Column("refused", Integer, nullable=False, server_default=text("0")),
    Column("warned", Boolean, nullable=False, server_default=false()),
    sqlite_with_rowid=False,
)
