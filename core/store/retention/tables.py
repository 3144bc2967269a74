"""The table of sealed days: days of a rollup some of whose records were removed by age.

The sums of such a day are what was counted, and can no longer be computed from its records.
"""

from sqlalchemy import Column, Date, String, Table

from core.store.database.column_types import Utc
from core.store.database.metadata import metadata

sealed_days = Table(
    "sealed_days",
    metadata,
    Column("rollup", String(32), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("sealed_at", Utc, nullable=False),
    sqlite_with_rowid=False,
)
