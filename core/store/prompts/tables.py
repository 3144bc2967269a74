"""The tables of prompt releases, and of the texts that people wrote."""

from sqlalchemy import Column, Integer, String, Table

from core.store.database.column_types import ID, SafeText, Utc
from core.store.database.metadata import metadata

prompt_releases = Table(
    "prompt_releases",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("changed_at", Utc, nullable=False),
    Column("changed_by", SafeText, nullable=False),
    Column("reason", SafeText, nullable=False),
)

# Texts that people wrote; those that came with the program are files.
prompt_texts = Table(
    "prompt_texts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("content", SafeText, nullable=False),
    Column("based_on", Integer, nullable=False),
    # The id of an account without a reference: the text outlives the account.
    Column("written_by", SafeText, nullable=False),
    Column("written_at", Utc, nullable=False),
    # The model that proposed the text; null if a person wrote it.
    Column("proposed_by", String(128)),
)
