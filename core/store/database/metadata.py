"""The MetaData of all tables, with a naming convention so that migrations can name constraints."""

from sqlalchemy import Column, ForeignKey, MetaData

from core.store.database.column_types import ID

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def owned_by(
    name: str, target: str, *, nullable: bool = False, primary_key: bool = False
) -> Column[str]:
    """Return a foreign key column that deletes its row with the referenced row."""
    reference = ForeignKey(target, ondelete="CASCADE")
    return Column(
        name, ID, reference, nullable=nullable and not primary_key, primary_key=primary_key
    )
